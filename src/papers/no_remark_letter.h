#pragma once

#include <optional>

#include "app/review_view.h"
#include "domain/calendar/time.h"
#include "domain/routine/review_rules.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The letter to an employee who was drawn and with whom nothing was found (practice 4.4), in the
/// routine's words. None unless the list is signed without a remark. `kept_until`: the day on which
/// the result is purged; without it the letter says where that is decided.
std::optional<Document> no_remark_letter(const ListView& view, const ReviewRules& rules,
                                         const PaperHead& head, std::optional<Day> kept_until);

}  // namespace insyn
