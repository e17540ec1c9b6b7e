#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace insyn {

/// UTC, to the microsecond: what logs are ordered by.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// A civil day in Sweden: what periods, validities and rules are made of.
using Day = std::chrono::local_days;

/// The end of a validity that is still open; later than every day of the contract.
inline constexpr Day day_never{std::chrono::days{2'932'896}};  // 9999-12-31

/// The half-open range of days [from, to).
struct DayRange {
  Day from{};
  Day to{};

  bool contains(Day day) const { return from <= day && day < to; }
  bool overlaps(const DayRange& other) const { return from < other.to && other.from < to; }
  friend auto operator<=>(const DayRange&, const DayRange&) = default;
};

/// The half-open range of instants [from, to).
struct InstantRange {
  Instant from{};
  Instant to{};

  bool contains(Instant at) const { return from <= at && at < to; }
  friend auto operator<=>(const InstantRange&, const InstantRange&) = default;
};

}  // namespace insyn
