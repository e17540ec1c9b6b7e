#pragma once

#include <cstdint>
#include <string>

#include "app/home.h"
#include "base/json.h"

namespace insyn {

/// What opening the audit of a period would mean, without an act. Its document, which names people
/// by their staff ids and is for those who may open only:
///   period, window {from, to}, review_window {from, to}, open_by, has_audit
///   strata [{id, label, share, population, sample_size, achieved_per_mille, of_100: {1, 3, 5}}],
///   frame_size, sample_size, detection (contract 7), detection_text (practice 4.7)
///   findings {count, too_many, without_permission: [staff], without_employment: [staff]}
///   inactive_with_permission: [staff], warnings: [sentence]
///   forecast [{reviewer, people, rows, minutes}]: expected values, each person's rows (by client
///     and case) times the chance of being drawn; largest first, no reviewer is ""
/// `of_100` is in how many of 100 audits at least one of 1, 3, 5 persons of the stratum would be
/// drawn, rounded; never 0 or 100 unless it is certain. Refused: a period that isn't in the routine
/// or hasn't ended.
Result<json::object> preview_audit(Home& home, const std::string& period);

/// The same of any past period, drawn with a seed that is thrown away, so that `forecast` is of one
/// possible outcome. Nothing is recorded and nobody drawn is named: it can't be taken for a draw.
/// The document has `dry_run: true` and no lists of staff.
Result<json::object> dry_run(Home& home, const std::string& period);

/// What the lists of a drawn audit ask of those who read them, exactly: `forecast` as above, by
/// whom the routing or else the draw names; `lists` instead of `people`. Only managers' lists, so
/// that no sum tells that rows of somebody are read by others.
Result<json::object> forecast_of(const Home& home, const std::string& audit);

/// In how many of 100 audits at least one of `k` of `population` would be among `sample`.
int cases_of_100(std::int64_t population, std::int64_t sample, std::int64_t k);

}  // namespace insyn
