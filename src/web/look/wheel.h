#pragma once

#include <string>
#include <vector>

#include "domain/calendar/time.h"
#include "web/html/html.h"
#include "web/messages/messages.h"

namespace insyn {

/// An audit on the year's wheel.
struct WheelAudit {
  enum class State { closed, under_way, planned };
  std::string number;  ///< `1`
  DayRange period{};   ///< the days that are audited
  Day work_from{};     ///< when the draw is or was
  Day answers_by{};    ///< last day of each
  Day report_by{};
  State state = State::planned;
};

/// A year and its audits as a wheel, January at the top, with its legend. Inside the months lie the
/// periods, and inside them the work, which gets a ring of its own where it overlaps another's.
/// What lies beyond the year isn't drawn. The page has the same in a table.
struct Wheel {
  int year = 0;
  Day today{};
  std::vector<WheelAudit> audits{};
};
Html wheel(const Messages& words, const Wheel& wheel);

}  // namespace insyn
