#include <algorithm>
#include <chrono>

#include "app/audit_steps.h"
#include "domain/calendar/sweden.h"
#include "domain/calendar/workdays.h"
#include "notify/plan.h"
#include "notify/waiting.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr int director_workdays = 5;
/// How long after its day something is still done.
constexpr chrono::days late_most{14};
/// An escalation is at least so long after the list was sent.
constexpr chrono::days to_answer_least{7};
bool is_within(Day today, Day from, Day to) { return from <= today && today < to; }

/// Which reminder a list is due today; 0: none.
int reminder_of(const ListProgress& list, const ReminderDays& days, Day answer_by, Day today) {
  const Day sent = day_of(list.sent_at);
  if (today <= sent) return 0;
  if (is_within(today, days.early, days.last) && sent < days.early) return early_days;
  if (is_within(today, days.last, answer_by + chrono::days{1}) && sent < days.last)
    return last_days;
  const Day overdue = std::max(days.overdue, sent + to_answer_least);
  return is_within(today, overdue, overdue + late_most) ? overdue_days : 0;
}

/// Who hears today that a list is late; empty: nobody.
std::string_view told_of(const ListProgress& list, const ReminderDays& days, Day today) {
  const std::string_view head = code_of(UserRole::area_head);
  const std::string_view director = code_of(UserRole::director);
  const Day overdue = std::max(days.overdue, day_of(list.sent_at) + to_answer_least);
  if (has_head(list) && !list.escalated.contains(head))
    return is_within(today, overdue, overdue + late_most) ? head : "";
  const Day higher = has_head(list) ? std::max(days.director, overdue) : overdue;
  if (list.escalated.contains(director)) return "";
  return is_within(today, higher, higher + late_most) ? director : "";
}

}  // namespace

ReminderDays reminder_days(Day answer_by) {
  ReminderDays days;
  days.early = workday_until(answer_by + chrono::days{early_days});
  days.last = workday_until(answer_by + chrono::days{last_days});
  days.overdue = workday_from(answer_by + chrono::days{overdue_days});
  days.director = add_workdays(days.overdue, director_workdays);
  return days;
}

std::vector<DueAct> acts_due(const State& state, const DatesByAudit& dates, Day today) {
  std::vector<DueAct> acts;
  if (!is_workday(today)) return acts;
  for (const auto& [id, audit] : state.progress.audits) {
    const auto known = dates.find(id);
    if (!goes_on(audit) || known == dates.end()) continue;
    std::map<int, std::vector<std::string>> reminded;
    std::map<std::string, std::vector<std::string>, std::less<>> told;
    for (const auto& [code, list] : audit.lists) {
      if (!is_waiting(list)) continue;
      const Day last = answer_by(list, known->second.schedule);
      const ReminderDays days = reminder_days(last);
      const int reminder = reminder_of(list, days, last, today);
      if (reminder != 0 && !list.reminded_on.contains(reminder)) reminded[reminder].push_back(code);
      if (const auto to = told_of(list, days, today); !to.empty())
        told[std::string{to}].push_back(code);
    }
    for (auto& [after, lists] : reminded) acts.push_back({id, std::move(lists), after, ""});
    for (auto& [to, lists] : told) acts.push_back({id, std::move(lists), 0, to});
  }
  return acts;
}

}  // namespace insyn
