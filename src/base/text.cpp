#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include <charconv>
#include <cstring>

#include "base/check.h"

namespace insyn {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// How long the well-formed sequence at the start is; 0 if there is none (Unicode, table 3-7).
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
  const unsigned char lead = at[0];
  if (lead < 0x80) return 1;
  const auto follows = [&](std::size_t i) { return i < left && (at[i] & 0xC0U) == 0x80; };
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if (lead == 0xE0 && at[1] < 0xA0) return 0;  // overlong
    if (lead == 0xED && at[1] > 0x9F) return 0;  // surrogate
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (lead == 0xF0 && at[1] < 0x90) return 0;  // overlong
    if (lead == 0xF4 && at[1] > 0x8F) return 0;  // above U+10FFFF
    return 4;
  }
  return 0;
}

/// The code point at `i`, which moves past it; a byte that is no UTF-8 counts for itself as U+FFFD.
UChar32 next_code_point(std::string_view text, std::size_t& i) {
  const auto* const at = reinterpret_cast<const unsigned char*>(text.data()) + i;
  const std::size_t length = sequence_length(at, text.size() - i);
  i += length == 0 ? 1 : length;
  if (length == 0) return 0xFFFD;
  if (length == 1) return at[0];
  UChar32 point = at[0] & (0x7F >> length);
  for (std::size_t k = 1; k < length; ++k) point = (point << 6) | (at[k] & 0x3F);
  return point;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t i = 0;
  while (i < bytes.size()) {
    if (bytes.size() - i >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, data + i, 8);
      if ((eight & high_bits) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = sequence_length(data + i, bytes.size() - i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string case_folded(std::string_view text) {
  std::string folded;
  icu::StringByteSink<std::string> sink{&folded};
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece{text.data(), static_cast<int32_t>(text.size())}, sink,
                         nullptr, status);
  check(U_SUCCESS(status), "case folding works on any text");
  return folded;
}

std::string folded_surname(std::string_view name) {
  name = name.substr(0, name.find(','));
  std::size_t from = 0, to = 0;
  bool inside = false;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t at = i;
    const bool space = u_isUWhiteSpace(next_code_point(name, i)) != 0;
    if (!space && !inside) from = at;
    if (!space) to = i;
    inside = !space;
  }
  return case_folded(name.substr(from, to - from));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const UChar32 point = next_code_point(text, i);
    if ((U_GET_GC_MASK(point) & U_GC_M_MASK) == 0) ++width;
  }
  return width;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.empty() || text.front() == '-') return std::nullopt;
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace insyn
