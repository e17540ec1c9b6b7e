#pragma once

#include <chrono>
#include <cstdint>

#include "domain/calendar/time.h"

namespace insyn {

/// Swedish civil time from 1996 to 2100, both ways.
///
/// The rule is the European Union's (directive 2000/84/EC, in force in the same words since 1996):
/// UTC+1, and UTC+2 from the last Sunday of March 01:00 UTC to the last Sunday of October 01:00
/// UTC. It is written here and not read from the system's tables so that the core stays pure and
/// years after 2037 are right; a test holds it against tzdata (docs/adr/0003).

/// What was written on a Swedish clock; no zone.
using CivilTime = std::chrono::local_time<std::chrono::microseconds>;

/// How a civil time stands to the two changes of the year.
enum class CivilKind {
  unique,
  repeated,  ///< in the hour that October has twice
  skipped,   ///< in the hour that March doesn't have
};

CivilKind civil_kind(CivilTime time);

/// The instant of a civil time; the first reading of a repeated one.
/// Precondition: not skipped.
Instant from_civil(CivilTime time);

CivilTime to_civil(Instant at);

/// The Swedish day on which the instant falls.
Day day_of(Instant at);

/// The first instant of the day (midnight is never skipped or repeated in Sweden).
Instant start_of(Day day);

inline InstantRange instants(const DayRange& days) {
  return {start_of(days.from), start_of(days.to)};
}

}  // namespace insyn
