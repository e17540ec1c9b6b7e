#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/homes.h"
#include "base/byte_source.h"
#include "cli/io.h"

namespace insyn {

/// A file of the operator's, opened to be read.
struct InputFile {
  std::unique_ptr<ByteSource> bytes;
  std::uint64_t size = 0;  ///< 0 if not known
};

/// What `insyn serve` is to serve, and where.
struct ServeOptions {
  std::filesystem::path root;  ///< the home's folder, absolute
  std::string listen;          ///< `127.0.0.1:8080`, `[::1]:8080` or `unix:PATH`
  std::string actor;
  std::function<Instant()> clock;
};

/// What the commands need besides their arguments; borrowed.
struct Program {
  Homes& homes;
  std::string default_routine;     ///< the Piteå routine's TOML
  std::function<Instant()> clock;  ///< used unless $INSYN_NOW says otherwise
  std::function<Result<InputFile>(const std::string& path)> open_input;
  /// Serves until it is told to stop; none in a server, which can't be another one too.
  std::function<Result<int>(const ServeOptions& options, Io& io)> serve{};
  /// Makes the code with which a user sets their password once; none where passwords aren't ours.
  std::function<Result<std::string>(const std::filesystem::path& root, const std::string& user,
                                    const std::string& login)>
      setup_code{};
};

/// Runs one command (`args` without the program's name) and gives its exit status (contract 1):
/// 0 done; 1 done, but something was rejected or a check failed; 2 wrong usage, or refused by a
/// rule; 3 unusable input; 4 the home is locked or unreadable.
int run(const std::vector<std::string>& args, Io& io, Program& program);

/// The folder of the home that a command line works on, absolute; none if it works on none that is
/// there already (`init`, `simulate`, help, wrong usage …).
std::optional<std::filesystem::path> home_worked_on(const std::vector<std::string>& args,
                                                    const Io& io);

}  // namespace insyn
