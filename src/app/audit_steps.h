#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state.h"
#include "domain/people/roles.h"
#include "domain/routine/periods.h"
#include "domain/routine/schedule.h"

namespace insyn {

/// The six steps of a planned audit, as the routine's text has them ("Hur sker den planerade
/// kontrollen?"): who was active, the sample, the lists, the review, the areas' reports, the
/// compilation. Pure: what the acts say, and the day.
///
/// Lists are counted as managers' lists: everyone sees the steps, and that a person has a
/// confidential list says that somebody at work is a client (practice F6). Those are waited for by
/// the compilation, of the whole audit and without a number.
enum class StepKind { active, sample, lists, review, areas, compilation };
enum class StepState { done, now, later };

/// Something that is to be done before a step is done: why it can't be yet, or that it can be now,
/// and who can. `count` of `total` where the sentence has numbers.
struct Missing {
  std::string_view code;        ///< stable, for pages and programs
  std::string text;             ///< a Swedish sentence
  std::vector<UserRole> roles;  ///< who can do it; empty: only time can
  std::int64_t count = 0, total = 0;
};

struct Step {
  StepKind kind = StepKind::active;
  StepState state = StepState::later;
  std::vector<Missing> missing;  ///< empty if it is done
  std::optional<Day> due;
};

std::string_view code_of(StepKind kind);   ///< `sample`
std::string_view title_of(StepKind kind);  ///< Swedish: "Urval"

/// The latest day that a list may be given to answer: the one when the report is to be handed over,
/// or three weeks' working days from today, when that has passed and the list is still waited for.
Day latest_answer(const Schedule& schedule, Day today);

/// The audit of the period that goes on (or the annulled one that `audit` names; then nothing can
/// be done any more). The first step that isn't done is `now`; none is before the window has ended.
std::array<Step, 6> steps_of(const State& state, const Routine& routine, const AuditPeriod& period,
                             Day today, std::string_view audit = "");

/// The last day for a list: the schedule's, or a later one that was given to it.
Day answer_by(const ListProgress& list, const Schedule& schedule);

/// The dates of a period, from what its audit has done.
Schedule schedule_of(const State& state, const Routine& routine, const AuditPeriod& period);

}  // namespace insyn
