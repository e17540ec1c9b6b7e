#pragma once

#include "domain/calendar/time.h"
#include "papers/figures.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The report of one audit to the director (practice 4.7): two pages on paper. What to do today
/// comes first; the checkpoint stands on the last page. Every number says what it counts and leads
/// to the page that counts it. While lists are open it says so, and what isn't known yet.
Document director_report(const AuditFigures& figures, const PaperHead& head);

}  // namespace insyn
