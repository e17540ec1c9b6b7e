#pragma once

#include "domain/calendar/time.h"
#include "papers/figures.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The report of one audit to the director (practice 4.7): two pages on paper. What to do today
/// comes first; the checkpoint stands on the last page. Every number says what it counts and leads
/// to the page that counts it. While lists are open it says so, and what isn't known yet.
///
/// What to do today is the reader's own: a suspicion that isn't theirs is neither listed nor
/// linked. How many there are stands for everyone, since the committee and the board read it too
/// and a report without it would be false. A director who is involved in one so learns that it is
/// there, as anyone does; in a small town the area or the group would tell who. Therefore they get
/// the outcomes by area as the board does, small numbers hidden, and none by group.
Document director_report(const AuditFigures& figures, const PaperHead& head);

}  // namespace insyn
