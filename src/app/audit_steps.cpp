#include "app/audit_steps.h"

#include <algorithm>

#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

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

std::vector<Missing> missing_lists(const AuditProgress& audit) {
  if (!audit.routed)
    return {{"not-routed", "Jäv är inte prövat: det är inte bestämt vem som läser varje lista.",
             Roles{UserRole::administrator}}};
  std::vector<Missing> missing;
  const std::int64_t total = static_cast<std::int64_t>(audit.lists.size());
  const std::int64_t unread = std::ranges::count_if(
      audit.lists, [](const auto& entry) { return !entry.second.has_reader(); });
  if (unread > 0)
    missing.push_back(
        {"no-reader",
         of(unread, total) + " listor har ingen som kan granska dem. Utse en ersättare.",
         Roles{UserRole::director, UserRole::area_head}, unread, total});
  const std::int64_t unsent =
      std::ranges::count_if(audit.lists, [](const auto& entry) { return !entry.second.sent; });
  missing.push_back({"not-sent", of(unsent, total) + " listor är inte skickade.",
                     Roles{UserRole::administrator}, unsent, total});
  return missing;
}

std::vector<Missing> missing_review(const AuditProgress& audit) {
  const std::int64_t total = static_cast<std::int64_t>(audit.lists.size());
  const auto unsigned_list = [](const auto& entry) { return !entry.second.signed_off; };
  const std::int64_t left = std::ranges::count_if(audit.lists, unsigned_list);
  const std::int64_t unopened = std::ranges::count_if(
      audit.lists, [&](const auto& entry) { return unsigned_list(entry) && !entry.second.opened; });
  std::vector<Missing> missing;
  if (left > 0)
    missing.push_back({"lists-unsigned", of(left, total) + " listor är inte underskrivna.",
                       Roles{UserRole::manager, UserRole::chief_nurse, UserRole::quality_controller,
                             UserRole::area_head},
                       left, total});
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

std::vector<Missing> missing_compilation(const AuditProgress& audit) {
  if (!audit.compiled)
    return {{"not-compiled", "Resultatet är inte sammanställt.", Roles{UserRole::compiler}}};
  if (!audit.reported)
    return {{"not-reported", "Rapporten är inte lämnad.", Roles{UserRole::compiler}}};
  if (!audit.closed)
    return {{"not-closed", "Kontrollen är inte avslutad.",
             Roles{UserRole::administrator, UserRole::compiler}}};
  return {};
}

std::vector<Missing> missing_in(StepKind kind, const State& state, const AuditPeriod& period,
                                const AuditProgress* audit, Day today) {
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
      return missing_compilation(*audit);
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
  std::array<Step, 6> steps;
  const Step* waits = nullptr;  // the first that isn't done
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Step& step = steps[i];
    step.kind = static_cast<StepKind>(i);
    step.due = due_of(step.kind, schedule);
    if (waits != nullptr) {
      step.missing.push_back(waits_for(*waits));
      continue;
    }
    step.missing = missing_in(step.kind, state, period, progress, today);
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
