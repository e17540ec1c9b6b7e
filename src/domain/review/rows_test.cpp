#include "domain/review/rows.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

/// Rows of events in a town where Anna works at `north`; a gap of 30 minutes, as in Piteå.
class Rows : public ::testing::Test {
 protected:
  void SetUp() override { town.employ("anna", "north"); }

  ResolvedEvent& add(std::string_view clock, std::string_view client = "klas",
                     std::string_view in_case = "") {
    events.push_back(town.event("2026-02-10 " + std::string{clock}, "anna", client, in_case));
    return events.back();
  }
  ResolvedEvent& add_in(std::string_view system, std::string_view clock) {
    ResolvedEvent& event = add(clock);
    event.system = town.no<SystemNo>(system);
    return event;
  }

  std::vector<Row> rows() {
    const RegisterIndex index = town.index();
    const ExplainRules rules;
    Explainer explainer{index, rules, Matching::decided, days("2026-02-02", "2026-02-16"),
                        town.no("overview")};
    return rows_of(events, explainer, town.texts, 30);
  }
  Row one_row() {
    const auto found = rows();
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Row{} : found.front();
  }
  /// Client and case of each row in their order: `klas/c-1`.
  std::vector<std::string> order() {
    std::vector<std::string> result;
    for (const Row& row : rows())
      result.push_back(town.texts[row.client.value] + "/" + town.texts[row.case_no.value]);
    return result;
  }

  RegisterTown town;
  std::vector<ResolvedEvent> events;
};

using Names = std::vector<std::string>;

TEST_F(Rows, AnOpeningGoesOnAfterAPauseOfExactly30Minutes) {
  add("08:00");
  add("08:30");
  EXPECT_EQ(one_row().openings, 1);
}

TEST_F(Rows, AnOpeningEndsWhenTheNextEventComesLaterThanThat) {
  add("08:00");
  add("08:30:00.000001");
  EXPECT_EQ(one_row().openings, 2);
}

TEST_F(Rows, AnOpeningMayLastForHoursOfShortPauses) {
  for (const std::string_view clock : {"08:00", "08:29", "08:58", "09:27", "09:57"}) add(clock);
  EXPECT_EQ(one_row().openings, 1);
}

TEST_F(Rows, OpeningsAreCountedForEachSystemAndAdded) {
  add_in("viva", "08:00");
  add_in("treserva", "08:20");
  add_in("viva", "08:40");      // 40 minutes after the one in the same system
  add_in("treserva", "08:45");  // 25 minutes
  EXPECT_EQ(one_row().openings, 3);
}

TEST_F(Rows, EventsOfAnotherClientOrCaseNeitherKeepNorEndAnOpening) {
  add("08:00");
  add("08:20", "kim");
  add("08:20", "klas", "c-1");
  add("08:40");
  for (const Row& row : rows())
    EXPECT_EQ(row.openings, row.client == town.client("klas") && !row.case_no ? 2 : 1);
}

TEST_F(Rows, QuietEventsGiveNoRowAndKeepNoOpening) {
  add("08:00");
  for (const Action quiet :
       {Action::denied, Action::login, Action::logout, Action::permission_change})
    add("08:20").action = quiet;
  add("08:40");
  const Row row = one_row();
  EXPECT_EQ(row.events, 2);
  EXPECT_EQ(row.openings, 2);
  EXPECT_EQ(row.actions.count(), 1);
}

TEST_F(Rows, EventsWithoutAClientGiveNone) {
  add("08:00", "");
  add("08:01", "", "c-1");
  EXPECT_TRUE(rows().empty());
}

TEST_F(Rows, UnknownActionsAreNotQuiet) {
  add("08:00").action = Action::unknown;
  EXPECT_EQ(one_row().events, 1);
}

TEST_F(Rows, GatherWhatTheEventsDidWhateverTheirOrder) {
  ResolvedEvent& late = add_in("viva", "11:00");
  late.action = Action::print;
  add_in("treserva", "08:00").emergency = true;
  add_in("viva", "09:00").action = Action::update;
  const Row row = one_row();
  EXPECT_EQ(row.first, at("2026-02-10 08:00"));
  EXPECT_EQ(row.last, at("2026-02-10 11:00"));
  EXPECT_EQ(row.events, 3);
  EXPECT_EQ(row.openings, 3);
  EXPECT_TRUE(row.emergency);
  EXPECT_EQ(row.actions.count(), 3);
  EXPECT_TRUE(row.actions.has(Action::print) && row.actions.has(Action::update) &&
              row.actions.has(Action::read));
  EXPECT_EQ(row.systems, (std::vector{town.no<SystemNo>("treserva"), town.no<SystemNo>("viva")}));
}

