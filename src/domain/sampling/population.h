#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/number.h"
#include "domain/calendar/time.h"
#include "domain/register/index.h"
#include "domain/routine/periods.h"
#include "domain/routine/routine.h"

namespace insyn {

/// A member of staff who was active in the window, with what decides the stratum (contract 6).
struct ActiveStaff {
  StaffNo staff;
  std::optional<Group> group;  ///< authority wins over delivery; none: no employment in the window
  std::int64_t permissions = 0;  ///< the most on one and the same day of the window
  int stratum = -1;              ///< index in the routine's strata; -1: outside this audit
};

/// The group from the employments valid on any day of the window.
std::optional<Group> group_of(const RegisterIndex& index, StaffNo staff, DayRange window);

/// The highest number of different (system, scope) valid on one day of the window, or of the
/// clients that they reach.
std::int64_t permission_count(const RegisterIndex& index, StaffNo staff, DayRange window,
                              PermissionCount what);

/// Everyone of `active`, in its order, with group, permissions and stratum: the first of the
/// routine's strata that is scheduled in the period and matches.
std::vector<ActiveStaff> population(const RegisterIndex& index, const Routine& routine,
                                    const AuditPeriod& period, std::span<const StaffNo> active);

}  // namespace insyn
