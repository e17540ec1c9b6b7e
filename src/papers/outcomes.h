#pragma once

#include <string>
#include <vector>

#include "papers/figures.h"
#include "papers/report_parts.h"
#include "report/document.h"

namespace insyn {

/// How the openings were judged, by area and by group. Every column is a number of openings, and
/// each row's columns sum to its first.

/// One column of outcomes: its title, and how many of a tally it takes.
struct Outcome {
  std::string_view title;
  Standing standing;  ///< what it counts, or the first of it
  std::int64_t (*count)(const Tally&);
};
/// Confirmed, needed, mistake, unclear (with what nobody could be asked about), suspicion.
const std::vector<Outcome>& outcomes();
/// How many of a tally it takes, leading to what that counts: mistakes and the reader's suspicions
/// have pages of their own, the others are in the lists, whose page is `lists`.
paper::Cell outcome_cell(const AuditFigures& figures, const Outcome& outcome, const Tally& tally,
                         const std::string& lists);

/// By area, with how many lists came in time.
paper::Table area_outcomes(const AuditFigures& figures);
/// The same with bars of what was judged one by one.
paper::Chart area_chart(const AuditFigures& figures);
/// Bars of what was judged one by one: the whole audit's numbers, by outcome.
paper::Chart outcome_chart(const AuditFigures& figures);

/// For papers that anyone may read: rows of fewer than five persons are told together, small
/// numbers are hidden (suppression.h), the sums of the columns are exact. A table in which that
/// isn't possible has the sums alone.
paper::Table public_area_outcomes(const AuditFigures& figures);
paper::Table public_stratum_outcomes(const AuditFigures& figures);
/// What the marks in them mean.
std::string suppression_sentence();

}  // namespace insyn
