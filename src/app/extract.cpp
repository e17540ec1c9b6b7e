#include "app/extract.h"

#include <algorithm>
#include <ranges>

#include "app/audit_rows.h"
#include "app/views.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Why a client's record was opened, in words to the client (practice 4.6). The words don't say
/// more than the client may always know: no intake, no absence.
std::string reason_of(const Findings& found) {
  const auto& why = found.explanations;
  if (why.has(Explanation::caseworker)) return "Personen handlade ditt ärende.";
  if (why.has(Explanation::co_caseworker))
    return "Personen handlade ditt ärende tillsammans med din handläggare.";
  if (why.has(Explanation::deputy)) return "Personen ersatte din handläggare.";
  if (why.has(Explanation::care_relation)) return "Personen arbetade med ditt stöd.";
  if (why.has(Explanation::unit_relation)) return "Personen arbetade på en enhet som gav dig stöd.";
  if (why.has(Explanation::shift_relation))
    return "Personen arbetade den dagen på en enhet som gav dig stöd.";
  if (why.any()) return "Personen behövde uppgiften i sitt arbete.";
  return "Våra register visar inte varför. Fråga om raden om du undrar.";
}

const Employment* employment_on(const RegisterIndex& index, StaffNo person, Day day,
                                const TextTable& texts) {
  const Employment* best = nullptr;
  for (const Employment& employment : index.employments(person)) {
    if (!employment.valid.contains(day)) continue;
    const bool later = best == nullptr || employment.valid.from > best->valid.from ||
                       (employment.valid.from == best->valid.from &&
                        texts[employment.unit.value] < texts[best->unit.value]);
    if (later) best = &employment;
  }
  return best;
}

json::object entry_of(const ResolvedEvent& event, const RowSetting& setting, Explainer& explainer,
                      ExtractProfile profile) {
  const TextTable& texts = setting.registers->texts;
  const auto text = [&](auto number) { return json::string{texts[number.value]}; };
  const Employment* employment =
      employment_on(setting.registers->index, event.person, day_of(event.at), texts);
  UnitNo unit = event.unit;
  if (!unit && employment != nullptr) unit = employment->unit;
  const bool named = profile == ExtractProfile::full;
  json::object entry;
  entry["time"] = format_instant(event.at);
  entry["unit"] = text(unit);
  entry["staff"] = named ? text(event.person) : json::string{};
  entry["account"] = named ? text(event.account) : json::string{};
  entry["title"] = employment == nullptr ? json::string{} : text(employment->title);
  entry["action"] = name_of(event.action);
  entry["resource"] = text(event.resource);
  entry["purpose"] = text(event.purpose);
  entry["reason"] = reason_of(explainer.findings(event));
  entry["system"] = text(event.system);
  return entry;
}

/// Which days are covered by which source's deliveries: what the client can trust the list to hold.
json::object completeness_of(const State& state, DayRange days) {
  json::array sources;
  std::vector<std::string> seen;
  for (const DeliveryState& delivery : state.deliveries)
    if (delivery.source != own_source().id &&
        std::ranges::find(seen, delivery.source) == seen.end())
      seen.push_back(delivery.source);
  std::ranges::sort(seen);
  for (const std::string& source : seen) {
    std::string from;
    std::string to;
    std::int64_t count = 0;
    for (const DeliveryState& delivery : state.deliveries) {
      if (delivery.source != source) continue;
      ++count;
      const std::string first{delivery.open.at("from").as_string()};
      const std::string last{delivery.open.at("to").as_string()};
      if (first.empty()) continue;
      if (from.empty() || first < from) from = first;
      if (last > to) to = last;
    }
    sources.push_back(
        json::object{{"source", source}, {"deliveries", count}, {"from", from}, {"to", to}});
  }
  return {{"from", format_day(days.from)},
          {"to", format_day(days.to)},
          {"sources", std::move(sources)}};
}

DayRange days_of(const ExtractOptions& options, const State& state, Instant now) {
  Day from = day_of(now);
  for (const DeliveryState& delivery : state.deliveries) {
    if (delivery.source == own_source().id) continue;
    const std::string first{delivery.open.at("from").as_string()};
    if (!first.empty()) from = std::min(from, day_of(parse_time(first).at));
  }
  const Day to = std::max(day_of(now) + std::chrono::days{1}, from + std::chrono::days{1});
  return {options.from.value_or(from), options.to.value_or(to)};
}

}  // namespace

std::optional<ExtractProfile> parse_profile(std::string_view name) {
  if (name == "full") return ExtractProfile::full;
  if (name == "gdpr") return ExtractProfile::gdpr;
  return std::nullopt;
}

Result<json::object> make_extract(Home& home, const ExtractOptions& options) {
  const DayRange days = days_of(options, home.ledger.state(), home.now);
  if (days.from >= days.to)
    return fail(ErrorKind::refused, "period-empty", "--from ska vara en dag före --to.");
  auto routine = load_routine(home);
  if (!routine) return fail(routine.error());
  const RowSetting setting = row_setting(
      home, std::move(*routine), days, known_when_opened(home.ledger.state(), home.ledger.size()));
  const ClientNo identity{find_text(home, options.client).value};
  const ClientNo client = setting.registers->index.client_of(identity, day_of(home.now));
  std::vector<ResolvedEvent> events;
  if (client) events = events_of_client(home, setting, client);
  std::ranges::stable_sort(events, [](const ResolvedEvent& a, const ResolvedEvent& b) {
    return std::tuple{b.at, b.delivery, b.row} < std::tuple{a.at, a.delivery, a.row};
  });
  Explainer explainer{setting.registers->index, setting.routine.explain, setting.matching,
                      setting.window, setting.overview};
  json::array entries;
  for (const ResolvedEvent& event : events)
    entries.push_back(entry_of(event, setting, explainer, options.profile));

  const std::string shown = client ? setting.registers->texts[client.value] : options.client;
  json::object words = words_of(home);
  words["client"] = shown;
  words["ground"] = options.ground;
  auto act = home.ledger.record(
      {.kind = act::extract_made,
       .open = {{"from", format_day(days.from)},
                {"to", format_day(days.to)},
                {"profile", options.profile == ExtractProfile::full ? "full" : "gdpr"},
                {"entries", entries.size()}},
       .words = std::move(words)},
      home.now);
  if (!act) return fail(act.error());
  json::object result;
  result["client"] = shown;
  result["period"] = json::object{{"from", format_day(days.from)}, {"to", format_day(days.to)}};
  result["entries"] = std::move(entries);
  result["completeness"] = completeness_of(home.ledger.state(), days);
  return result;
}

}  // namespace insyn
