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

template <class Row>
bool has(const std::vector<Row>& rows, Row row) {
  return std::ranges::find(rows, row) != rows.end();
}

/// Some hundred bytes each; when there are more they are forgotten, all at once.
constexpr std::size_t person_days_max = 40'000;

}  // namespace

Explainer::Explainer(const RegisterIndex& index, const ExplainRules& rules, Matching matching,
                     DayRange window, TextNo overview)
    : index_{index},
      rules_{rules},
      matching_{matching},
      window_{instants(window)},
      overview_{overview} {}

template <class Add>
void Explainer::add_reach(UnitNo unit, Day day, Add add) const {
  add(unit);
  for (const UnitCover& cover : index_.covers(unit))
    if (cover.valid.contains(day)) add(cover.covers);
}

Explainer::PersonDay& Explainer::person_day(StaffNo person, Day day) {
  const auto day_number = static_cast<std::uint32_t>(day.time_since_epoch().count());
  const std::uint64_t key = std::uint64_t{person.value} << 32U | day_number;
  if (latest_ != nullptr && latest_key_ == key) return *latest_;
  if (person_days_.size() >= person_days_max) person_days_.clear();
  const auto [place, is_new] = person_days_.try_emplace(key);
  if (is_new) find(place->second, person, day);
  latest_key_ = key;
  latest_ = &place->second;
  return *latest_;
}

void Explainer::find(PersonDay& who, StaffNo person, Day day) const {
  for (const Employment& employment : index_.employments(person))
    if (employment.valid.contains(day) && !has(who.units, employment.unit))
      who.units.push_back(employment.unit);
  for (const UnitNo unit : who.units)
    add_reach(unit, day, [&](UnitNo reached) { who.reached.push_back(reached); });
  find_shifts(who, person, day);
  for (const Duty& duty : index_.duties_of(person))
    if (duty.valid.contains(day)) who.duties.push_back(&duty);
  for (const UnitNo unit : who.units)
    for (const Duty& duty : index_.duties_of(unit))
      if (duty.valid.contains(day)) who.duties.push_back(&duty);
  for (const Permission& permission : index_.permissions(person))
    if (permission.valid.contains(day))
      who.permitted.push_back(index_.client_of(ClientNo{permission.scope.value}, day));
  std::ranges::sort(who.permitted);
  who.member = index_.member(person);
  who.rare_surname = index_.rare_surname(person, rules_.surname_per_mille);
  who.absent = std::ranges::any_of(
      index_.absences(person), [&](const Absence& absence) { return absence.valid.contains(day); });
}

void Explainer::find_shifts(PersonDay& who, StaffNo person, Day day) const {
  const auto in_window = [&](const Shift& shift) {
    return shift.starts < window_.to && window_.from < shift.ends;
  };
  who.has_window_shift = std::ranges::any_of(index_.shifts_near(person, window_), in_window);
  const minutes margin{rules_.shift_margin_minutes};
  const InstantRange near{start_of(day) - margin, start_of(day + days{1}) + margin};
  for (const Shift& shift : index_.shifts_near(person, near)) {
    if (shift.ends < near.from) continue;
    if (in_window(shift)) who.shifts.push_back(&shift);
    if (shift.unit)
      add_reach(shift.unit, day, [&](UnitNo unit) { who.shift_reach.push_back({unit, &shift}); });
  }
}

void Explainer::find_held(const PersonDay& who, Held& held, const ResolvedEvent& event,
                          Day day) const {
  held.is_found = true;
  held.client = event.client;
  held.case_no = event.case_no;
  held.found = {};
  held.intake = false;
  held.duties.clear();
  held.shifts.clear();
  explain_by_case(who, held, event, day);
  explain_by_relation(who, held, event, day);
  flag_client(who, held, event, day);
}

void Explainer::explain_by_case(const PersonDay& who, Held& held, const ResolvedEvent& event,
                                Day day) const {
  const Case* row = index_.find_case(event.case_no);
  // *The case* of contract 6: one that the register has for another client explains nothing.
  const bool another_clients = row != nullptr && row->client != event.client;
  const CaseNo case_no = another_clients ? CaseNo{} : event.case_no;
  auto& explanations = held.found.explanations;
  const auto deputyships = index_.deputyships(event.person);
  for (const CaseRole& role : index_.roles_in(case_no)) {
    if (role.staff == event.person && in_force(rules_, role.valid, day))
      explanations.add(role.kind == CaseRoleKind::caseworker ? Explanation::caseworker
                                                             : Explanation::co_caseworker);
    for (const Deputyship& deputyship : deputyships)
      if (deputyship.absent == role.staff && in_force(rules_, role.valid, day) &&
          in_force(rules_, deputyship.valid, day) &&
          (!deputyship.case_no || deputyship.case_no == case_no))
        explanations.add(Explanation::deputy);
  }
  const UnitNo case_unit = row != nullptr && !another_clients ? row->unit : UnitNo{};
  for (const Duty* duty : who.duties)
    if (!duty->scope || (case_unit && index_.is_same_or_above(duty->scope, case_unit)))
      held.duties.push_back(duty);

  if (row == nullptr) return;
  if (another_clients) held.found.flags.add(Flag::case_mismatch);
  if (row->closed && day > *row->closed + days{rules_.closed_case_days})
    held.found.flags.add(Flag::closed_case);
}

