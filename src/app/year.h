#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/audit_steps.h"

namespace insyn {

/// A period of the year wheel: its days, how far its audit has come, what waits and for whom.
struct YearPeriod {
  AuditPeriod period;
  Schedule schedule;
  std::string audit;  ///< the id of the one that goes on or is done; empty: none
  std::array<Step, 6> steps;
  int current = 0;               ///< index of the step that isn't done; 6: all are
  std::optional<Day> deadline;   ///< of that step; none if all are done
  bool late = false;             ///< the deadline has passed
  std::vector<Missing> waiting;  ///< what can be done now, and by whom; empty if nothing can
};

/// The periods of the year in the routine's order. Pure.
std::vector<YearPeriod> year_of(const State& state, const Routine& routine, int year, Day today);

}  // namespace insyn