TEST_F(Rows, AreExplainedOnlyIfEveryEventIs) {
  town.role("c-1", "anna", days("2026-02-10"));
  add("08:00", "klas", "c-1");
  EXPECT_TRUE(one_row().explained);
  events.push_back(town.event("2026-02-09 08:00", "anna", "klas", "c-1"));
  const Row row = one_row();
  EXPECT_FALSE(row.explained);
  EXPECT_EQ(row.unexplained_events, 1);
  EXPECT_TRUE(row.findings.explanations.has(Explanation::caseworker));
}

TEST_F(Rows, AreExplainedByDifferentExplanationsOfDifferentEvents) {
  town.relation("klas", "anna", "", days("2026-02-10"));
  town.relation("klas", "", "north", days("2026-02-01", "2026-02-10"));
  add("08:00");
  events.push_back(town.event("2026-02-09 08:00", "anna", "klas"));
  const Row row = one_row();
  EXPECT_TRUE(row.explained);
  EXPECT_EQ(row.findings.explanations.count(), 2);
}

TEST_F(Rows, HaveTheFlagsAndFactsOfAnyEvent) {
  town.permit("anna", "klas", days("2026-02-09", "2026-02-10"));
  town.absence("anna", days("2026-02-10"));
  add("08:00");
  events.push_back(town.event("2026-02-09 08:00", "anna", "klas"));
  const Row row = one_row();
  EXPECT_TRUE(row.findings.permission);
  EXPECT_TRUE(row.findings.flags.has(Flag::on_leave));
  EXPECT_EQ(row.findings.flags.count(), 1);
}

TEST_F(Rows, ShowEvidenceOnceAsOfTheFirstEventThatHasIt) {
  town.absence("anna", always);
  add("08:00");
  events.push_back(town.event("2026-02-09 08:00", "anna", "klas"));
  events.push_back(town.event("2026-02-11 08:00", "anna", "klas"));
  const Row row = one_row();
  ASSERT_EQ(row.evidence.size(), 1U);
  EXPECT_EQ(row.evidence.front().from, day("2026-02-09"));
}

TEST_F(Rows, OfAPersonJoinTheirAccountsAndSystems) {
  add_in("viva", "08:00").account = town.no<AccountNo>("anna-1");
  add_in("treserva", "08:00").account = town.no<AccountNo>("anna-2");
  const Row row = one_row();
  EXPECT_EQ(row.staff, town.staff("anna"));
  EXPECT_EQ(row.account, AccountNo{});
}

TEST_F(Rows, OfUnresolvedAccountsAreOneForEachAccountOfEachSystem) {
  for (const auto& [system, account] :
       {std::pair{"viva", "x"}, {"viva", "y"}, {"treserva", "x"}, {"viva", "x"}}) {
    ResolvedEvent& event = add_in(system, "08:00");
    event.person = {};
    event.account = town.no<AccountNo>(account);
  }
  const auto found = rows();
  Names shown;
  for (const Row& row : found) {
    EXPECT_EQ(row.staff, StaffNo{});
    shown.push_back(town.texts[row.account.value] + "@" + town.texts[row.systems.front().value]);
  }
  EXPECT_EQ(shown, (Names{"x@treserva", "x@viva", "y@viva"}));
}

TEST_F(Rows, ComeUnexplainedFirst) {
  town.relation("kim", "anna", "");
  town.add_client("kim").is_protected = true;
  add("08:00", "kim");
  add("09:00", "klas");
  EXPECT_EQ(order(), (Names{"klas/", "kim/"}));
}

TEST_F(Rows, ThenMostFlagsFirst) {
  town.add_client("zoe").is_protected = true;
  town.registers.clients.back().public_interest = true;
  town.add_client("kim").is_protected = true;
  add("08:00", "klas");
  add("09:00", "kim");
  add("10:00", "zoe");
  EXPECT_EQ(order(), (Names{"zoe/", "kim/", "klas/"}));
}

TEST_F(Rows, ThenByTheFirstOpening) {
  add("10:00", "a");
  add("09:59:59.999999", "z");
  add("11:00", "z");
  EXPECT_EQ(order(), (Names{"z/", "a/"}));
}

TEST_F(Rows, ThenByClientAndCaseBytewiseTheEmptyCaseFirst) {
  for (const std::string_view client : {"Ö", "k-2", "k-10", "K"}) add("08:00", client);
  add("08:00", "k-10", "c-2");
  add("08:00", "k-10", "c-10");
  EXPECT_EQ(order(), (Names{"K/", "k-10/", "k-10/c-10", "k-10/c-2", "k-2/", "Ö/"}));
}

TEST_F(Rows, OfNoEventsAreNone) { EXPECT_TRUE(rows().empty()); }

}  // namespace
}  // namespace insyn
