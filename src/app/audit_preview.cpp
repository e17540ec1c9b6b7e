#include "app/audit_preview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "app/audit.h"
#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "app/opening_frame.h"
#include "app/window_look.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/review/lists.h"
#include "domain/review/rows.h"
#include "domain/routine/schedule.h"
#include "domain/sampling/detection.h"
#include "domain/sampling/draw.h"

namespace insyn {
namespace {

/// Everything that a preview is made from, looked at once.
struct Look {
  Routine routine;
  AuditPeriod period;
  DayRange review;  ///< the days whose rows are counted
  KnownAt known;
  std::shared_ptr<const RegistersAt> registers;
  WindowLook logs;
  std::vector<ActiveStaff> people;
  OpeningFrame frame;
};

Bytes32 throw_away_key() {
  Bytes32 key;
  std::ranges::copy(random_bytes(key.size()), key.begin());
  return key;
}

Result<Look> look_at_period(Home& home, const std::string& id) {
  auto routine = load_routine(home);
  if (!routine) return fail(routine.error());
  const auto period = period_in(*routine, id);
  if (!period) return fail(period.error());
  const Day today = day_of(home.now);
  if (today < period->days.to)
    return fail(ErrorKind::refused, "period-not-ended",
                "Perioden slutar först " + format_day(period->days.to - std::chrono::days{1}) +
                    ". Dagen efter går det att se vilka som var aktiva.");
  Look look;
  look.routine = std::move(*routine);
  look.period = *period;
  // An audit is opened at the latest when the routine says; a dry run of last year is as of then.
  const Day opened = std::min(today, schedule_of(look.routine, period->days).open_by);
  look.review = review_days(look.routine, period->days, opened);
  look.known = known_when_opened(home.ledger.state(), home.ledger.size());
  look.registers = kept_registers_at(home, look.known.acts);
  look.logs = look_at(home, look.registers->index, period->days, look.known.deliveries_to);
  look.people = population(look.registers->index, look.routine, look.period, look.logs.active);
  look.frame = frame_of(look.routine, look.period, look.people, *look.registers, throw_away_key());
  return look;
}

/// How many rows each member of staff would have on a list: different clients and cases.
std::map<StaffNo, std::int64_t> rows_by_person(Home& home, const Look& look) {
  const std::uint32_t own_views = find_text(home, "insyn").value;
  std::vector<std::array<std::uint32_t, 3>> rows;
  home.stores.events.scan(
      {instants(look.review), look.known.deliveries_to}, [&](const EventColumns& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
          if (own_views != 0 && columns.source[i] == own_views) continue;
          const ResolvedEvent event = look.registers->index.resolve(columns.event(i));
          if (event.person && gives_row(event))
            rows.push_back({event.person.value, event.client.value, event.case_no.value});
        }
      });
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::map<StaffNo, std::int64_t> counts;
  for (const auto& row : rows) ++counts[StaffNo{row[0]}];
  return counts;
}

struct Load {
  double people = 0, rows = 0;
};

json::array forecast_json(const std::map<std::string, Load>& loads, int seconds_per_row,
                          const char* people_name) {
  std::vector<std::pair<std::string, Load>> sorted{loads.begin(), loads.end()};
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.rows > b.second.rows; });
  json::array result;
  for (const auto& [reviewer, load] : sorted)
    result.push_back(json::object{
        {"reviewer", reviewer},
        {people_name, std::round(load.people * 10) / 10},
        {"rows", std::round(load.rows * 10) / 10},
        {"minutes", static_cast<std::int64_t>(std::ceil(load.rows * seconds_per_row / 60.0))}});
  return result;
}

