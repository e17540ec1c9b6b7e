#include "web/pages/source_days.h"

#include <algorithm>

#include "base/json.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

constexpr std::chrono::days one_day{1};

/// The days of each delivery that has events, by their first.
std::vector<DayRange> ranges_of(const State& state, std::string_view source) {
  std::vector<DayRange> ranges;
  for (const DeliveryState& delivery : state.deliveries) {
    if (delivery.source != source) continue;
    const ParsedTime from = parse_time(text_of(delivery.open, "from"));
    const ParsedTime to = parse_time(text_of(delivery.open, "to"));
    if (from.fault == TimeFault::none && to.fault == TimeFault::none)
      ranges.push_back({day_of(from.at), day_of(to.at) + one_day});
  }
  std::ranges::sort(ranges);
  return ranges;
}

}  // namespace

std::vector<DayRange> gaps_of(const State& state, std::string_view source) {
  std::vector<DayRange> gaps;
  Day reached{};
  bool begun = false;
  for (const DayRange& range : ranges_of(state, source)) {
    if (begun && reached < range.from) gaps.push_back({reached, range.from});
    reached = begun ? std::max(reached, range.to) : range.to;
    begun = true;
  }
  return gaps;
}

DayRange reach_of(const State& state, std::string_view source) {
  DayRange reach;
  bool begun = false;
  for (const DayRange& range : ranges_of(state, source)) {
    reach = begun ? DayRange{reach.from, std::max(reach.to, range.to)} : range;
    begun = true;
  }
  return reach;
}

std::vector<SourceDay> covered_days(const State& state, std::string_view source, DayRange days) {
  const DayRange reach = reach_of(state, source);
  const std::vector<DayRange> gaps = gaps_of(state, source);
  std::vector<SourceDay> result;
  for (Day day = days.from; day < days.to; day += one_day) {
    const bool missing =
        std::ranges::any_of(gaps, [&](const DayRange& gap) { return gap.contains(day); });
    result.push_back({.came = missing               ? SourceDay::Came::missing
                              : reach.contains(day) ? SourceDay::Came::usual
                                                    : SourceDay::Came::not_expected});
  }
  return result;
}

}  // namespace insyn
