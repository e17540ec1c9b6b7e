#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace insyn {

/// What a command line brings with it to the server that is to run it.
///
/// As bytes: strings that each end with a zero byte, which none of them can hold (execve(2)):
/// `insyn-command/1`, the directory, `1` or `0` for the terminal, the width in digits, any number
/// of `NAME=value`, an empty string, and the arguments.
struct CommandRequest {
  std::filesystem::path directory;  ///< where relative paths begin; absolute
  bool err_is_terminal = false;
  int width = 100;  ///< columns, 1 to 10,000
  /// Variables that commands read and that were set; no others may stand here.
  std::map<std::string, std::string> env;
  std::vector<std::string> args;  ///< without the program's name
  friend bool operator==(const CommandRequest&, const CommandRequest&) = default;
};

inline constexpr std::string_view request_variables[] = {"INSYN_HOME", "INSYN_NOW"};

std::string format_request(const CommandRequest& request);

/// Code "request" (refused) if the bytes are no request of this version.
Result<CommandRequest> parse_request(std::string_view bytes);

}  // namespace insyn
