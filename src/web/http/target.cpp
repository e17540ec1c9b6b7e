#include "web/http/target.h"

#include <algorithm>

#include "base/hex.h"
#include "base/text.h"
#include "web/http/form.h"

namespace insyn {
namespace {

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// RFC 3986 3.3: what may stand in a path unencoded; `%` opens what is encoded.
bool is_path_character(char c) {
  constexpr std::string_view marks = "/%:@!$&'()*+,;=";
  return is_unreserved(c) || marks.find(c) != std::string_view::npos;
}

/// Browsers leave more than RFC 3986 allows as it is in a query, but never a space or a `#`.
bool is_query_character(char c) { return c > ' ' && c < 127 && c != '#'; }

bool has_encoded_slash(std::string_view path) {
  return path.find("%2F") != std::string_view::npos || path.find("%2f") != std::string_view::npos;
}

bool is_plain_part(std::string_view part) { return !part.empty() && part != "." && part != ".."; }

bool is_unambiguous(std::string_view path) {
  const bool odd = std::ranges::any_of(
      path, [](char c) { return (c >= 0 && c < ' ') || c == 127 || c == '\\'; });
  return !odd && is_utf8(path) && std::ranges::all_of(split(path.substr(1), '/'), is_plain_part);
}

std::optional<std::string> parse_path(std::string_view text) {
  if (!text.starts_with('/') || has_encoded_slash(text) ||
      !std::ranges::all_of(text, is_path_character))
    return std::nullopt;
  auto path = percent_decoded(text);
  if (!path || path->size() == 1) return path;
  if (path->ends_with('/')) path->pop_back();
  if (!is_unambiguous(*path)) return std::nullopt;
  return path;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    const auto byte = from_hex(text.substr(at + 1, 2));
    if (!byte || byte->empty()) return std::nullopt;
    decoded += *byte;
    at += 2;
  }
  return decoded;
}

std::string percent_encoded(std::string_view text, std::string_view kept) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte / 16];
    encoded += digits[byte % 16];
  }
  return encoded;
}

std::optional<Target> parse_target(std::string_view text) {
  const auto question = text.find('?');
  auto path = parse_path(text.substr(0, question));
  if (!path) return std::nullopt;
  Target target{std::move(*path), {}};
  if (question == std::string_view::npos) return target;
  const auto query = text.substr(question + 1);
  if (!std::ranges::all_of(query, is_query_character)) return std::nullopt;
  auto fields = parse_form(query);
  if (!fields) return std::nullopt;
  target.query = std::move(*fields);
  return target;
}

}  // namespace insyn
