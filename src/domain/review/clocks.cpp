#include "domain/review/clocks.h"

#include <array>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

constexpr std::array<std::string_view, 3> stamp_codes{"signal", "certainty", "knowledge"};

}  // namespace

const std::optional<Instant>& Stamps::at(StampKind kind) const {
  if (kind == StampKind::signal) return signal;
  return kind == StampKind::certainty ? certainty : knowledge;
}

std::optional<Instant>& Stamps::at(StampKind kind) {
  if (kind == StampKind::signal) return signal;
  return kind == StampKind::certainty ? certainty : knowledge;
}

std::string_view code_of(StampKind kind) { return stamp_codes[static_cast<std::size_t>(kind)]; }

std::optional<StampKind> parse_stamp(std::string_view code) {
  for (std::size_t i = 0; i < stamp_codes.size(); ++i)
    if (stamp_codes[i] == code) return static_cast<StampKind>(i);
  return std::nullopt;
}

std::vector<Clock> clocks_of(const std::vector<ClockRule>& rules, const Stamps& stamps) {
  std::vector<Clock> clocks;
  for (const ClockRule& rule : rules) {
    Clock clock;
    clock.code = rule.code;
    clock.label = rule.label;
    clock.from = rule.from;
    clock.started = stamps.at(rule.from);
    if (clock.started && rule.hours > 0)
      clock.due = *clock.started + std::chrono::hours{rule.hours};
    if (clock.started && rule.months > 0) {
      clock.last_day = add_months(day_of(*clock.started), rule.months);
      clock.due = start_of(*clock.last_day + std::chrono::days{1});
    }
    clocks.push_back(std::move(clock));
  }
  return clocks;
}

Day add_months(Day day, int months) {
  const std::chrono::year_month_day date{day};
  const auto month =
      std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
  const std::chrono::year_month_day same{month.year(), month.month(), date.day()};
  if (same.ok()) return Day{same};
  return Day{
      std::chrono::year_month_day_last{month.year(), std::chrono::month_day_last{month.month()}}};
}

}  // namespace insyn
