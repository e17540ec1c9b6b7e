#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/home.h"
#include "domain/routine/routine.h"

namespace insyn {

/// Changes of the routine and the decisions around it. A new text is proposed by one person,
/// approved by another, and in force from a day that hasn't begun; an audit keeps the version that
/// it was opened under. Refusals are of kind refused and change nothing.

/// `toml` is checked as `init` checks it (kind unusable); it has the id of the routine in force and
/// a version above every one that was proposed. In force from its own `valid_from`. The value is
/// what the change is called by: the position of its act.
Result<std::uint64_t> propose_routine(Home& home, const std::string& toml,
                                      const std::string& reason);

/// Approved by the director or a stand-in, never by who proposed it. Refused with a reason;
/// whoever proposed it may take it back that way.
Result<Done> decide_routine(Home& home, std::uint64_t proposed, RoutineChange::Outcome outcome,
                            const std::string& reason);

/// The text of a proposal, for whoever is to decide on it.
Result<std::string> proposed_routine_text(const Home& home, const RoutineChange& change);

/// What a new routine changes, as plain Swedish sentences in the order of the routine; empty if
/// nothing that the program follows. The version and the day it begins are not told.
std::vector<std::string> differences(const Routine& before, const Routine& after);

/// What can be decided besides the matching (app/decide.h), by its code in acts.
struct DecisionKind {
  std::string_view code;
  std::string_view title;  ///< in Swedish
};
const std::vector<DecisionKind>& decision_kinds();

struct NewDecision {
  std::string kind;       ///< a code of `decision_kinds`
  Day day{};              ///< when it was made, not after today
  std::string purpose;    ///< what was decided and what for
  std::string reference;  ///< where it can be read: a registration number, minutes
};

/// Writes down a decision that was made elsewhere. The value is its act's position.
Result<std::uint64_t> record_decision(Home& home, const NewDecision& decision);

}  // namespace insyn
