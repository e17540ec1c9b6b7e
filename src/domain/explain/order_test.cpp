#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <random>

#include "domain/calendar/sweden.h"
#include "domain/explain/explain.h"

namespace insyn {
namespace {

constexpr Day first_day{std::chrono::days{20'486}};  // 2026-02-02
constexpr DayRange window{first_day, first_day + std::chrono::days{14}};
constexpr std::uint32_t texts = 12;  // so few that identities of different kinds often meet

/// A town in which a few numbers stand for everything, every relation of some weeks around the
/// window: much of it makes no sense, and all of it must be explained alike.
class RandomTown {
 public:
  explicit RandomTown(std::uint64_t seed) : random_{seed} {}

  Registers registers() {
    Registers all;
    for (std::uint32_t i = 1; i < texts; ++i) {
      all.staff.push_back({StaffNo{i}, name(), {}, no<TextNo>(), no<TextNo>(), false});
      all.clients.push_back({ClientNo{i}, name(), no<TextNo>(), no<TextNo>(), chance(), chance(),
                             chance() ? std::optional{day()} : std::nullopt, true});
      all.cases.push_back({CaseNo{i}, no<ClientNo>(), {}, no<UnitNo>(), {}});
      if (chance()) all.cases.back().closed = day();
      all.units.push_back({UnitNo{i}, {}, UnitNo{i / 2}, UnitKind::unit, {}});
    }
    for (int i = 0; i < 30; ++i) add_relations(all);
    return all;
  }

  ResolvedEvent event() {
    ResolvedEvent event;
    event.at = start_of(first_day) + std::chrono::minutes{below(14 * 24 * 60)};
    event.person = no<StaffNo>();
    event.client = no<ClientNo>();
    event.case_no = no<CaseNo>();
    event.action = chance() ? Action::read : Action::update;
    event.emergency = below(10) == 0;
    event.provider = no<TextNo>();
    event.resource = no<TextNo>();
    return event;
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance() { return below(2) == 0; }
  template <class N>
  N no() {
    return N{below(texts)};
  }
  TextNo name() { return TextNo{1 + below(texts - 1)}; }
  Day day() { return first_day + std::chrono::days{below(60)} - std::chrono::days{40}; }
  DayRange range() {
    const Day from = day();
    return {from, from + std::chrono::days{1 + below(30)}};
  }

  void add_relations(Registers& all) {
    all.unit_covers.push_back({no<UnitNo>(), no<UnitNo>(), range()});
    all.employments.push_back({no<StaffNo>(), some_unit(), {}, {}, {}, range()});
    all.permissions.push_back({no<StaffNo>(), {}, no<TextNo>(), 1, range()});
    all.client_ids.push_back({no<ClientNo>(), TextNo{texts + below(texts)}, day()});
    all.case_roles.push_back({no<CaseNo>(), no<StaffNo>(), CaseRoleKind{}, range()});
    all.deputies.push_back({no<StaffNo>(), no<StaffNo>(), no<CaseNo>(), range()});
    all.care_relations.push_back({no<ClientNo>(), no<StaffNo>(), no<UnitNo>(), {}, range()});
    all.duties.push_back({no<StaffNo>(), no<UnitNo>(), {}, no<UnitNo>(), no<TextNo>(), range()});
    all.intakes.push_back({no<ClientNo>(), day(), day_never, no<StaffNo>(), no<UnitNo>(), {}});
    all.absences.push_back({no<StaffNo>(), range()});
    const Instant starts = start_of(day()) + std::chrono::minutes{below(24 * 60)};
    all.shifts.push_back(
        {no<StaffNo>(), starts, starts + std::chrono::hours{1 + below(40)}, no<UnitNo>()});
    all.consents.push_back({no<ClientNo>(), range()});
  }

  UnitNo some_unit() { return UnitNo{1 + below(texts - 1)}; }

  std::mt19937_64 random_;
};

constexpr TextNo overview{1};

/// What an explainer that has seen nothing before finds.
Findings afresh(const RegisterIndex& index, const ResolvedEvent& event) {
  return Explainer{index, ExplainRules{}, Matching::decided, window, overview}.findings(event);
}

RC_GTEST_PROP(Explainer, FindsTheSameWhateverItWasAskedBefore, (std::uint64_t seed)) {
  RandomTown town{seed};
  const RegisterIndex index{town.registers(), TextTable(2 * texts, "Berg")};
  Explainer explainer{index, ExplainRules{}, Matching::decided, window, overview};
  Findings any;
  for (int i = 0; i < 80; ++i) {
    ResolvedEvent event = town.event();
    // Now and then the next differs in one thing only, as the next of a log does.
    for (int step = 0; step < 4; ++step) {
      const Findings found = explainer.findings(event);
      RC_ASSERT(found == afresh(index, event));
      any.add(found);
      const ResolvedEvent other = town.event();
      if (step == 0) event.at = other.at;
      if (step == 1) event.case_no = other.case_no;
      if (step == 2) event.client = other.client;
    }
  }
  RC_CLASSIFY(any.explanations.count() >= 8, "all explanations found");
  RC_CLASSIFY(any.flags.count() >= 13, "all flags but one found");
}

TEST(Explainer, FindsTheSameAfterItHasForgotten) {
  RandomTown town{1};
  const RegisterIndex index{town.registers(), TextTable(2 * texts, "Berg")};
  Explainer explainer{index, ExplainRules{}, Matching::decided, window, overview};
  // More people and days than are remembered at once.
  for (std::uint32_t i = 0; i < 60'000; ++i) {
    ResolvedEvent event = town.event();
    if (i % 4 != 0) event.person = StaffNo{1 + i};
    const Findings found = explainer.findings(event);
    if (i % 64 == 0) {
      ASSERT_EQ(found, afresh(index, event)) << i;
    }
  }
}

}  // namespace
}  // namespace insyn
