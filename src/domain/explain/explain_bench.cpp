#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "domain/calendar/sweden.h"
#include "domain/explain/explain.h"

namespace insyn {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr std::uint32_t staff_count = 2'000;
constexpr std::uint32_t client_count = 10'000;
constexpr std::uint32_t unit_count = 150;
constexpr std::size_t event_count = 1'000'000;
constexpr Day history_starts{days{18'262}};  // 2020-01-01
constexpr Day window_starts{days{20'486}};   // 2026-02-02
constexpr int window_days = 14;

/// Text numbers by kind, so that no two kinds share one: staff, units, clients, cases from here.
constexpr std::uint32_t first_staff = 10;
constexpr std::uint32_t first_unit = first_staff + staff_count;
constexpr std::uint32_t first_client = first_unit + unit_count;
constexpr std::uint32_t first_case = first_client + client_count;
constexpr std::uint32_t first_name = first_case + client_count;
constexpr std::uint32_t name_count = 3'000;
constexpr TextNo overview{1};

/// Registers of a municipality of engines' small size: every relation has a past, so that the
/// groups which are searched are as long as real ones: 30,000 case roles, 60,000 relations, 450,000
/// shifts over six years.
class Town {
 public:
  Town() : index_{registers(), texts()} {}

  const RegisterIndex& index() const { return index_; }

  /// Most events are by those who work with the client, as in life; one in ten is by anyone.
  std::vector<ResolvedEvent> events() {
    std::vector<ResolvedEvent> all(event_count);
    for (ResolvedEvent& event : all) {
      const std::uint32_t client = below(client_count);
      const std::uint32_t unit = below(10) == 0 ? below(unit_count) : unit_of(client);
      event.at =
          start_of(window_starts + days{below(window_days)}) + hours{7} + seconds{below(12 * 3600)};
      event.person = StaffNo{first_staff + unit + unit_count * below(staff_count / unit_count)};
      event.client = ClientNo{first_client + client};
      if (below(3) == 0) event.case_no = CaseNo{first_case + client};
      event.system = SystemNo{2};
      event.action = below(5) == 0 ? Action::update : Action::read;
    }
    return all;
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  static std::uint32_t unit_of(std::uint32_t client) { return client % unit_count; }

  DayRange past(int longest) {
    const Day from = history_starts + days{below(2'200)};
    return {from, from + days{1 + below(static_cast<std::uint32_t>(longest))}};
  }

  DayRange now() { return {history_starts + days{below(2'000)}, day_never}; }

  static TextTable texts() {
    TextTable all(first_name + name_count);
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = "text " + std::to_string(i);
    return all;
  }

  Registers registers() {
    Registers all;
    for (std::uint32_t i = 0; i < unit_count; ++i) {
      all.units.push_back({.id = UnitNo{first_unit + i},
                           .name = {},
                           .parent = UnitNo{i < 10 ? 0 : first_unit + i % 10},
                           .kind = UnitKind::unit,
                           .head = {}});
      all.unit_covers.push_back({UnitNo{first_unit + i},
                                 UnitNo{first_unit + below(unit_count)},
                                 {history_starts, day_never}});
    }
    for (std::uint32_t i = 0; i < staff_count; ++i) add_member(all, i);
    for (std::uint32_t i = 0; i < client_count; ++i) add_client(all, i);
    std::ranges::sort(all.shifts, {}, &Shift::starts);
    return all;
  }

  void add_member(Registers& all, std::uint32_t i) {
    const StaffNo id{first_staff + i};
    StaffMember& member = all.staff.emplace_back();
    member.id = id;
    member.name = TextNo{first_name + below(name_count)};
    Employment& employment = all.employments.emplace_back();
    employment.staff = id;
    employment.unit = UnitNo{first_unit + i % unit_count};
    employment.valid = now();
    for (int n = 0; n < 17; ++n)
      all.permissions.push_back({id, SystemNo{2}, TextNo{first_client + below(client_count)}, 1,
                                 n < 10 ? now() : past(300)});
    all.absences.push_back({id, past(20)});
    // One day in ten since the beginning: some work shifts, most do not.
    for (int day = static_cast<int>(below(9)); day < 2'230; day += 10) {
      const Instant starts = start_of(history_starts + days{day}) + hours{7};
      all.shifts.push_back({id, starts, starts + hours{9}, employment.unit});
    }
  }

  void add_client(Registers& all, std::uint32_t i) {
    const ClientNo id{first_client + i};
    Client& client = all.clients.emplace_back();
    client.id = id;
    client.name = TextNo{first_name + below(name_count)};
    client.is_protected = below(200) == 0;
    const UnitNo unit{first_unit + unit_of(i)};
    all.cases.push_back({CaseNo{first_case + i}, id, Law::sol, unit, std::nullopt});
    for (int n = 0; n < 3; ++n)
      all.case_roles.push_back({CaseNo{first_case + i}, StaffNo{first_staff + below(staff_count)},
                                CaseRoleKind::caseworker, n == 0 ? now() : past(400)});
    all.care_relations.push_back({id, {}, unit, {}, now()});
    for (int n = 0; n < 5; ++n)
      all.care_relations.push_back(
          {id, StaffNo{first_staff + below(staff_count)}, {}, {}, n == 0 ? now() : past(400)});
    if (below(10) == 0)
      all.intakes.push_back(
          {id, window_starts + days{below(window_days)}, day_never, {}, unit, {}});
  }

  std::mt19937_64 random_{1};  // the same numbers everywhere
  RegisterIndex index_;
};

void explain(benchmark::State& state, const RegisterIndex& index,
             const std::vector<ResolvedEvent>& events) {
  std::int64_t explained = 0, flagged = 0;
  for (auto _ : state) {
    explained = flagged = 0;
    Explainer explainer{index,
                        ExplainRules{},
                        Matching::decided,
                        {window_starts, window_starts + days{window_days}},
                        overview};
    for (const ResolvedEvent& event : events) {
      const Findings found = explainer.findings(event);
      explained += found.explanations.any() ? 1 : 0;
      flagged += found.flags.any() ? 1 : 0;
    }
  }
  const auto count = static_cast<double>(events.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
  state.counters["explained"] = static_cast<double>(explained) / count;
  state.counters["flagged"] = static_cast<double>(flagged) / count;
}

/// As the lists are made: what holds for a day of one person, client and case is found once.
void explain_by_person(benchmark::State& state) {
  Town town;
  std::vector<ResolvedEvent> events = town.events();
  std::ranges::sort(events, {}, [](const ResolvedEvent& event) {
    return std::tuple{event.person, event.client, event.case_no, event.at};
  });
  explain(state, town.index(), events);
}
BENCHMARK(explain_by_person)->Unit(benchmark::kMillisecond);

/// As an extract is made, and the worst case: no event has anything in common with the one before.
void explain_by_time(benchmark::State& state) {
  Town town;
  std::vector<ResolvedEvent> events = town.events();
  std::ranges::sort(events, {}, &ResolvedEvent::at);
  explain(state, town.index(), events);
}
BENCHMARK(explain_by_time)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace insyn
