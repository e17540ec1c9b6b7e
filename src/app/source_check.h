#pragma once

#include <string>

#include "app/home.h"
#include "base/json.h"

namespace insyn {

/// Whether the logs of a period are all there, before its audit is opened. The document:
///   period, window {from, to}, complete (nothing is to be explained)
///   sources [{id, label, deliveries, last_day, behind, gaps, few, late,
///     days [{day, events, usual, state}]}] in the order of HOME/sources.toml; `state` is
///     `ok`; `gap`: no events on a weekday that usually has some; `few`: less than four tenths of
///     what is usual; `late`: the delivery that has the day came more than a week after it;
///     `quiet`: none, and none is usual
///   gaps, behind (sources), few, late: sums; needs_reason: there is a gap, or a source is behind
/// What is usual is the median of the same weekday in the eight weeks before the period; with fewer
/// than three of them known, of the period's own other weeks too. A source that has never delivered
/// isn't looked at (`deliveries` 0). Behind: its latest delivery ends before the period does.
/// Refused: a period that isn't in the routine or hasn't ended.
Result<json::object> source_check(Home& home, const std::string& period);

/// Records that somebody has looked; a gap or a source that is behind needs a reason, which goes
/// into every list and report. The document is the one above.
Result<json::object> check_sources(Home& home, const std::string& period,
                                   const std::string& reason);

}  // namespace insyn
