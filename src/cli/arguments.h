#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/calendar/time.h"

namespace insyn {

/// The command line, read. Which members count depends on `command`.
struct Arguments {
  std::string command;  ///< `audit open`, `verify draw` …

  std::optional<std::string> home, as;
  bool json = false;

  std::vector<std::string> files;
  std::string source, register_name;
  bool correct = false;
  bool accept = false;
  bool summary = false;
  std::string routine;
  int year = 0;
  std::string reason, ground, audit, seed, frame_key, out, against, file;
  std::string period, staff, client, reviewer, profile = "full";
  std::optional<std::string> seed_source;
  std::optional<Day> from, to;
  int staff_count = 600;
  int client_count = 5000;
  int days = 365;
  std::uint64_t rng = 1;
  std::string shell;  ///< of `completion`
  std::string listen = "127.0.0.1:8080";
  std::string name, email, login, area, user;  ///< of `user …`
  std::vector<std::string> give, take;         ///< codes of roles
};

/// Either arguments, or a text to print with the exit status: help (0), or an error on one line
/// (2).
struct ParsedArguments {
  Arguments arguments;
  std::optional<int> exit;
  std::string text;
};

ParsedArguments parse_arguments(const std::vector<std::string>& args);

/// What a flag or a place on the command line takes.
enum class ValueKind { none, text, file, folder };

struct FlagInfo {
  std::string name;  ///< `--home`; of a place without a flag what stands in the help: `FIL`
  std::string help;
  ValueKind value = ValueKind::none;
  std::vector<std::string> choices;  ///< if only these can be meant
};

/// A command, or a word that commands begin with.
struct CommandInfo {
  std::string name;  ///< `audit open`; empty for the program itself
  std::string help;
  std::vector<FlagInfo> flags;  ///< its own, then those that every command takes
  std::vector<FlagInfo> places;
};

/// All that the command line knows, each after the one that it begins with: for completion.
std::vector<CommandInfo> command_table();

}  // namespace insyn
