#pragma once

#include "app/act.h"

namespace insyn {

/// Who may log in, in which roles, and which changes of that wait for a second person; folded from
/// acts.
struct PeopleState {};

/// Folds one act into it; kinds of others are passed over.
void apply(PeopleState& state, const Act& act);

}  // namespace insyn
