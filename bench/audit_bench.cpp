// What an audit of a window costs inside a process that has the registers loaded, as a server has:
// who was active, explaining every event, opening and drawing. Each beside DuckDB where it can do
// the same. Opens and annuls an audit for each round, so give it a home that is made for measuring.
//
//   audit_bench HOME PERIOD NOW ROUNDS     prints one JSON document

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "app/audit.h"
#include "app/registers_at.h"
#include "app/window_look.h"
#include "base/text.h"
#include "bench/explain_peer.h"
#include "bench/peer.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/review/rows.h"
#include "ingest/formats/formats.h"
#include "main/standard_homes.h"

namespace insyn {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error{result.error().text};
  return std::move(*result);
}

struct Window {
  DayRange days;
  KnownAt known;
  EventQuery query() const { return {instants(days), known.deliveries_to}; }
};

/// The registers again as plain rows, for the peer's tables.
Registers rows_of_registers(Home& home, std::uint64_t known_at) {
  Registers registers;
  for (const RegisterSchema& schema : register_schemas())
    for (const bool listed : {false, true})
      for (const BelievedRow& row : home.stores.registers.load(schema.id, known_at))
        if (row.listed == listed && schema.id != Register::passages)
          add_row(registers, schema.id, row.row, listed);
  return registers;
}

std::vector<ResolvedEvent> events_of(Home& home, const RegisterIndex& index, const Window& window) {
  std::vector<ResolvedEvent> events;
  home.stores.events.scan(window.query(), [&](const EventColumns& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      events.push_back(index.resolve(columns.event(i)));
  });
  return events;
}

double explain_all(const std::vector<ResolvedEvent>& events, const RegisterIndex& index,
                   const Window& window, TextNo overview, int rounds, ExplainSums& sums) {
  return shortest(rounds, [&] {
    sums = {};
    Explainer explainer{index, ExplainRules{}, Matching::decided, window.days, overview};
    for (const ResolvedEvent& event : events) sums.add(explainer.findings(event));
  });
}

/// Explaining in two orders, and in SQL. Stops if the SQL finds anything else.
std::string measure_explaining(Home& home, const RegistersAt& registers, const Window& window,
                               int rounds) {
  std::vector<ResolvedEvent> events;
  const double reading =
      shortest(rounds, [&] { events = events_of(home, registers.index, window); });
  std::erase_if(events, [](const ResolvedEvent& event) { return !gives_row(event); });
  const TextNo overview = find_text(home, "overview");
  ExplainSums by_time, by_person;
  std::ranges::stable_sort(events, {}, &ResolvedEvent::at);
  const double time = explain_all(events, registers.index, window, overview, rounds, by_time);
  const auto in_sql = explain_in_sql(rows_of_registers(home, window.known.acts), registers.index,
                                     events, window.days, overview, rounds);
  std::ranges::stable_sort(events, {}, [](const ResolvedEvent& event) {
    return std::tuple{event.person, event.client, event.case_no};
  });
  const double person = explain_all(events, registers.index, window, overview, rounds, by_person);
  if (by_time != by_person || by_time != in_sql.sums)
    throw std::runtime_error{
        fmt::format("the findings differ: {} {} {} {} {}, in SQL {} {} {} {} {}", by_time.events,
                    by_time.explained, by_time.explanations, by_time.flags, by_time.permissions,
                    in_sql.sums.events, in_sql.sums.explained, in_sql.sums.explanations,
                    in_sql.sums.flags, in_sql.sums.permissions)};
  return fmt::format(
      R"("read_seconds": {:.4f}, "events": {}, "explained": {}, "by_time_seconds": {:.4f}, )"
      R"("by_person_seconds": {:.4f}, "sql_seconds": {:.4f})",
      reading, events.size(), by_time.explained, time, person, in_sql.seconds);
}

/// Opening and drawing with the registers loaded; each round's audit is annulled.
std::string measure_audit(Home& home, const std::string& period, int rounds) {
  double open = 1e9, draw = 1e9;
  for (int round = 0; round < rounds; ++round) {
    OpenOptions options;
    options.period = period;
    json::object opened;
    open = std::min(open, shortest(1, [&] { opened = must(open_audit(home, options)); }));
    const std::string id{opened["audit"].as_string()};
    draw = std::min(draw, shortest(1, [&] { must(draw_audit(home, id, "1234567890")); }));
    must(annul_audit(home, id, "bench"));
  }
  return fmt::format(R"("open_seconds": {:.4f}, "draw_seconds": {:.4f})", open, draw);
}

/// The same question to DuckDB, of the product's own table: who did anything that isn't quiet. It
/// needn't say whose an account was, nor which days have no events at all.
double active_in_sql(const std::string& file, const Window& window, int rounds) {
  PeerDatabase peer{file};
  const EventQuery query = window.query();
  const std::string sql = fmt::format(
      "SELECT DISTINCT staff, system, account FROM events_t WHERE second >= {} AND second < {} AND "
      "delivery <= {} AND action NOT IN ({}, {}, {}, {})",
      query.window.from.time_since_epoch().count() / 1'000'000,
      query.window.to.time_since_epoch().count() / 1'000'000, query.deliveries_to,
      static_cast<int>(Action::denied), static_cast<int>(Action::login),
      static_cast<int>(Action::logout), static_cast<int>(Action::permission_change));
  return shortest(rounds, [&] { peer.ask(sql); });
}

void run(const std::string& root, const std::string& period, Instant now, int rounds) {
  const StandardFormats formats{{}};
  StandardHomes homes{formats};
  std::unique_ptr<OpenHome> open;
  const double opening = shortest(1, [&] { open = must(homes.open(root, now, "bench")); });
  Home& home = open->home();
  Window window;
  const Routine routine = must(load_routine(home));
  window.days = find_period(routine, period).value().days;
  window.known = known_when_opened(home.ledger.state(), home.ledger.size());

  const double loading = shortest(rounds, [&] { registers_at(home, window.known.acts); });
  const auto registers = kept_registers_at(home, window.known.acts);
  std::size_t people = 0;
  // Often enough that one undisturbed time is among them.
  const int looks = 5 * rounds;
  const double active = shortest(looks, [&] {
    people = look_at(home, registers->index, window.days, window.known.deliveries_to).active.size();
  });
  const std::string explaining = measure_explaining(home, *registers, window, rounds);
  const std::string audit = measure_audit(home, period, rounds);
  open.reset();  // the file is one process's and one database's at a time
  const double active_sql = active_in_sql(root + "/events.duckdb", window, looks);
  fmt::print(R"({{"home_seconds": {:.4f}, "registers_seconds": {:.4f}, "active": {}, )"
             R"("active_seconds": {:.4f}, "active_sql_seconds": {:.4f}, {}, {}}})"
             "\n",
             opening, loading, people, active, active_sql, explaining, audit);
}

}  // namespace
}  // namespace insyn

int main(int count, char** arguments) {
  if (count != 5) {
    fmt::print(stderr, "audit_bench HOME PERIOD NOW ROUNDS\n");
    return 2;
  }
  try {
    const auto now = insyn::parse_time(arguments[3]);
    insyn::run(arguments[1], arguments[2], now.at,
               static_cast<int>(insyn::parse_integer(arguments[4]).value_or(3)));
  } catch (const std::exception& problem) {
    fmt::print(stderr, "audit_bench: {}\n", problem.what());
    return 1;
  }
  return 0;
}
