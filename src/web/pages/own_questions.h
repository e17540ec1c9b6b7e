#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/pages/visit.h"

namespace insyn {

/// Questions to the visitor about what they opened themself, and the page's settings: parts of Min
/// sida.
struct AnswerSlip {
  std::uint64_t asked = 0;  ///< the question whose answer couldn't be taken
  std::string problem;
};
Html questions_panel(const Visit& visit, const std::optional<AnswerSlip>& slip);
Html keys_panel(const Visit& visit);

/// The whole page; with a slip, what was typed stands in its form.
HttpResponse own_page(const Visit& visit, const std::optional<AnswerSlip>& slip);

std::vector<PageRoute> own_question_routes();

}  // namespace insyn