/// `chance` gives how likely a member of the frame is drawn.
template <class Chance>
json::array forecast(Home& home, const Look& look, Chance chance) {
  const TextTable& texts = look.registers->texts;
  const auto rows = rows_by_person(home, look);
  std::map<std::string_view, const OpeningMember*> members;
  for (const OpeningMember& member : look.frame.members) members[member.staff] = &member;
  std::map<std::string, Load> loads;
  for (const ActiveStaff& person : look.people) {
    const auto member = members.find(texts[person.staff.value]);
    if (person.stratum < 0 || member == members.end()) continue;
    const double drawn = chance(*member->second);
    if (drawn <= 0) continue;
    const StaffNo reviewer =
        placement_of(look.registers->index, person.staff, person.group, look.period.days, texts)
            .reviewer;
    Load& load = loads[texts[reviewer.value]];
    load.people += drawn;
    const auto found = rows.find(person.staff);
    if (found != rows.end()) load.rows += drawn * static_cast<double>(found->second);
  }
  return forecast_json(loads, look.routine.seconds_per_row, "people");
}

json::array expected_forecast(Home& home, const Look& look) {
  std::map<std::string_view, double> chances;
  for (const OpeningStratum& stratum : look.frame.strata)
    if (stratum.population > 0)
      chances[stratum.id] =
          static_cast<double>(stratum.sample_size) / static_cast<double>(stratum.population);
  return forecast(home, look, [&](const OpeningMember& member) { return chances[member.stratum]; });
}

json::array drawn_forecast(Home& home, const Look& look) {
  std::vector<StratumToDraw> strata;
  for (const OpeningStratum& stratum : look.frame.strata)
    strata.push_back({stratum.id, stratum.sample_size});
  std::set<std::string> selected;
  for (const DrawnStratum& stratum : draw(strata, look.frame.lines, random_bytes(32)))
    for (const Drawn& one : stratum.selected) selected.insert(one.pseudonym);
  return forecast(home, look, [&](const OpeningMember& member) {
    return selected.contains(member.pseudonym) ? 1.0 : 0.0;
  });
}

json::object days_json(const DayRange& days) {
  return {{"from", format_day(days.from)}, {"to", format_day(days.to)}};
}

json::array strata_json(const OpeningFrame& frame) {
  json::array strata;
  for (const OpeningStratum& stratum : frame.strata) {
    json::object of_100;
    for (const int k : {1, 3, 5})
      if (k <= stratum.population)
        of_100[std::to_string(k)] = cases_of_100(stratum.population, stratum.sample_size, k);
    const std::int64_t achieved =
        stratum.population == 0
            ? 0
            : (stratum.sample_size * 2000 + stratum.population) / (stratum.population * 2);
    strata.push_back(json::object{{"id", stratum.id},
                                  {"label", stratum.label},
                                  {"share", stratum.rule->share},
                                  {"population", stratum.population},
                                  {"sample_size", stratum.sample_size},
                                  {"achieved_per_mille", achieved},
                                  {"finding", stratum.rule->finding},
                                  {"of_100", std::move(of_100)}});
  }
  return strata;
}

std::string detection_text(std::int64_t population, std::int64_t sample) {
  std::string text =
      std::to_string(sample) + " av " + std::to_string(population) + " aktiva användare lottas.";
  if (population < 1) return text;
  text += " Om en enda av dem har öppnat akter utan rätt finns personen med i urvalet i ungefär " +
          std::to_string(cases_of_100(population, sample, 1)) + " fall av 100";
  if (population >= 5)
    text += "; om fem har gjort det, i " + std::to_string(cases_of_100(population, sample, 5)) +
            " av 100 minst en av dem";
  return text +
         ". Talet säger vilka som granskas, inte att granskaren märker felet. Dagarna utanför "
         "perioden kontrolleras inte.";
}

json::object common_document(const Home& home, const Look& look) {
  std::int64_t sample = 0;
  for (const OpeningStratum& stratum : look.frame.strata) sample += stratum.sample_size;
  const auto size = static_cast<std::int64_t>(look.frame.members.size());
  json::object document;
  document["period"] = look.period.id;
  document["window"] = days_json(look.period.days);
  document["review_window"] = days_json(look.review);
  document["open_by"] = format_day(schedule_of(look.routine, look.period.days).open_by);
  document["has_audit"] = home.ledger.state().audit_of_period(look.period.id) != nullptr;
  document["strata"] = strata_json(look.frame);
  document["frame_size"] = size;
  document["sample_size"] = sample;
  document["detection"] = detection_of(look.frame);
  document["detection_text"] = detection_text(size, sample);
  document["warnings"] = to_array(
      warnings_of(home, look.routine, look.period, *look.registers, look.logs.missing_days));
  return document;
}

