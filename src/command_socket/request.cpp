#include "command_socket/request.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace insyn {
namespace {

constexpr std::string_view version = "insyn-command/1";
constexpr int width_max = 10'000;

/// Takes the strings of a request one after the other.
class Strings {
 public:
  explicit Strings(std::string_view bytes) : rest_{bytes} {}

  /// None at the end, or if the last one isn't ended.
  std::optional<std::string_view> next() {
    const std::size_t end = rest_.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::optional<int> parse_width(std::string_view text) {
  int width = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, width);
  if (read.ec != std::errc{} || read.ptr != end || width < 1 || width > width_max)
    return std::nullopt;
  return width;
}

/// Up to the empty string that ends them.
bool read_variables(Strings& strings, std::map<std::string, std::string>& env) {
  for (auto entry = strings.next(); entry; entry = strings.next()) {
    if (entry->empty()) return true;
    const std::size_t equals = entry->find('=');
    const std::string_view name = entry->substr(0, equals);
    if (equals == std::string_view::npos ||
        std::ranges::find(request_variables, name) == std::end(request_variables) ||
        !env.emplace(name, entry->substr(equals + 1)).second)
      return false;
  }
  return false;
}

std::optional<CommandRequest> read_request(std::string_view bytes) {
  Strings strings{bytes};
  if (strings.next() != version) return std::nullopt;
  CommandRequest request;
  const auto directory = strings.next();
  if (!directory || !directory->starts_with('/')) return std::nullopt;
  request.directory = *directory;
  const auto terminal = strings.next();
  if (terminal != "0" && terminal != "1") return std::nullopt;
  request.err_is_terminal = terminal == "1";
  const auto width = parse_width(strings.next().value_or(""));
  if (!width || !read_variables(strings, request.env)) return std::nullopt;
  request.width = *width;
  for (auto arg = strings.next(); arg; arg = strings.next()) request.args.emplace_back(*arg);
  if (!strings.at_end()) return std::nullopt;
  return request;
}

}  // namespace

std::string format_request(const CommandRequest& request) {
  std::string bytes;
  const auto add = [&bytes](std::string_view text) { bytes.append(text).push_back('\0'); };
  add(version);
  add(request.directory.native());
  add(request.err_is_terminal ? "1" : "0");
  add(std::to_string(std::clamp(request.width, 1, width_max)));
  for (const auto& [name, value] : request.env) {
    std::string entry = name;
    add(entry.append("=").append(value));
  }
  add("");
  for (const std::string& arg : request.args) add(arg);
  return bytes;
}

Result<CommandRequest> parse_request(std::string_view bytes) {
  auto request = read_request(bytes);
  if (!request)
    return fail(ErrorKind::refused, "request",
                "Servern som har hemmet är av en annan version av Insyn. Starta om den.");
  return std::move(*request);
}

}  // namespace insyn
