#include "domain/calendar/sweden.h"

#include <array>
#include <cstddef>

namespace insyn {

namespace {

using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::year;

constexpr hours winter_offset{1};
constexpr hours summer_offset{2};

/// The summer time of one year.
struct Summer {
  Instant from{}, to{};
};

constexpr Summer rule(year y) {
  const auto change = [y](std::chrono::month month) {
    return sys_days{y / month / std::chrono::Sunday[std::chrono::last]} + hours{1};
  };
  return {change(std::chrono::March), change(std::chrono::October)};
}

constexpr int first_year = 1995;
constexpr std::size_t year_count = 107;

constexpr std::array<Summer, year_count> summers = [] {
  std::array<Summer, year_count> table{};
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = rule(year{first_year + static_cast<int>(i)});
  return table;
}();

/// The year's summer; the same rule is taken for years that the contract doesn't know.
Summer summer_of(year y) {
  const auto index = static_cast<std::size_t>(static_cast<int>(y) - first_year);
  return index < summers.size() ? summers[index] : rule(y);
}

/// The year of an instant, or the one beside it within three days of New Year: all years are taken
/// to be equally long, which is many times faster than the calendar. It serves to find a summer,
/// whose ends lie months from New Year.
year nearby_year(Instant at) {
  return year{1970} + std::chrono::floor<std::chrono::years>(at.time_since_epoch());
}

/// The civil time as if it were UTC, to count with.
Instant unzoned(CivilTime time) { return Instant{time.time_since_epoch()}; }

}  // namespace

CivilKind civil_kind(CivilTime time) {
  const Instant clock = unzoned(time);
  const Summer summer = summer_of(nearby_year(clock));
  if (clock >= summer.from + winter_offset && clock < summer.from + summer_offset)
    return CivilKind::skipped;
  if (clock >= summer.to + winter_offset && clock < summer.to + summer_offset)
    return CivilKind::repeated;
  return CivilKind::unique;
}

Instant from_civil(CivilTime time) {
  const Instant clock = unzoned(time);
  const Summer summer = summer_of(nearby_year(clock));
  const bool is_summer = clock >= summer.from + summer_offset && clock < summer.to + summer_offset;
  return clock - (is_summer ? summer_offset : winter_offset);
}

CivilTime to_civil(Instant at) {
  const Summer summer = summer_of(nearby_year(at));
  const bool is_summer = at >= summer.from && at < summer.to;
  return CivilTime{(at + (is_summer ? summer_offset : winter_offset)).time_since_epoch()};
}

Day day_of(Instant at) { return std::chrono::floor<std::chrono::days>(to_civil(at)); }

Instant start_of(Day day) { return from_civil(day); }

}  // namespace insyn
