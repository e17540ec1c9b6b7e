#pragma once

#include <string>
#include <string_view>

namespace insyn {

/// Whether the text is a Swedish personal identity number or coordination number: ten or twelve
/// digits, with an optional `-` or `+` before the last four, a real date (a coordination number has
/// 60 added to the day), and the right Luhn check digit (SKV 704, SKV 707).
bool is_personal_number(std::string_view text);

/// Twelve or ten digits without the separator if the text has the shape of a personal number
/// (the check digit may be wrong: that is data, not a reason to change what was written);
/// any other text comes back unchanged.
std::string without_separator(std::string_view text);

}  // namespace insyn
