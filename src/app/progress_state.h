#pragma once

#include "app/act.h"

namespace insyn {

/// How far each audit has come after its draw: sent, reminded, signed off, reported; folded from
/// acts.
struct ProgressState {};

/// Folds one act into it; kinds of others are passed over.
void apply(ProgressState& state, const Act& act);

}  // namespace insyn
