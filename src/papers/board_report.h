#pragma once

#include "papers/figures.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The versions of an audit's report that leave the house: nobody can be recognised in them. Totals
/// are exact and zero is 0; numbers by area or group are hidden where they are small (practice
/// F24). Also an involved director may read them: totals tell that a suspicion is there, not whose.

/// For the committee: what it is to take note of, then the text to be read out.
Document committee_report(const AuditFigures& figures, const PaperHead& head);

/// For the board: the same figures in short, and what they mean.
Document board_report(const AuditFigures& figures, const PaperHead& head);

}  // namespace insyn
