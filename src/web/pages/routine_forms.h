#pragma once

#include <vector>

#include "web/pages/frame.h"
#include "web/pages/visit.h"

namespace insyn {

/// Changes of the routine by two persons, its versions side by side, and the decisions around it.

/// Decisions that have been written down, and the forms for new ones; nothing for who may see none.
Html decisions_panel(const Visit& visit);

std::vector<PageRoute> routine_change_routes();
std::vector<PageRoute> decision_routes();

}  // namespace insyn
