#pragma once

#include <string>
#include <vector>

#include "app/state.h"
#include "domain/calendar/time.h"
#include "web/look/figures.h"

namespace insyn {

/// Which days the deliveries of a source reach over, from their public parts alone: a delivery
/// covers the days from its first event's to its last one's. Pure; costs nothing, so that pages
/// don't wait for the events.

/// One for each day of `days`: covered, missing between two that are covered, or not expected.
std::vector<SourceDay> covered_days(const State& state, std::string_view source, DayRange days);

/// The days that are missing, as ranges, oldest first.
std::vector<DayRange> gaps_of(const State& state, std::string_view source);

/// From the first covered day to the last; empty if there are none.
DayRange reach_of(const State& state, std::string_view source);

}  // namespace insyn
