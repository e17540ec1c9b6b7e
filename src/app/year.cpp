#include "app/year.h"

#include <algorithm>

namespace insyn {

std::vector<YearPeriod> year_of(const State& state, const Routine& routine, int year, Day today) {
  std::vector<YearPeriod> periods;
  for (AuditPeriod& period : periods_of(routine, year)) {
    YearPeriod entry;
    entry.schedule = schedule_of(state, routine, period);
    entry.steps = steps_of(state, routine, period, today);
    if (const AuditState* audit = state.audit_of_period(period.id)) entry.audit = audit->id;
    const auto current = std::ranges::find_if(
        entry.steps, [](const Step& step) { return step.state != StepState::done; });
    entry.current = static_cast<int>(current - entry.steps.begin());
    if (current != entry.steps.end()) {
      entry.deadline = current->due;
      entry.late = today > *entry.deadline;
      if (current->state == StepState::now) entry.waiting = current->missing;
    }
    entry.period = std::move(period);
    periods.push_back(std::move(entry));
  }
  return periods;
}

}  // namespace insyn
