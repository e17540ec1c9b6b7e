#include "web/auth/addresses.h"

#include <algorithm>

#include "web/http/target.h"

namespace insyn {
namespace {

constexpr std::size_t path_most = 2'000;

/// The host of `https://host[:port][/…]`; empty if the address has another shape.
std::string_view host_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  std::string_view rest = url.substr(start + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (rest.find('@') != std::string_view::npos) return {};
  if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
  return rest.substr(0, rest.find(':'));
}

bool is_plain(std::string_view url) {
  return std::ranges::all_of(
      url, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != '<'; });
}

}  // namespace

bool is_loopback_address(std::string_view url) {
  const std::string_view host = host_of(url);
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

bool is_safe_address(std::string_view url) {
  if (!is_plain(url) || host_of(url).empty()) return false;
  return url.starts_with("https://") || (url.starts_with("http://") && is_loopback_address(url));
}

bool is_origin(std::string_view url) {
  if (!is_safe_address(url)) return false;
  return url.find_first_of("/?#", url.find("://") + 3) == std::string_view::npos;
}

std::string form_encoded(
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out += (out.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return out;
}

std::string own_path(std::string_view path) {
  const bool odd =
      std::ranges::any_of(path, [](unsigned char c) { return c < ' ' || c == 0x7F || c == '\\'; });
  if (path.size() > path_most || !path.starts_with('/') || path.starts_with("//") || odd)
    return "/";
  return std::string{path};
}

}  // namespace insyn
