#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_sink.h"
#include "cli/io.h"

namespace insyn {

/// How this process makes what the operator names; throws if it can't.
struct OperatorFiles {
  std::function<std::unique_ptr<ByteSink>(const std::filesystem::path&)> create_file;
  std::function<void(const std::filesystem::path&)> create_folder;
};

/// Lets the server that has the home run a command line, as if it ran here, and gives its exit
/// status. None if no server took it: then it is for this process to run.
std::optional<int> run_at_server(const std::filesystem::path& root,
                                 const std::vector<std::string>& args, Io& io,
                                 const OperatorFiles& files);

}  // namespace insyn
