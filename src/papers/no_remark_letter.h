#pragma once

#include <optional>

#include "app/review_view.h"
#include "domain/routine/routine.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The letter to an employee who was drawn and with whom nothing was found (practice 4.4), in the
/// routine's words, with the day until which the result is kept. None unless the list is signed
/// without a remark.
std::optional<Document> no_remark_letter(const ListView& view, const Routine& routine,
                                         const PaperHead& head);

}  // namespace insyn
