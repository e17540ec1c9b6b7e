#pragma once

#include "app/review_view.h"
#include "domain/routine/routine.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The blankett: a list as its reader sees it on screen, in the same order, to be filled in by hand
/// and entered afterwards (routine, "Checklista"). Rows that have an answer show it; the end says
/// until when it is kept. Holds names.
Document list_form(const ListView& view, const Routine& routine, const PaperHead& head);

/// The blankett of a suspicion (routine, section 9): what was handed over, the clocks, and what is
/// decided, to be filled in. Whoever sees clocks only gets no person and no row.
Document suspicion_form(const SuspicionView& view, const RetentionRules& retention,
                        const PaperHead& head);

}  // namespace insyn
