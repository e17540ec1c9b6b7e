#pragma once

#include "app/act.h"

namespace insyn {

/// Which routine is in force, what was decided about it, and who has been informed; folded from
/// acts.
struct RoutineState {};

/// Folds one act into it; kinds of others are passed over.
void apply(RoutineState& state, const Act& act);

}  // namespace insyn
