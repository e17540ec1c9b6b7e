#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/time.h"
#include "domain/routine/routine.h"

namespace insyn {

/// An audit period of one year, its days found: what is drawn from, and which strata take part.
struct AuditPeriod {
  std::string id;  ///< `2026-1`
  std::string label;
  DayRange days;                    ///< half-open
  std::vector<std::string> weeks;   ///< ISO weeks that the days touch: `2026-W06`
  std::vector<std::string> strata;  ///< ids, in the routine's order
};

/// The days of a rule in a year. A whole week counts only if all its seven days lie in the month.
DayRange resolve(const PeriodRule& rule, int year);

/// The periods of the year, in the routine's order.
std::vector<AuditPeriod> periods_of(const Routine& routine, int year);

/// The period with this id (`2026-1`); none if the routine has no such period.
std::optional<AuditPeriod> find_period(const Routine& routine, std::string_view id);

}  // namespace insyn
