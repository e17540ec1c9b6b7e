#include "ingest/mapped_csv/time_format.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

constexpr int first_year = 1996;  // contract 4
constexpr int last_year = 2100;

struct Numbers {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  int micros = 0;
};

/// Takes digits off the front of the text; none if there are fewer than `least`.
std::optional<std::string_view> take_digits(std::string_view& text, std::size_t least,
                                            std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  if (count < least) return std::nullopt;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

int value_of(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

/// Sets the number that a part of a format stands for.
bool set(Numbers& numbers, char what, std::string_view& text) {
  if (what == 'f') {
    const auto digits = take_digits(text, 1, 6);
    if (!digits) return false;
    numbers.micros = value_of(*digits);
    for (std::size_t i = digits->size(); i < 6; ++i) numbers.micros *= 10;
    return true;
  }
  const std::size_t width = what == 'Y' ? 4 : 2;
  const auto digits = take_digits(text, width, width);
  if (!digits) return false;
  int& number = what == 'Y'   ? numbers.year
                : what == 'm' ? numbers.month
                : what == 'd' ? numbers.day
                : what == 'H' ? numbers.hour
                : what == 'M' ? numbers.minute
                              : numbers.second;
  number = value_of(*digits);
  return true;
}

ParsedTime time_of(const Numbers& numbers, TimeFormat::Zone zone) {
  using std::chrono::hours;
  using std::chrono::microseconds;
  using std::chrono::minutes;
  using std::chrono::seconds;
  const std::chrono::year_month_day date{std::chrono::year{numbers.year},
                                         std::chrono::month{static_cast<unsigned>(numbers.month)},
                                         std::chrono::day{static_cast<unsigned>(numbers.day)}};
  if (!date.ok() || numbers.hour > 23 || numbers.minute > 59 || numbers.second > 59)
    return {{}, TimeFault::no_such};
  if (numbers.year < first_year || numbers.year > last_year) return {{}, TimeFault::year};
  const auto clock = hours{numbers.hour} + minutes{numbers.minute} + seconds{numbers.second} +
                     microseconds{numbers.micros};
  if (zone == TimeFormat::Zone::utc) return {std::chrono::sys_days{date} + clock, TimeFault::none};
  const CivilTime civil = std::chrono::local_days{date} + clock;
  if (civil_kind(civil) == CivilKind::skipped) return {{}, TimeFault::skipped};
  return {from_civil(civil), TimeFault::none};
}

}  // namespace

std::optional<TimeFormat> TimeFormat::parse(std::string_view pattern) {
  constexpr std::array<std::pair<char, std::string_view>, 7> kinds{{{'Y', "ÅÅÅÅ"},
                                                                    {'m', "MM"},
                                                                    {'d', "DD"},
                                                                    {'H', "tt"},
                                                                    {'M', "mm"},
                                                                    {'S', "ss"},
                                                                    {'f', "ffffff"}}};
  TimeFormat format;
  std::string seen;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      format.parts_.push_back({0, pattern[i]});
      format.described_ += pattern[i];
      continue;
    }
    const char what = ++i < pattern.size() ? pattern[i] : '\0';
    const auto kind = std::ranges::find(kinds, what, &std::pair<char, std::string_view>::first);
    if (kind == kinds.end() || seen.find(what) != std::string::npos) return std::nullopt;
    seen += what;
    format.parts_.push_back({what, 0});
    format.described_ += kind->second;
  }
  for (const char needed : {'Y', 'm', 'd', 'H', 'M'})
    if (seen.find(needed) == std::string::npos) return std::nullopt;
  return format;
}

ParsedTime TimeFormat::read(std::string_view text, Zone zone) const {
  constexpr ParsedTime not_this{{}, TimeFault::shape};
  Numbers numbers;
  for (const Part& part : parts_) {
    if (part.what != 0) {
      if (!set(numbers, part.what, text)) return not_this;
    } else {
      if (text.empty() || text.front() != part.literal) return not_this;
      text.remove_prefix(1);
    }
  }
  return text.empty() ? time_of(numbers, zone) : not_this;
}

}  // namespace insyn
