#include "domain/explain/explain.h"

#include <algorithm>
#include <chrono>

#include "domain/calendar/sweden.h"
#include "domain/explain/relations.h"

namespace insyn {
namespace {

using std::chrono::days;
using std::chrono::minutes;

bool overview_look(const ResolvedEvent& event, TextNo overview) {
  return (event.action == Action::read || event.action == Action::search) && overview &&
         event.resource == overview;
}

}  // namespace

Explainer::Explainer(const RegisterIndex& index, const ExplainRules& rules, Matching matching,
                     DayRange window, TextNo overview)
    : index_{index},
      rules_{rules},
      matching_{matching},
      window_{instants(window)},
      overview_{overview} {}

bool Explainer::unit_reaches(UnitNo unit, ClientNo client, Day day) const {
  return std::ranges::any_of(index_.relations(client), [&](const CareRelation& relation) {
    return relation.unit && in_force(rules_, relation.valid, day) &&
           serves(index_, unit, relation.unit, day);
  });
}

void Explainer::find_person_day(StaffNo person, Day day) {
  if (has_day_ && day_person_ == person && day_ == day) return;
  has_day_ = true;
  day_person_ = person;
  day_ = day;
  person_day_ = {};
  PersonDay& found = person_day_;
  for (const Employment& employment : index_.employments(person))
    if (employment.valid.contains(day) &&
        std::ranges::find(found.units, employment.unit) == found.units.end())
      found.units.push_back(employment.unit);
  for (const Duty& duty : index_.duties_of(person))
    if (duty.valid.contains(day)) found.duties.push_back(&duty);
  for (const UnitNo unit : found.units)
    for (const Duty& duty : index_.duties_of(unit))
      if (duty.valid.contains(day)) found.duties.push_back(&duty);
  found.absent = std::ranges::any_of(
      index_.absences(person), [&](const Absence& absence) { return absence.valid.contains(day); });
}

void Explainer::find_held(const ResolvedEvent& event, Day day) {
  if (has_held_ && held_.person == event.person && held_.client == event.client &&
      held_.case_no == event.case_no && held_.day == day)
    return;
  find_person_day(event.person, day);
  has_held_ = true;
  held_ = {};
  held_.person = event.person;
  held_.client = event.client;
  held_.case_no = event.case_no;
  held_.day = day;
  explain_by_case(event, day);
  explain_by_relation(event, day);
  flag_client(event, day);
  flag_person_and_client(event, day);
}

void Explainer::explain_by_case(const ResolvedEvent& event, Day day) {
  const Case* row = index_.find_case(event.case_no);
  // *The case* of contract 6: one that the register has for another client explains nothing.
  const bool another_clients = row != nullptr && row->client != event.client;
  const CaseNo case_no = another_clients ? CaseNo{} : event.case_no;
  auto& explanations = held_.found.explanations;
  for (const CaseRole& role : index_.roles_in(case_no)) {
    if (!in_force(rules_, role.valid, day)) continue;
    if (role.staff == event.person)
      explanations.add(role.kind == CaseRoleKind::caseworker ? Explanation::caseworker
                                                             : Explanation::co_caseworker);
    for (const Deputyship& deputyship : index_.deputyships(event.person))
      if (deputyship.absent == role.staff && in_force(rules_, deputyship.valid, day) &&
          (!deputyship.case_no || deputyship.case_no == case_no))
        explanations.add(Explanation::deputy);
  }
  const UnitNo case_unit = row != nullptr && !another_clients ? row->unit : UnitNo{};
  for (const Duty* duty : person_day_.duties)
    if (!duty->scope || (case_unit && index_.is_same_or_above(duty->scope, case_unit)))
      held_.duties.push_back(duty);
}

void Explainer::explain_by_relation(const ResolvedEvent& event, Day day) {
  auto& explanations = held_.found.explanations;
  for (const CareRelation& relation : index_.relations(event.client))
    if (event.person && relation.staff == event.person && in_force(rules_, relation.valid, day))
      explanations.add(Explanation::care_relation);
  if (std::ranges::any_of(person_day_.units,
                          [&](UnitNo unit) { return unit_reaches(unit, event.client, day); }))
    explanations.add(Explanation::unit_relation);

  const Instant day_starts = start_of(day) - minutes{rules_.shift_margin_minutes};
  const Instant day_ends = start_of(day + days{1}) + minutes{rules_.shift_margin_minutes};
  for (const Shift& shift : index_.shifts(event.person)) {
    if (shift.starts > day_ends) break;  // they come in the order of their start
    if (shift.unit && shift.ends >= day_starts && unit_reaches(shift.unit, event.client, day))
      held_.shifts.push_back(&shift);
  }
  for (const Intake& intake : index_.intakes(event.client)) {
    const bool theirs =
        (event.person && intake.staff == event.person) ||
        std::ranges::find(person_day_.units, intake.unit) != person_day_.units.end();
    held_.intake = held_.intake || (recent(rules_, intake, day) && theirs);
  }
  held_.found.permission =
      std::ranges::any_of(index_.permissions(event.person), [&](const Permission& permission) {
        return permission.valid.contains(day) &&
               index_.client_of(ClientNo{permission.scope.value}, day) == event.client;
      });
  if (held_.found.permission && rules_.permission_explains)
    explanations.add(Explanation::permission);
}

void Explainer::flag_client(const ResolvedEvent& event, Day day) {
  auto& flags = held_.found.flags;
  if (const Client* client = index_.client(event.client)) {
    if (client->is_protected) flags.add(Flag::protected_person);
    if (client->public_interest) flags.add(Flag::public_interest);
    if (client->deceased_on && day > *client->deceased_on + days{rules_.after_death_days})
      flags.add(Flag::after_death);
  }
  if (const Case* row = index_.find_case(event.case_no)) {
    if (row->closed && day > *row->closed + days{rules_.closed_case_days})
      flags.add(Flag::closed_case);
    if (row->client != event.client) flags.add(Flag::case_mismatch);
  }
}

void Explainer::flag_person_and_client(const ResolvedEvent& event, Day day) {
  auto& flags = held_.found.flags;
  // Of an account that was nobody's, nothing can be said of a person.
  if (!event.person) return;
  if (person_day_.units.empty()) flags.add(Flag::not_employed);
  if (matching_ == Matching::decided && person_day_.absent) flags.add(Flag::on_leave);
  const Client* client = index_.client(event.client);
  if (client == nullptr) return;
  for (const StaffMember& other : index_.staff_with_number(client->personal_number)) {
    if (other.id == event.person) {
      flags.add(Flag::self);
      continue;
    }
    const bool works_beside =
        std::ranges::any_of(index_.employments(other.id), [&](const Employment& employment) {
          return employment.valid.contains(day) &&
                 std::ranges::find(person_day_.units, employment.unit) != person_day_.units.end();
        });
    if (works_beside) flags.add(Flag::colleague);
  }
  if (matching_ == Matching::undecided) return;
  const StaffMember* member = index_.member(event.person);
  if (member == nullptr) return;
  if (member->address_key && member->address_key == client->address_key)
    flags.add(Flag::same_address);
  if (index_.share_rare_surname(event.person, event.client, rules_.surname_per_mille))
    flags.add(Flag::same_surname);
}

bool Explainer::off_shift(StaffNo person, Instant at) {
  if (shifts_person_ != person) {
    shifts_person_ = person;
    window_shifts_.clear();
    for (const Shift& shift : index_.shifts(person))
      if (shift.starts < window_.to && window_.from < shift.ends) window_shifts_.push_back(shift);
  }
  return !window_shifts_.empty() && std::ranges::none_of(window_shifts_, [&](const Shift& shift) {
    return in_shift(rules_, shift, at);
  });
}

Findings Explainer::findings(const ResolvedEvent& event) {
  find_held(event, day_of(event.at));
  Findings found = held_.found;
  if (std::ranges::any_of(held_.shifts,
                          [&](const Shift* shift) { return in_shift(rules_, *shift, event.at); }))
    found.explanations.add(Explanation::shift_relation);
  if (held_.intake && overview_look(event, overview_)) found.explanations.add(Explanation::intake);
  if (std::ranges::any_of(held_.duties, [&](const Duty* duty) {
        return !duty->resource || duty->resource == event.resource;
      }))
    found.explanations.add(Explanation::duty);
  if (matching_ == Matching::decided && event.person && off_shift(event.person, event.at))
    found.flags.add(Flag::off_shift);
  if (event.emergency) found.flags.add(Flag::emergency);
  if (event.provider &&
      std::ranges::none_of(index_.consents(event.client), [&](const Consent& consent) {
        return consent.valid.contains(held_.day);
      }))
    found.flags.add(Flag::no_consent);
  return found;
}

}  // namespace insyn
