#pragma once

#include <string>
#include <vector>

#include "app/homes.h"
#include "cli/io.h"

namespace insyn {

/// Exit status of contract 1.
enum class Exit : int { done = 0, findings = 1, refused = 2, unusable = 3, home = 4 };

/// What the commands need besides their arguments; borrowed.
struct Program {
  Homes& homes;
  std::string default_routine;     ///< the Piteå routine's TOML
  std::function<Instant()> clock;  ///< used unless $INSYN_NOW says otherwise
};

/// Runs one command (`args` without the program's name) and gives its exit status.
int run(const std::vector<std::string>& args, Io& io, Program& program);

}  // namespace insyn
