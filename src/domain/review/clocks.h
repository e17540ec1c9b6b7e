#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/calendar/time.h"
#include "domain/routine/review_rules.h"

namespace insyn {

/// The three times of a suspicion from which the law's clocks run (practice F19); what hasn't
/// happened yet has none.
struct Stamps {
  std::optional<Instant> signal{}, certainty{}, knowledge{};

  const std::optional<Instant>& at(StampKind kind) const;
  std::optional<Instant>& at(StampKind kind);
};
std::string_view code_of(StampKind kind);  ///< `certainty`
std::optional<StampKind> parse_stamp(std::string_view code);

/// A clock and when it has run out. Hours end at an instant; months with a day's end.
struct Clock {
  std::string code, label;
  StampKind from = StampKind::signal;
  std::optional<Instant> started;  ///< none: doesn't run yet
  std::optional<Instant> due;      ///< the first instant that is too late
  std::optional<Day> last_day;     ///< of a clock in months

  bool runs() const { return started.has_value(); }
};

/// One clock a rule, in the rules' order. Hours are real ones, also over the change to summer time.
std::vector<Clock> clocks_of(const std::vector<ClockRule>& rules, const Stamps& stamps);

/// The same day of the month, `months` later, or the month's last day if it has none such (lag
/// 1930:173 1 §): two months after 31 December is 28 or 29 February.
Day add_months(Day day, int months);

}  // namespace insyn
