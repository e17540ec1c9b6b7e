#pragma once

#include <vector>

#include "web/pages/visit.h"

namespace insyn {

/// The information text as a paper, publishing it, and the template for the assessment.
std::vector<PageRoute> information_routes();

}  // namespace insyn
