#pragma once

#include <cstdint>
#include <functional>
#include <memory>
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

/// What the commands need besides their arguments; borrowed.
struct Program {
  Homes& homes;
  std::string default_routine;     ///< the Piteå routine's TOML
  std::function<Instant()> clock;  ///< used unless $INSYN_NOW says otherwise
  std::function<Result<InputFile>(const std::string& path)> open_input;
};

/// Runs one command (`args` without the program's name) and gives its exit status (contract 1):
/// 0 done; 1 done, but something was rejected or a check failed; 2 wrong usage, or refused by a
/// rule; 3 unusable input; 4 the home is locked or unreadable.
int run(const std::vector<std::string>& args, Io& io, Program& program);

}  // namespace insyn
