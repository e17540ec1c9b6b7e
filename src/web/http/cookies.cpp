#include "web/http/cookies.h"

#include <algorithm>

#include "base/text.h"

namespace insyn {
namespace {

constexpr std::size_t cookies_max = 100;

/// RFC 6265 4.1.1, cookie-octet.
bool is_cookie_character(char c) {
  constexpr std::string_view excluded = "\",;\\";
  return c > ' ' && c < 127 && excluded.find(c) == std::string_view::npos;
}

bool is_cookie(const NameValue& pair) {
  return is_header({pair.name, {}}) && std::ranges::all_of(pair.value, is_cookie_character);
}

}  // namespace

Fields parse_cookies(std::string_view header) {
  Fields cookies;
  while (!header.empty() && cookies.all.size() < cookies_max) {
    const auto end = std::min(header.find(';'), header.size());
    const auto pair = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    NameValue cookie{std::string{pair.substr(0, equals)}, std::string{pair.substr(equals + 1)}};
    if (is_cookie(cookie)) cookies.all.push_back(std::move(cookie));
  }
  return cookies;
}

}  // namespace insyn
