#pragma once

#include <algorithm>
#include <chrono>

#include "domain/register/index.h"
#include "domain/routine/routine.h"

namespace insyn {

/// When a relation of the registers holds (contract 6): asked alike by what explains an event and
/// by what shows the evidence, so that a row never shows a ground that didn't explain it.

/// Whether a relation reaches the day, with the grace days that the routine gives it.
inline bool in_force(const ExplainRules& rules, const DayRange& valid, Day day) {
  return valid.from - std::chrono::days{rules.grace.before} <= day &&
         day < valid.to + std::chrono::days{rules.grace.after};
}

/// Whether the unit is the other one, or covers it on the day: one step, no further.
inline bool serves(const RegisterIndex& index, UnitNo unit, UnitNo other, Day day) {
  return unit == other || std::ranges::any_of(index.covers(unit), [&](const UnitCover& cover) {
           return cover.covers == other && cover.valid.contains(day);
         });
}

/// Whether the instant is within the shift or the routine's margin of it, both ends included.
inline bool in_shift(const ExplainRules& rules, const Shift& shift, Instant at) {
  const std::chrono::minutes margin{rules.shift_margin_minutes};
  return shift.starts - margin <= at && at <= shift.ends + margin;
}

/// Whether the intake was the same day or at most the routine's days before, and still listed.
inline bool recent(const ExplainRules& rules, const Intake& intake, Day day) {
  return day - std::chrono::days{rules.intake_days} <= intake.received && intake.received <= day &&
         day < intake.until;
}

}  // namespace insyn
