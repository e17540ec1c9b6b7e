#include "app/source_check.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "app/going_audit.h"
#include "app/registers_at.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr chrono::days week{7};
constexpr int weeks_before = 8;
constexpr std::size_t medians_need = 3;
constexpr std::int64_t few_tenths = 4;
constexpr chrono::days late_after{7};

/// A delivery of one source: which days it reaches over, and when it came.
struct Delivered {
  Day from{}, to{};  ///< both included
  Instant at{};
};

struct SourceLook {
  std::map<Day, std::int64_t> events;  ///< by day, those with any
  std::vector<Delivered> deliveries;
};

std::optional<Day> day_in(const json::object& open, const char* name) {
  const ParsedTime parsed = parse_time(text_of(open, name));
  if (parsed.fault != TimeFault::none) return std::nullopt;
  return day_of(parsed.at);
}

/// What each source delivered; ones without rows have no days.
std::map<std::string, SourceLook> deliveries_by_source(const Home& home) {
  std::map<std::string, SourceLook> looks;
  for (const DeliveryState& delivery : home.ledger.state().deliveries) {
    const auto from = day_in(delivery.open, "from");
    const auto to = day_in(delivery.open, "to");
    const auto act = parse_leaf(home.ledger.stored(delivery.seq).leaf);
    if (from && to && act) looks[delivery.source].deliveries.push_back({*from, *to, act->at});
  }
  return looks;
}

void count_events(Home& home, DayRange days, const std::vector<Source>& sources,
                  std::map<std::string, SourceLook>& looks) {
  std::map<std::uint32_t, SourceLook*> by_number;
  for (const Source& source : sources)
    by_number[find_text(home, source.id).value] = &looks[source.id];
  Day day{};
  InstantRange hours;
  home.stores.events.scan_actors({instants(days), home.ledger.state().last_delivery()},
                                 [&](const EventColumns& columns) {
                                   for (std::size_t i = 0; i < columns.size(); ++i) {
                                     const Instant at{chrono::microseconds{columns.at[i]}};
                                     if (!hours.contains(at)) {
                                       day = day_of(at);
                                       hours = instants({day, day + chrono::days{1}});
                                     }
                                     const auto found = by_number.find(columns.source[i]);
                                     if (found != by_number.end()) ++found->second->events[day];
                                   }
                                 });
}

std::int64_t events_on(const SourceLook& look, Day day) {
  const auto found = look.events.find(day);
  return found == look.events.end() ? 0 : found->second;
}

/// The median of the same weekday. Days before the source's first delivery aren't known.
std::int64_t usual_on(const SourceLook& look, Day day, DayRange window) {
  Day known_from = Day::max();
  for (const Delivered& one : look.deliveries) known_from = std::min(known_from, one.from);
  std::vector<std::int64_t> counts;
  const auto add = [&](Day other) {
    if (other >= known_from) counts.push_back(events_on(look, other));
  };
  Day first = day;
  while (first - week >= window.from) first -= week;
  for (int i = 1; i <= weeks_before; ++i) add(first - i * week);
  if (counts.size() < medians_need)
    for (Day other = first; other < window.to; other += week)
      if (other != day) add(other);
  if (counts.empty()) return 0;
  const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::ranges::nth_element(counts, middle);
  return *middle;
}

/// Whether every delivery that reaches over the day came more than a week after it.
bool is_late(const SourceLook& look, Day day) {
  bool any = false;
  for (const Delivered& one : look.deliveries) {
    if (day < one.from || day > one.to) continue;
    any = true;
    if (day_of(one.at) <= day + late_after) return false;
  }
  return any;
}

std::string_view state_of(const SourceLook& look, Day day, std::int64_t events,
                          std::int64_t usual) {
  if (events == 0) return usual == 0 ? "quiet" : "gap";
  if (events * 10 < usual * few_tenths) return "few";
  return is_late(look, day) ? "late" : "ok";
}

json::object source_json(const Source& source, const SourceLook& look, DayRange window) {
  std::map<std::string_view, std::int64_t> states;
  json::array days;
  for (Day day = window.from; day < window.to; day += chrono::days{1}) {
    const std::int64_t events = events_on(look, day);
    const std::int64_t usual = usual_on(look, day, window);
    const std::string_view state = state_of(look, day, events, usual);
    ++states[state];
    days.push_back(json::object{
        {"day", format_day(day)}, {"events", events}, {"usual", usual}, {"state", state}});
  }
  Day last = Day::min();
  for (const Delivered& one : look.deliveries) last = std::max(last, one.to);
  json::object document;
  document["id"] = source.id;
  document["label"] = source.label;
  document["deliveries"] = look.deliveries.size();
  document["last_day"] = look.deliveries.empty() ? json::value{} : json::value(format_day(last));
  document["behind"] = !look.deliveries.empty() && last < window.to - chrono::days{1};
  document["gaps"] = states["gap"];
  document["few"] = states["few"];
  document["late"] = states["late"];
  document["days"] = std::move(days);
  return document;
}

}  // namespace

Result<json::object> source_check(Home& home, const std::string& id) {
  const auto routine = load_routine(home);
  if (!routine) return fail(routine.error());
  const auto period = period_in(*routine, id);
  if (!period) return fail(period.error());
  if (home.now < start_of(period->days.to))
    return fail(ErrorKind::refused, "period-not-ended",
                "Perioden slutar först " + format_day(period->days.to - chrono::days{1}) +
                    ". Kontrollera källorna tidigast dagen efter.");
  const auto sources = load_sources(home);
  if (!sources) return fail(sources.error());
  auto looks = deliveries_by_source(home);
  count_events(home, {period->days.from - weeks_before * week, period->days.to}, *sources, looks);
  json::array documents;
  std::map<std::string, std::int64_t> sums;
  std::int64_t behind = 0;
  for (const Source& source : *sources) {
    json::object document = source_json(source, looks[source.id], period->days);
    if (!looks[source.id].deliveries.empty())
      for (const char* name : {"gaps", "few", "late"}) sums[name] += integer_of(document, name);
    behind += document.at("behind").as_bool();
    documents.push_back(std::move(document));
  }
  json::object document;
  document["period"] = period->id;
  document["window"] =
      json::object{{"from", format_day(period->days.from)}, {"to", format_day(period->days.to)}};
  document["complete"] = sums["gaps"] + sums["few"] + sums["late"] + behind == 0;
  document["sources"] = std::move(documents);
  for (const char* name : {"gaps", "few", "late"}) document[name] = sums[name];
  document["behind"] = behind;
  document["needs_reason"] = sums["gaps"] + behind > 0;
  return document;
}

Result<json::object> check_sources(Home& home, const std::string& period,
                                   const std::string& reason) {
  auto document = source_check(home, period);
  if (!document) return fail(document.error());
  if (document->at("needs_reason").as_bool() && reason.empty())
    return fail(ErrorKind::refused, "reason-missing",
                "Loggar saknas. Begär en ny leverans, eller skriv varför kontrollen ska göras "
                "ändå; skälet skrivs in i varje lista och rapport.");
  json::object open{{"by", home.user}};
  for (const char* name : {"period", "gaps", "few", "late", "behind", "complete"})
    open[name] = document->at(name);
  if (auto done = record_done(home, act::sources_checked, std::move(open), {{"reason", reason}});
      !done)
    return fail(done.error());
  return document;
}

}  // namespace insyn
