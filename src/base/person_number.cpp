#include "base/person_number.h"

#include <chrono>
#include <cstddef>
#include <optional>

namespace insyn {

namespace {

int number_at(std::string_view digits, std::size_t at, std::size_t size) {
  int number = 0;
  for (const char c : digits.substr(at, size)) number = number * 10 + (c - '0');
  return number;
}

/// The digits alone if there are ten or twelve, perhaps with a separator before the last four, and
/// they begin with a date that exists.
std::optional<std::string> digits_of(std::string_view text) {
  const bool separated = text.size() == 11 || text.size() == 13;
  if (!separated && text.size() != 10 && text.size() != 12) return std::nullopt;
  std::string digits{text};
  if (separated) {
    const std::size_t separator = text.size() - 5;
    if (text[separator] != '-' && text[separator] != '+') return std::nullopt;
    digits.erase(separator, 1);
  }
  for (const char c : digits)
    if (c < '0' || c > '9') return std::nullopt;
  const bool full_year = digits.size() == 12;
  // Without a century any year will do that fits; 2000 was a leap year, so 00 is tried as that.
  const int year = full_year ? number_at(digits, 0, 4) : 2000 + number_at(digits, 0, 2);
  if (full_year && (year < 1800 || year > 2099)) return std::nullopt;
  const std::size_t at = full_year ? 4 : 2;
  const int month = number_at(digits, at, 2);
  const int written_day = number_at(digits, at + 2, 2);
  const int day = written_day > 60 ? written_day - 60 : written_day;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return digits;
}

}  // namespace

bool is_personal_number(std::string_view text) {
  const auto digits = digits_of(text);
  if (!digits) return false;
  const auto ten = std::string_view{*digits}.substr(digits->size() - 10);
  int sum = 0;
  for (std::size_t i = 0; i < ten.size(); ++i) {
    const int product = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return sum % 10 == 0;
}

std::string without_separator(std::string_view text) {
  return digits_of(text).value_or(std::string{text});
}

}  // namespace insyn
