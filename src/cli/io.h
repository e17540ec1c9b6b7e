#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace insyn {

/// Everything outside that a command touches besides its home, so that a server can run commands
/// for others: no globals, no exit.
struct Io {
  std::function<void(std::string_view)> out;
  std::function<void(std::string_view)> err;
  bool err_is_terminal = false;  ///< progress is shown only then
  int width = 100;               ///< columns of the terminal
  std::function<std::optional<std::string>(const std::string&)> env;
  std::filesystem::path directory;  ///< where relative paths begin; absolute
  std::string user;                 ///< the account of the operating system
};

}  // namespace insyn