/// Those with a permission on some day of the period who did nothing in it; by id.
json::array inactive_with_permission(const Look& look) {
  const std::set<StaffNo> active{look.logs.active.begin(), look.logs.active.end()};
  std::set<std::string> found;
  const RegisterIndex& index = look.registers->index;
  const auto holds_one = [&](const Permission& permission) {
    return permission.valid.overlaps(look.period.days);
  };
  for (const StaffMember& member : index.registers().staff)
    if (!active.contains(member.id) && std::ranges::any_of(index.permissions(member.id), holds_one))
      found.insert(look.registers->texts[member.id.value]);
  return to_array({found.begin(), found.end()});
}

json::object findings_json(const Look& look) {
  const RegisterFindings findings = findings_of(look.routine, look.frame);
  std::set<std::string> without_permission;
  std::set<std::string> without_employment;
  for (const ActiveStaff& person : look.people) {
    const std::string& id = look.registers->texts[person.staff.value];
    if (person.permissions == 0) without_permission.insert(id);
    if (!person.group) without_employment.insert(id);
  }
  return {{"count", findings.found},
          {"too_many", findings.too_many},
          {"without_permission", to_array({without_permission.begin(), without_permission.end()})},
          {"without_employment", to_array({without_employment.begin(), without_employment.end()})}};
}

}  // namespace

int cases_of_100(std::int64_t population, std::int64_t sample, std::int64_t k) {
  const std::int64_t millionths = detection_millionths(population, sample, k);
  const auto rounded = static_cast<int>((millionths + 5'000) / 10'000);
  // Certain is only what is: everybody drawn but k - 1, or nobody.
  if (sample > population - k) return 100;
  if (sample == 0) return 0;
  return std::clamp(rounded, 1, 99);
}

Result<json::object> preview_audit(Home& home, const std::string& period) {
  const auto look = look_at_period(home, period);
  if (!look) return fail(look.error());
  json::object document = common_document(home, *look);
  document["findings"] = findings_json(*look);
  document["inactive_with_permission"] = inactive_with_permission(*look);
  document["forecast"] = expected_forecast(home, *look);
  return document;
}

Result<json::object> dry_run(Home& home, const std::string& period) {
  const auto look = look_at_period(home, period);
  if (!look) return fail(look.error());
  json::object document = common_document(home, *look);
  document["dry_run"] = true;
  document["forecast"] = drawn_forecast(home, *look);
  return document;
}

Result<json::object> forecast_of(const Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  const auto drawn = read_drawn_lists(home, *going->audit);
  if (!drawn) return fail(drawn.error());
  // Who is routed to is known by code; the words of the routing tell the ids.
  std::map<std::string, std::string> readers;
  if (going->progress->routed) {
    const json::object words = home.ledger.words(*going->progress->routed);
    if (const json::value* routed = words.if_contains("lists"))
      for (const json::value& value : routed->as_array())
        readers[text_of(value.as_object(), "list")] = text_of(value.as_object(), "reader");
  }
  std::map<std::string, Load> loads;
  for (const CurrentList& list : drawn->lists) {
    if (list.role != name_of(ReviewRole::manager)) continue;
    const auto routed = readers.find(list.code);
    Load& load = loads[routed == readers.end() ? list.reviewer : routed->second];
    load.people += 1;
    load.rows += static_cast<double>(list.list.at("rows").as_array().size());
  }
  return json::object{{"audit", going->audit->id},
                      {"forecast", forecast_json(loads, drawn->routine.seconds_per_row, "lists")}};
}

}  // namespace insyn
