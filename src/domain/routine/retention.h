#pragma once

#include <chrono>

#include "domain/calendar/time.h"

namespace insyn {

/// How long what an audit leaves behind is kept. Years count from the last day of the openings that
/// it is about, since the law's reasons do: logs of health care are kept for at least five years
/// (HSLF-FS 2016:40, 4 kap. 9 §), and a data breach can be prosecuted for five, a gross one for ten
/// (brottsbalken 4 kap. 9 c § and 35 kap. 1 §): what is handed over as a suspicion is kept longer.
struct RetentionRules {
  int lists_years = 5;        ///< lists, answers, printed forms
  int papers_years = 5;       ///< protocols, reports, letters
  int suspicions_years = 10;  ///< what a suspicion was handed over with
  int mails_days = 90;        ///< after a mail was sent: it says only that something waits
  friend bool operator==(const RetentionRules&, const RetentionRules&) = default;
};

/// The day until which something of the openings [from, to) is kept: the same day of a later year
/// as the last one, or the last of February where that year has no 29th.
inline Day kept_until(DayRange openings, int years) {
  using std::chrono::year_month_day;
  const year_month_day last{openings.to - std::chrono::days{1}};
  const year_month_day then = last + std::chrono::years{years};
  if (then.ok()) return Day{then};
  return Day{then.year() / then.month() / std::chrono::last};
}

}  // namespace insyn
