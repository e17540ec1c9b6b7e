#include "app/routine_state.h"

#include <algorithm>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

RoutineChange* find_waiting(RoutineState& state, const Act& act) {
  const auto proposed = static_cast<std::uint64_t>(integer_of(act.open, "proposed"));
  const auto found = std::ranges::find(state.changes, proposed, &RoutineChange::proposed);
  if (found == state.changes.end() || found->outcome != RoutineChange::Outcome::waiting)
    return nullptr;
  return &*found;
}

void propose(RoutineState& state, const Act& act) {
  RoutineChange change;
  change.proposed = act.seq;
  change.at = act.at;
  change.by = text_of(act.open, "by");
  change.version = static_cast<int>(integer_of(act.open, "routine_version"));
  change.sha256 = text_of(act.open, "routine_sha256");
  change.valid_from = parse_day(text_of(act.open, "valid_from")).value_or(day_never);
  state.changes.push_back(std::move(change));
}

void decide(RoutineState& state, const Act& act, RoutineChange::Outcome outcome) {
  RoutineChange* change = find_waiting(state, act);
  if (change == nullptr) return;
  change->outcome = outcome;
  change->decided = act.seq;
  change->decided_by = text_of(act.open, "by");
  if (outcome != RoutineChange::Outcome::approved) return;
  RoutineVersion version;
  version.version = change->version;
  version.act = change->proposed;
  version.sha256 = change->sha256;
  version.valid_from = change->valid_from;
  state.versions.push_back(std::move(version));
}

void adopt_first(RoutineState& state, const Act& act) {
  RoutineVersion version;
  version.version = static_cast<int>(integer_of(act.open, "routine_version"));
  version.act = act.seq;
  version.sha256 = text_of(act.open, "routine_sha256");
  version.valid_from = Day::min();
  state.versions.push_back(std::move(version));
}

}  // namespace

const RoutineVersion* RoutineState::in_force(Day day) const {
  for (auto at = versions.rbegin(); at != versions.rend(); ++at)
    if (at->valid_from <= day) return &*at;
  return nullptr;
}

const RoutineVersion* RoutineState::version(int number) const {
  const auto found = std::ranges::find(versions, number, &RoutineVersion::version);
  return found == versions.end() ? nullptr : &*found;
}

const RoutineChange* RoutineState::change(std::uint64_t proposed) const {
  const auto found = std::ranges::find(changes, proposed, &RoutineChange::proposed);
  return found == changes.end() ? nullptr : &*found;
}

void apply(RoutineState& state, const Act& act) {
  if (act.kind == act::home_made) {
    adopt_first(state, act);
  } else if (act.kind == act::routine_change_proposed) {
    propose(state, act);
  } else if (act.kind == act::routine_change_approved) {
    decide(state, act, RoutineChange::Outcome::approved);
  } else if (act.kind == act::routine_change_refused) {
    decide(state, act, RoutineChange::Outcome::refused);
  } else if (act.kind == act::matching_decided || act.kind == act::decision_recorded) {
    DecisionState decision;
    decision.act = act.seq;
    decision.at = act.at;
    decision.kind = text_of(act.open, "decision");
    decision.day = text_of(act.open, "day");
    decision.by = text_of(act.open, "by");
    state.decisions.push_back(std::move(decision));
  } else if (act.kind == act::information_published) {
    InformationVersion version;
    version.version = static_cast<int>(state.information.size()) + 1;
    version.act = act.seq;
    version.at = act.at;
    version.sha256 = text_of(act.open, "sha256");
    state.information.push_back(std::move(version));
  } else if (act.kind == act::staff_informed || act.kind == act::information_signed) {
    state.informed.push_back(act.seq);
  }
}

}  // namespace insyn
