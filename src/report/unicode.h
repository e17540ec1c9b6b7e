#pragma once

#include <string>
#include <string_view>

namespace insyn::paper {

/// The code points of UTF-8; each byte that isn't part of any becomes U+FFFD.
std::u32string code_points(std::string_view utf8);

void append_utf8(std::string& out, char32_t sign);

/// Marks that stand on the letter before them (U+0300–036F): no line begins with one.
bool is_combining(char32_t sign);

/// A letter that a line may be broken before, after a hyphen.
bool is_letter(char32_t sign);

}  // namespace insyn::paper
