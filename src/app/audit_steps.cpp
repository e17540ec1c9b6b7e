#include "app/audit_steps.h"

#include <algorithm>

#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/calendar/workdays.h"

namespace insyn {
namespace {

using Roles = std::vector<UserRole>;

std::string of(std::int64_t count, std::int64_t total) {
  return std::to_string(count) + " av " + std::to_string(total);
}

std::vector<Missing> missing_active(const State& state, const AuditPeriod& period, Day today) {
  if (today < period.days.to)
    return {{"period-not-ended",
             "Perioden slutar " + swedish_date(period.days.to - std::chrono::days{1}) +
                 ". Dagen efter kan källorna kontrolleras.",
             {}}};
  std::vector<Missing> missing;
  if (!state.progress.checked.contains(period.id))
    missing.push_back({"sources-unchecked", "Ingen har kontrollerat att källorna är kompletta.",
                       Roles{UserRole::administrator}});
  missing.push_back(
      {"not-opened", "Listan över aktiva användare är inte låst.", Roles{UserRole::administrator}});
  return missing;
}

std::vector<Missing> missing_sample(const AuditProgress& audit) {
  if (audit.seed_source)
    return {{"not-drawn", "Lottningen är inte gjord. Skriv in slumptalet när det har kommit.",
             Roles{UserRole::administrator}}};
  return {{"not-drawn-without-source",
           "Lottningen är inte gjord, och ingen slumpkälla bestämdes i förväg.",
           Roles{UserRole::administrator}}};
}

void add_unread(const AuditProgress& audit, std::vector<Missing>& missing) {
  const std::int64_t total = audit.managers_lists();
  const std::int64_t unread = std::ranges::count_if(
      audit.lists, [](const auto& entry) { return !entry.second.has_reader(); });
  if (unread > 0)
    missing.push_back(
        {"no-reader",
         of(unread, total) + " listor har ingen som kan granska dem. Utse en ersättare.",
         Roles{UserRole::director, UserRole::area_head}, unread, total});
}

std::vector<Missing> missing_lists(const AuditProgress& audit) {
  if (!audit.routed)
    return {{"not-routed", "Jäv är inte prövat: det är inte bestämt vem som läser varje lista.",
             Roles{UserRole::administrator}}};
  std::vector<Missing> missing;
  const std::int64_t total = audit.managers_lists();
  add_unread(audit, missing);
  const std::int64_t unsent = std::ranges::count_if(audit.lists, [](const auto& entry) {
    return entry.second.is_managers() && !entry.second.sent;
  });
  missing.push_back({"not-sent", of(unsent, total) + " listor är inte skickade.",
                     Roles{UserRole::administrator}, unsent, total});
  return missing;
}

std::vector<Missing> missing_review(const AuditProgress& audit) {
  const std::int64_t total = audit.managers_lists();
  const std::int64_t left = audit.unsigned_lists();
  const std::int64_t unopened = std::ranges::count_if(audit.lists, [](const auto& entry) {
    const ListProgress& list = entry.second;
    return list.is_managers() && !list.signed_off && !list.opened;
  });
  std::vector<Missing> missing;
  add_unread(audit, missing);
  if (left > 0)
    missing.push_back({"lists-unsigned", of(left, total) + " listor är inte underskrivna.",
                       Roles{UserRole::manager, UserRole::area_head}, left, total});
  if (unopened > 0)
    missing.push_back({"lists-unopened", of(unopened, total) + " listor har ingen öppnat än.",
                       Roles{UserRole::administrator, UserRole::area_head}, unopened, total});
  return missing;
}

std::vector<Missing> missing_areas(const AuditProgress& audit) {
  const auto areas = audit.areas();
  const std::int64_t total = static_cast<std::int64_t>(areas.size());
  const std::int64_t left = std::ranges::count_if(
      areas, [&](const std::string& area) { return !audit.areas_signed.contains(area); });
  if (left == 0) return {};
  Roles roles{UserRole::area_head};
  // Nobody heads what belongs to no area.
  if (areas.contains("") && !audit.areas_signed.contains("")) roles.push_back(UserRole::director);
  return {{"areas-unsigned", of(left, total) + " verksamhetsområden har inte godkänt.",
           std::move(roles), left, total}};
}

std::vector<Missing> missing_compilation(const AuditProgress& audit, bool second_undrawn) {
  if (!audit.compiled) {
    std::vector<Missing> missing;
    if (!audit.all_signed())
      missing.push_back({"review-unfinished", "Alla granskningar är inte klara än.",
                         Roles{UserRole::chief_nurse, UserRole::quality_controller}});
    if (second_undrawn)
      missing.push_back({"second-reading-not-drawn",
                         "Raderna till den andra läsningen är inte lottade.",
                         Roles{UserRole::administrator}});
    missing.push_back(
        {"not-compiled", "Resultatet är inte sammanställt.", Roles{UserRole::compiler}});
    return missing;
  }
  if (!audit.reported)
    return {{"not-reported", "Rapporten är inte lämnad.", Roles{UserRole::compiler}}};
  if (!audit.closed)
    return {{"not-closed", "Kontrollen är inte avslutad.",
             Roles{UserRole::administrator, UserRole::compiler}}};
  return {};
}

bool is_second_reading_undrawn(const State& state, const Routine& routine, const std::string& id) {
  const AuditReview* review = state.review.audit(id);
  return routine.review.second_reading_share > 0 && (review == nullptr || !review->second_drawn);
}

std::vector<Missing> missing_in(StepKind kind, const State& state, const AuditPeriod& period,
                                const AuditProgress* audit, Day today, bool second_undrawn) {
  if (audit == nullptr)
    return kind == StepKind::active ? missing_active(state, period, today) : std::vector<Missing>{};
  switch (kind) {
    case StepKind::active:
      return {};
    case StepKind::sample:
      return audit->drawn_at ? std::vector<Missing>{} : missing_sample(*audit);
    case StepKind::lists:
      return audit->all_sent() ? std::vector<Missing>{} : missing_lists(*audit);
    case StepKind::review:
      return missing_review(*audit);
    case StepKind::areas:
      return missing_areas(*audit);
    case StepKind::compilation:
      return missing_compilation(*audit, second_undrawn);
  }
  return {};
}

Day due_of(StepKind kind, const Schedule& schedule) {
  switch (kind) {
    case StepKind::active:
    case StepKind::sample:
      return schedule.open_by;
    case StepKind::lists:
      return schedule.lists_out;
    case StepKind::review:
      return schedule.answer_by;
    case StepKind::areas:
      return schedule.area_by;
    case StepKind::compilation:
      return schedule.report_by;
  }
  return schedule.report_by;
}

/// With the later days that were given to lists which aren't signed.
Day latest_answer(const AuditProgress& audit, const Schedule& schedule) {
  Day latest = schedule.answer_by;
  for (const auto& [code, list] : audit.lists)
    if (list.is_managers() && !list.managers_signed())
      latest = std::max(latest, answer_by(list, schedule));
  return latest;
}

Missing waits_for(const Step& before) {
  Missing missing{
      "step-before", "Först ska steget " + std::string{title_of(before.kind)} + " bli klart.", {}};
  for (const Missing& one : before.missing)
    for (const UserRole role : one.roles)
      if (std::ranges::find(missing.roles, role) == missing.roles.end())
        missing.roles.push_back(role);
  return missing;
}

}  // namespace

std::string_view code_of(StepKind kind) {
  constexpr std::array<std::string_view, 6> codes{"active", "sample", "lists",
                                                  "review", "areas",  "compilation"};
  return codes[static_cast<std::size_t>(kind)];
}

std::string_view title_of(StepKind kind) {
  constexpr std::array<std::string_view, 6> titles{
      "Aktiva användare", "Urval", "Listor", "Granskning", "Återrapport", "Sammanställning"};
  return titles[static_cast<std::size_t>(kind)];
}

std::array<Step, 6> steps_of(const State& state, const Routine& routine, const AuditPeriod& period,
                             Day today, std::string_view audit) {
  const AuditState* opened = audit.empty() ? state.audit_of_period(period.id) : state.audit(audit);
  const AuditProgress* progress = opened == nullptr ? nullptr : state.progress.audit(opened->id);
  const Schedule schedule = schedule_of(state, routine, period);
  const bool second_undrawn =
      opened != nullptr && is_second_reading_undrawn(state, routine, opened->id);
  std::array<Step, 6> steps;
  const Step* waits = nullptr;  // the first that isn't done
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Step& step = steps[i];
    step.kind = static_cast<StepKind>(i);
    step.due = due_of(step.kind, schedule);
    if (step.kind == StepKind::review && progress != nullptr)
      step.due = latest_answer(*progress, schedule);
    if (waits != nullptr) {
      step.missing.push_back(waits_for(*waits));
      continue;
    }
    step.missing = missing_in(step.kind, state, period, progress, today, second_undrawn);
    if (step.missing.empty()) {
      step.state = StepState::done;
      continue;
    }
    waits = &step;
    if (opened != nullptr && opened->annulled)
      step.missing = {{"annulled", "Kontrollen är avbruten och går inte vidare.", {}}};
    else if (today >= period.days.to)
      step.state = StepState::now;
  }
  return steps;
}

Day answer_by(const ListProgress& list, const Schedule& schedule) {
  return std::max(schedule.answer_by, list.answer_by.value_or(schedule.answer_by));
}

Day latest_answer(const Schedule& schedule, Day today) {
  constexpr int more_workdays = 15;
  return schedule.report_by > today ? schedule.report_by : add_workdays(today, more_workdays);
}

Schedule schedule_of(const State& state, const Routine& routine, const AuditPeriod& period) {
  AuditDays done;
  if (const AuditState* audit = state.audit_of_period(period.id))
    if (const AuditProgress* progress = state.progress.audit(audit->id)) {
      if (progress->drawn_at) done.drawn = day_of(*progress->drawn_at);
      if (progress->sent_at) done.sent = day_of(*progress->sent_at);
    }
  return schedule_of(routine, period.days, done);
}

}  // namespace insyn
