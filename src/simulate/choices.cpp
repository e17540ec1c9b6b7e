#include <algorithm>

#include "simulate/openings.h"

// Which client and case somebody opens: the other half of WorkPlanner.

namespace insyn {
namespace {

bool is_caseworker(StaffRole role) {
  return role >= StaffRole::elder_assessor && role <= StaffRole::income_support;
}

OpeningKind usual_kind(StaffRole role) {
  if (is_caseworker(role) || role == StaffRole::reception) return OpeningKind::handling;
  if (role == StaffRole::fees) return OpeningKind::fees;
  return role < StaffRole::elder_assessor ? OpeningKind::care : OpeningKind::office;
}

/// Whether care staff also work in the client's health case: medicines are handed over to them for
/// some clients only.
bool delegated(int slot, StaffRole role) {
  return mixed(static_cast<std::uint64_t>(slot), 17, 0) % 100 <
         (role == StaffRole::residence ? 22U : 45U);
}

}  // namespace

/// One of the clients who are the person's own: contact person, therapist.
int WorkPlanner::own_client(const TownShift& shift, StaffRole role) {
  const int position = position_now_[static_cast<std::size_t>(shift.person)];
  const auto& own = of_unit(is_caseworker(role) ? handled_ : contact_, position);
  return own.empty() ? nobody : random_.pick(own);
}

/// A client of the caseworker whom the person stands in for.
int WorkPlanner::stood_in_client(const TownShift& shift) {
  const auto& theirs = of_unit(handled_, shift.stands_in_for);
  return theirs.empty() ? nobody : random_.pick(theirs);
}

/// The openings that the unit's own clients don't account for; `part` is 0–9,999.
WorkPlanner::Choice WorkPlanner::unusual(int part, const TownShift& shift, const RoleModel& model) {
  const OpeningMix& mix = model.mix;
  Choice choice;
  choice.kind = usual_kind(model.role);
  const auto within = [&part](int share) {
    part -= share;
    return part < 0;
  };
  if (within(mix.after_closing)) {
    const auto& own = of_unit(closed_, shift.unit);
    if (!own.empty()) choice.placement = random_.pick(own);
    for (int tries = 0; choice.placement == nobody && tries < 20; ++tries) {
      const auto& other = random_.pick(closed_);
      if (!other.empty()) choice.placement = random_.pick(other);
    }
  } else if (within(mix.old_case)) {
    for (int tries = 0; tries < 12 && !candidates_.empty(); ++tries) {
      const int index = random_.pick(candidates_);
      if (town_.placement(index).old_case == nobody) continue;
      choice.placement = index;
      choice.case_index = town_.placement(index).old_case;
      break;
    }
  } else if (within(mix.elsewhere)) {
    if (!active_.empty()) choice.placement = random_.pick(active_);
  } else if (within(mix.wrong_person)) {
    choice.client = random_.below(town_.options.clients);
    choice.case_index = last_case_[static_cast<std::size_t>(choice.client)];
    choice.kind = OpeningKind::short_look;
  } else if (within(mix.list_view)) {
    if (!active_.empty()) choice.placement = random_.pick(active_);
    choice.kind = OpeningKind::list_view;
  }
  return choice;
}

WorkPlanner::Choice WorkPlanner::choose(const TownShift& shift, const RoleModel& model) {
  const OpeningMix& mix = model.mix;
  Choice choice;
  choice.kind = usual_kind(model.role);
  if (shift.stands_in_for != nobody && random_.chance(2500)) {
    choice.placement = stood_in_client(shift);
    if (choice.placement != nobody) return choice;
  }
  int part = random_.below(10'000);
  if (part < mix.own) choice.placement = own_client(shift, model.role);
  part -= mix.own;
  if (part >= 0 && part < mix.alarm)
    for (const int covered : town_.unit(shift.unit).covers) {
      const auto& alarms = of_unit(served_, covered);
      if (town_.unit(covered).alarm && !alarms.empty()) choice.placement = random_.pick(alarms);
    }
  part -= mix.alarm;
  if (part >= 0 && choice.placement == nobody) {
    const Choice found = unusual(part, shift, model);
    if (found.placement != nobody || found.client != nobody) return found;
  }
  if (choice.placement == nobody && !candidates_.empty()) {
    // All of the day's clients once before any of them twice.
    if (next_candidate_ == candidates_.size()) next_candidate_ = 0;
    choice.placement = candidates_[next_candidate_++];
  }
  return choice;
}

/// The reception answers "does this person have a case, and whose is it": the overview, no more.
WorkPlanner::Choice WorkPlanner::choose_at_reception(const TownShift& shift) {
  const RoleModel& model = model_of(StaffRole::reception);
  Choice choice;
  choice.kind = OpeningKind::overview;
  const int part = random_.below(10'000);
  const int odd =
      model.mix.after_closing + model.mix.elsewhere + model.mix.wrong_person + model.mix.list_view;
  if (part < odd) return unusual(part, shift, model);
  const auto intakes = static_cast<int>(intake_to_ - intake_from_);
  if (random_.chance(5500) && intakes > 0) {
    const auto at = intake_from_ + static_cast<std::size_t>(random_.below(intakes));
    choice.client = town_.intakes[at].client;
  } else {
    // Callers come back: a person at the desk meets some forty others in a week.
    const auto other =
        mixed(static_cast<std::uint64_t>(shift.person), static_cast<std::uint64_t>(day_ / 7),
              static_cast<std::uint64_t>(random_.below(40)));
    choice.client = static_cast<int>(other % static_cast<std::uint64_t>(town_.options.clients));
  }
  return choice;
}

/// Which of the client's cases it is about.
void WorkPlanner::settle_case(Choice& choice, StaffRole role) {
  const ClientPlacement& placement = town_.placement(choice.placement);
  choice.client = placement.client;
  if (choice.case_index != nobody) return;
  choice.case_index = placement.main_case;
  const bool health = placement.health_case != nobody;
  const bool extra = placement.extra_case != nobody;
  const bool nursing = role >= StaffRole::nurse && role <= StaffRole::therapist;
  const bool on_delegation = role <= StaffRole::pool && delegated(placement.slot, role);
  const int health_part = nursing                      ? 8500
                          : on_delegation              ? 5000
                          : role == StaffRole::manager ? 1000
                                                       : 0;
  if (health && random_.chance(health_part))
    choice.case_index = placement.health_case;
  else if (is_caseworker(role) && extra && random_.chance(3500))
    choice.case_index = placement.extra_case;
}

}  // namespace insyn
