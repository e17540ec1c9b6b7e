#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/number.h"
#include "domain/calendar/time.h"
#include "domain/register/index.h"
#include "domain/review/rows.h"

namespace insyn {

/// Who judges: a person's manager, or, for rows that a manager must not learn of, the chief nurse
/// (health care) or the quality controller (the rest).
enum class ReviewRole { chief_nurse, manager, quality_controller };
std::string_view name_of(ReviewRole role);

/// Where a person belongs and who reads their list.
struct Placement {
  UnitNo unit;       ///< of the deciding employment; 0 if the person never had one
  UnitNo area;       ///< 0: none
  StaffNo reviewer;  ///< 0: none
};

/// Area and reviewer of a person as of the window's last day (contract 6). `group` is the one that
/// decided the stratum.
Placement placement_of(const RegisterIndex& index, StaffNo staff, std::optional<Group> group,
                       DayRange window, const TextTable& texts);

/// One person's rows for one reader.
struct ReviewList {
  UnitNo area;
  StaffNo reviewer;
  ReviewRole role = ReviewRole::manager;
  StaffNo staff;
  std::int64_t denied = 0;
  std::vector<Row> rows;
};

/// A drawn person with everything that their lists are made of.
struct DrawnStaff {
  StaffNo staff;
  std::optional<Group> group;
  std::int64_t denied = 0;  ///< their denied events in the window
  std::vector<Row> rows;    ///< sorted
};

/// Whether a row must not reach the manager: it would tell them that their employee, a colleague or
/// somebody close to themself is a client (contract 6, "Who reads").
bool is_confidential(const RegisterIndex& index, const Row& row, StaffNo reviewer);

/// The lists of an audit, sorted by area, reviewer (none last), staff and role, by their texts.
/// Every drawn person has a manager's list, if only an empty one.
std::vector<ReviewList> lists_of(const RegisterIndex& index, std::vector<DrawnStaff> drawn,
                                 DayRange window, const TextTable& texts);

}  // namespace insyn
