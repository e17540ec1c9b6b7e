#pragma once

#include <vector>

#include "web/pages/visit.h"

namespace insyn {

/// Questions to the visitor about what they opened themself, and the page's settings: parts of Min
/// sida.
Html questions_panel(const Visit& visit);
Html keys_panel(const Visit& visit);

std::vector<PageRoute> own_question_routes();

}  // namespace insyn
