#pragma once

#include <optional>

#include "domain/calendar/time.h"
#include "domain/routine/routine.h"

namespace insyn {

/// What has happened of an audit, by day; until then it is taken to happen as late as it may.
struct AuditDays {
  std::optional<Day> drawn, sent;
};

/// The last day on which each thing is done in time. Each is a working day, none lies before the
/// one above it, and all but the first two are moved out of the routine's holidays.
struct Schedule {
  Day open_by{};    ///< opened and drawn; the routine's `latest_start_days` after the window
  Day lists_out{};  ///< sent to those who review
  Day answer_by{}, area_by{}, report_by{};
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// `window` is the period's, half-open.
Schedule schedule_of(const Routine& routine, const DayRange& window, const AuditDays& done = {});

/// The days whose openings the lists hold, of an audit opened on this day (ReviewWindow).
/// The month before 31 March begins on the last day of February.
DayRange review_days(const Routine& routine, const DayRange& window, Day opened);

}  // namespace insyn