void Explainer::explain_by_relation(const PersonDay& who, Held& held, const ResolvedEvent& event,
                                    Day day) const {
  auto& explanations = held.found.explanations;
  for (const CareRelation& relation : index_.relations(event.client)) {
    // Whom it is with is asked first: most relations are with others, past or not.
    if (event.person && relation.staff == event.person && in_force(rules_, relation.valid, day))
      explanations.add(Explanation::care_relation);
    if (!relation.unit) continue;
    if (has(who.reached, relation.unit) && in_force(rules_, relation.valid, day))
      explanations.add(Explanation::unit_relation);
    for (const ShiftReach& reach : who.shift_reach)
      if (reach.unit == relation.unit && in_force(rules_, relation.valid, day))
        held.shifts.push_back(reach.shift);
  }
  for (const Intake& intake : index_.intakes(event.client)) {
    const bool theirs =
        (event.person && intake.staff == event.person) || has(who.units, intake.unit);
    held.intake = held.intake || (theirs && recent(rules_, intake, day));
  }
  held.found.permission = std::ranges::binary_search(who.permitted, event.client);
  if (held.found.permission && rules_.permission_explains)
    explanations.add(Explanation::permission);
}

void Explainer::flag_client(const PersonDay& who, Held& held, const ResolvedEvent& event,
                            Day day) const {
  auto& flags = held.found.flags;
  const Client* client = index_.client(event.client);
  if (client != nullptr) {
    if (client->is_protected) flags.add(Flag::protected_person);
    if (client->public_interest) flags.add(Flag::public_interest);
    if (client->deceased_on && day > *client->deceased_on + days{rules_.after_death_days})
      flags.add(Flag::after_death);
  }
  // Of an account that was nobody's, nothing can be said of a person.
  if (!event.person) return;
  if (who.units.empty()) flags.add(Flag::not_employed);
  if (matching_ == Matching::decided && who.absent) flags.add(Flag::on_leave);
  if (client != nullptr) flag_person_and_client(who, held, event.person, *client, day);
}

void Explainer::flag_person_and_client(const PersonDay& who, Held& held, StaffNo person,
                                       const Client& client, Day day) const {
  auto& flags = held.found.flags;
  for (const StaffMember& other : index_.staff_with_number(client.personal_number)) {
    if (other.id == person) {
      flags.add(Flag::self);
      continue;
    }
    const bool works_beside =
        std::ranges::any_of(index_.employments(other.id), [&](const Employment& employment) {
          return employment.valid.contains(day) && has(who.units, employment.unit);
        });
    if (works_beside) flags.add(Flag::colleague);
  }
  if (matching_ == Matching::undecided || who.member == nullptr) return;
  if (who.member->address_key && who.member->address_key == client.address_key)
    flags.add(Flag::same_address);
  if (who.rare_surname != 0 && who.rare_surname == index_.surname(client))
    flags.add(Flag::same_surname);
}

Findings Explainer::findings(const ResolvedEvent& event) {
  const Day day = day_of(event.at);
  PersonDay& who = person_day(event.person, day);
  Held& held = who.held;
  if (!held.is_found || held.client != event.client || held.case_no != event.case_no)
    find_held(who, held, event, day);

  Findings found = held.found;
  const auto covers = [&](const Shift* shift) { return in_shift(rules_, *shift, event.at); };
  if (std::ranges::any_of(held.shifts, covers)) found.explanations.add(Explanation::shift_relation);
  if (held.intake && overview_look(event, overview_)) found.explanations.add(Explanation::intake);
  if (std::ranges::any_of(held.duties, [&](const Duty* duty) {
        return !duty->resource || duty->resource == event.resource;
      }))
    found.explanations.add(Explanation::duty);
  if (matching_ == Matching::decided && who.has_window_shift &&
      std::ranges::none_of(who.shifts, covers))
    found.flags.add(Flag::off_shift);
  if (event.emergency) found.flags.add(Flag::emergency);
  if (event.provider &&
      std::ranges::none_of(index_.consents(event.client),
                           [&](const Consent& consent) { return consent.valid.contains(day); }))
    found.flags.add(Flag::no_consent);
  return found;
}

}  // namespace insyn
