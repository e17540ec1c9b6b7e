#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/byte_sink.h"
#include "cli/run.h"
#include "command_socket/channel.h"

namespace insyn {

/// The files of whoever sent a command: opened and made by that process, with its rights. What
/// can't be done because it has gone is thrown as std::runtime_error.
class RemoteFiles {
 public:
  explicit RemoteFiles(Channel& channel) : channel_{channel} {}

  /// As the command line names it. Errors as FileSource::open; a pipe that gives nothing for a
  /// minute, or whose client goes, is thrown by the source.
  Result<InputFile> open(const std::string& path);
  /// Absolute paths; what the client couldn't do is thrown.
  std::unique_ptr<ByteSink> create(const std::filesystem::path& file);
  void create_folder(const std::filesystem::path& folder);

 private:
  Channel& channel_;
};

}  // namespace insyn
