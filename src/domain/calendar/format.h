#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar/sweden.h"
#include "domain/calendar/time.h"

namespace insyn {

/// `YYYY-MM-DD`.
std::string format_day(Day day);

/// `YYYY-MM-DD` with a real date in 1900–2999; none for anything else.
std::optional<Day> parse_day(std::string_view text);

/// RFC 3339 in UTC; a fraction of up to six digits without trailing zeros, only if it isn't zero
/// (contract 1): `2026-02-03T07:15:00Z`.
std::string format_instant(Instant at);

/// Why a text is no time.
enum class TimeFault {
  none,
  shape,    ///< not one of the forms of contract 4
  no_such,  ///< a date or time of day that doesn't exist, also 24:00 and second 60
  year,     ///< outside 1996–2100
  skipped,  ///< in the hour that Swedish time skips in March
};

struct ParsedTime {
  Instant at{};
  TimeFault fault = TimeFault::none;
};

/// The time of a canonical log or register (contract 4): `YYYY-MM-DD`, `T` or a space,
/// `hh:mm[:ss[.f{1,6}]]`, then `Z`, `±hh:mm`, or nothing, which is Swedish civil time.
ParsedTime parse_time(std::string_view text);

/// `kl. 08.15` style parts for people: `2 februari 2026`, `08.15`, `måndag`.
std::string swedish_date(Day day);
std::string swedish_clock(Instant at);
std::string_view swedish_weekday(Day day);

/// ISO 8601 week of a day: `2026-W06`.
std::string iso_week(Day day);

}  // namespace insyn
