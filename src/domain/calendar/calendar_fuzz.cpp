#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

void check_day(std::string_view text) {
  const auto day = parse_day(text);
  if (!day) return;
  check(format_day(*day) == text, "a day is written as it was read");
  const std::string week = iso_week(*day);
  check(week.size() == 8 && is_utf8(swedish_date(*day)), "a day has a week and a name");
  check(iso_week(*day + std::chrono::days{7}) != week, "seven days on it is another week");
}

void check_time(std::string_view text) {
  const ParsedTime parsed = parse_time(text);
  if (parsed.fault != TimeFault::none) return;
  const std::string written = format_instant(parsed.at);
  // An offset can carry a time over the border of the years that are read (contract 4).
  const ParsedTime again = parse_time(written);
  if (again.fault == TimeFault::year)
    check(written.starts_with("1995-12-31T") || written.starts_with("2101-01-01T"),
          "a time lies in its years, or an offset beside them");
  else
    check(again.fault == TimeFault::none && again.at == parsed.at, "an instant is read again");
  if (text.back() == 'Z' || text.find_first_of("+-", 10) != std::string_view::npos) return;
  check(from_civil(to_civil(parsed.at)) <= parsed.at, "the first reading is the first");
  check(format_day(day_of(parsed.at)) == text.substr(0, 10), "a Swedish time is on its day");
  const Day day = day_of(parsed.at);
  check(start_of(day) <= parsed.at && parsed.at < start_of(day + std::chrono::days{1}),
        "a day begins before its times and ends after them");
  check(swedish_clock(parsed.at).substr(0, 2) == text.substr(11, 2), "the clock shows its hour");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  insyn::check_day(text);
  insyn::check_time(text);
  return 0;
}
