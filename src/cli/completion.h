#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/arguments.h"

namespace insyn {

/// What makes a shell complete the words of a command line. Made from the command line's own table,
/// so that it can't know another command than the program does. It never runs the program and never
/// looks into a home: it offers commands, flags, the few values that are fixed, and file names.

/// `shell`: bash, zsh or fish.
std::string completion_script(std::string_view shell, std::span<const CommandInfo> table);

}  // namespace insyn
