#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

/// Without leading and trailing ASCII white space.
std::string_view trimmed(std::string_view text);

/// The text as Unicode default (full) case folding makes it; for comparing, never for showing.
std::string case_folded(std::string_view text);

/// The last word of a person's name, taken before a comma if there is one ("Öberg, Anna" and
/// "Anna Öberg" give "Öberg"), case-folded; empty if there is none.
std::string folded_surname(std::string_view name);

/// How many columns a terminal uses for the text: code points that aren't combining marks.
std::size_t display_width(std::string_view text);

/// A whole number in decimal digits with nothing around it; none for anything else or overflow.
std::optional<std::int64_t> parse_integer(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);

}  // namespace insyn
