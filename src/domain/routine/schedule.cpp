#include "domain/routine/schedule.h"

#include <algorithm>
#include <chrono>

#include "domain/calendar/workdays.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr chrono::days one_day{1};

Day after_holidays(const std::optional<HolidayRange>& holidays, Day due) {
  if (!holidays) return due;
  const chrono::year year = chrono::year_month_day{due}.year();
  // A range over the new year is looked for from the year before.
  for (const chrono::year first : {year - chrono::years{1}, year}) {
    const Day from{first / chrono::month{holidays->from_month} / chrono::day{holidays->from_day}};
    Day to{first / chrono::month{holidays->to_month} / chrono::day{holidays->to_day}};
    if (to <= from)
      to = Day{(first + chrono::years{1}) / chrono::month{holidays->to_month} /
               chrono::day{holidays->to_day}};
    if (DayRange{from, to}.contains(due)) return to;
  }
  return due;
}

}  // namespace

Schedule schedule_of(const Routine& routine, const DayRange& window, const AuditDays& done) {
  const DeadlineRules& rules = routine.deadlines;
  const Day last_day = window.to - one_day;
  Schedule schedule;
  // The warning of a late start counts from the day after the window, so that this day is in time.
  schedule.open_by = workday_until(window.to + chrono::days{routine.latest_start_days});
  // A routine that allows no day for it means the first one that there is.
  if (schedule.open_by < window.to) schedule.open_by = workday_from(window.to);
  schedule.lists_out =
      workday_from(add_workdays(done.drawn.value_or(schedule.open_by), rules.lists_out_workdays));
  const Day sent = done.sent.value_or(schedule.lists_out);
  const auto due = [&](const Deadline& rule, Day previous) {
    Day start = previous;
    if (rule.from == Deadline::From::period) start = last_day;
    if (rule.from == Deadline::From::sending) start = sent;
    const Day counted =
        rule.workdays ? add_workdays(start, rule.count) : start + chrono::days{rule.count};
    return workday_from(std::max(previous, after_holidays(rules.holidays, counted)));
  };
  schedule.answer_by = due(rules.answer, sent);
  schedule.area_by = due(rules.area, schedule.answer_by);
  schedule.report_by = due(rules.report, schedule.area_by);
  return schedule;
}

DayRange review_days(const Routine& routine, const DayRange& window, Day opened) {
  const chrono::year_month_day date{opened};
  chrono::year_month_day month_before = date - chrono::months{1};
  if (!month_before.ok()) month_before = month_before.year() / month_before.month() / chrono::last;
  const DayRange month{Day{month_before}, opened};
  switch (routine.review_window) {
    case ReviewWindow::period:
      return window;
    case ReviewWindow::one_month_back:
      return month;
    case ReviewWindow::both:
      return {std::min(window.from, month.from), std::max(window.to, month.to)};
  }
  return window;
}

}  // namespace insyn
