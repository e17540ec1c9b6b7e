#include "report/unicode.h"

#include <cstddef>
#include <cstdint>

namespace insyn::paper {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// How many bytes the sign that begins so has; 0 if none does.
std::size_t length_by_first(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

/// Overlong forms, surrogates and what lies beyond Unicode.
bool is_allowed(char32_t sign, std::size_t length) {
  if (length == 3) return sign >= 0x800 && (sign < 0xD800 || sign > 0xDFFF);
  if (length == 4) return sign >= 0x10000 && sign <= 0x10FFFF;
  return true;
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string signs;
  signs.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = length_by_first(first);
    char32_t sign = length == 1 ? first : first & (0xFFU >> (length + 1));
    std::size_t read = 1;
    while (read < length && at + read < utf8.size() &&
           (static_cast<unsigned char>(utf8[at + read]) & 0xC0U) == 0x80U)
      sign = (sign << 6U) | (static_cast<unsigned char>(utf8[at + read++]) & 0x3FU);
    const bool whole = length != 0 && read == length && is_allowed(sign, length);
    signs += whole ? sign : replacement;
    at += whole ? length : 1;
  }
  return signs;
}

void append_utf8(std::string& out, char32_t sign) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(value); };
  if (sign < 0x80) return byte(sign);
  if (sign < 0x800) {
    byte(0xC0 | (sign >> 6U));
  } else if (sign < 0x10000) {
    byte(0xE0 | (sign >> 12U));
    byte(0x80 | ((sign >> 6U) & 0x3F));
  } else {
    byte(0xF0 | (sign >> 18U));
    byte(0x80 | ((sign >> 12U) & 0x3F));
    byte(0x80 | ((sign >> 6U) & 0x3F));
  }
  byte(0x80 | (sign & 0x3F));
}

bool is_combining(char32_t sign) { return sign >= 0x300 && sign <= 0x36F; }

bool is_letter(char32_t sign) {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
         (sign >= 0xC0 && sign <= 0x24F && sign != 0xD7 && sign != 0xF7);
}

}  // namespace insyn::paper
