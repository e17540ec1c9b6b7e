#include "app/routine_change.h"

#include <gtest/gtest.h>

#include "app/audit.h"
#include "app/home_for_tests.h"
#include "app/import_log.h"
#include "app/people.h"
#include "ingest/config/config.h"

namespace insyn {
namespace {

using Outcome = RoutineChange::Outcome;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

/// The small routine as its second version, from a day.
std::string second_version(const std::string& valid_from) {
  return replaced(replaced(HomeForTests::small_routine(), "version = 1", "version = 2"),
                  "2024-01-01", valid_from);
}

std::string code_of_error(const auto& result) { return result ? "" : result.error().code; }

/// A home with an administrator and a stand-in for the director, on 20 February 2026.
class RoutineChangeTest : public testing::Test {
 protected:
  RoutineChangeTest() {
    anna_ = *add_user(home(), {.name = "Anna"});
    eva_ = *add_user(home(), {.name = "Eva"});
    EXPECT_TRUE(propose_change(home(), {.user = anna_, .give = {{UserRole::administrator, ""}}}));
    EXPECT_TRUE(name_stand_in(home(), eva_, {*parse_day("2026-02-20"), *parse_day("2027-02-20")},
                              "ingen socialchef"));
  }

  Home& home() { return made_.home(); }
  const RoutineState& state() { return home().ledger.state().routine; }

  void adopt(const std::string& toml) {
    const auto proposed = propose_routine(made_.as(anna_), toml, "beslut");
    ASSERT_TRUE(proposed) << proposed.error().text;
    const auto done = decide_routine(made_.as(eva_), *proposed, Outcome::approved, "");
    ASSERT_TRUE(done) << done.error().text;
  }

  HomeForTests made_;
  std::string anna_, eva_;
};

TEST_F(RoutineChangeTest, AChangeIsInForceFromItsDayAndNotBefore) {
  adopt(second_version("2026-03-01"));
  EXPECT_EQ(state().in_force(*parse_day("2026-02-28"))->version, 1);
  EXPECT_EQ(state().in_force(*parse_day("2026-03-01"))->version, 2);
  EXPECT_EQ(state().in_force(*parse_day("1999-01-01"))->version, 1);
  EXPECT_EQ(load_routine(home())->version, 1);
  home().now = parse_time("2026-02-28T23:00:00Z").at;  // midnight in Sweden
  EXPECT_EQ(load_routine(home())->version, 2);
}

TEST_F(RoutineChangeTest, WhoProposedItDoesNotApproveIt) {
  const auto proposed = propose_routine(made_.as(anna_), second_version("2026-03-01"), "x");
  ASSERT_TRUE(proposed);
  EXPECT_EQ(code_of_error(decide_routine(home(), *proposed, Outcome::approved, "")),
            "second-person");
  EXPECT_EQ(code_of_error(decide_routine(made_.as(""), *proposed, Outcome::approved, "")),
            "second-person");
  EXPECT_EQ(state().versions.size(), 1U);
}

TEST_F(RoutineChangeTest, AnAdministratorIsNoSecondPersonForTheRoutine) {
  const auto proposed = propose_routine(made_.as(""), second_version("2026-03-01"), "x");
  EXPECT_EQ(code_of_error(decide_routine(made_.as(anna_), *proposed, Outcome::approved, "")),
            "not-allowed");
}

TEST_F(RoutineChangeTest, NothingReachesBack) {
  EXPECT_EQ(code_of_error(propose_routine(made_.as(anna_), second_version("2026-02-20"), "x")),
            "routine-too-late");
  const auto proposed = propose_routine(made_.as(anna_), second_version("2026-02-21"), "x");
  ASSERT_TRUE(proposed);
  home().now += std::chrono::hours{24};
  EXPECT_EQ(code_of_error(decide_routine(made_.as(eva_), *proposed, Outcome::approved, "")),
            "routine-too-late");
}

TEST_F(RoutineChangeTest, AVersionIsUsedOnceAlsoByAProposal) {
  ASSERT_TRUE(propose_routine(made_.as(anna_), second_version("2026-03-01"), "x"));
  EXPECT_EQ(code_of_error(propose_routine(home(), second_version("2026-04-01"), "x")),
            "routine-version");
}

TEST_F(RoutineChangeTest, ATextThatInitWouldRefuseIsRefused) {
  const auto proposed = propose_routine(
      made_.as(anna_), replaced(second_version("2026-03-01"), "share = 1000", "share = 0"), "x");
  ASSERT_FALSE(proposed);
  EXPECT_EQ(proposed.error().kind, ErrorKind::unusable);
  EXPECT_EQ(code_of_error(propose_routine(
                home(), replaced(second_version("2026-03-01"), "small", "other"), "x")),
            "routine-id");
}

TEST_F(RoutineChangeTest, AProposalIsRefusedWithAReasonOrTakenBack) {
  const auto proposed = propose_routine(made_.as(anna_), second_version("2026-03-01"), "x");
  EXPECT_EQ(code_of_error(decide_routine(made_.as(eva_), *proposed, Outcome::refused, " ")),
            "reason-missing");
  EXPECT_TRUE(decide_routine(made_.as(anna_), *proposed, Outcome::refused, "fel"));
  EXPECT_EQ(code_of_error(decide_routine(made_.as(eva_), *proposed, Outcome::approved, "")),
            "change-decided");
  EXPECT_EQ(state().versions.size(), 1U);
}

TEST_F(RoutineChangeTest, AnAuditIsDrawnByTheVersionItWasOpenedUnder) {
  const auto import = [&](const std::string& text) {
    struct Text final : ByteSource {
      explicit Text(std::string t) : text{std::move(t)} {}
      std::string_view next() override {
        return std::exchange(given, true) ? std::string_view{} : std::string_view{text};
      }
      std::string text;
      bool given = false;
    } bytes{text};
    return import_log(home(), {.id = "c", .kind = "canonical", .system = "c", .label = ""}, bytes,
                      "c.csv", {});
  };
  // Two openings 20 minutes apart are one by the first version and two by the second.
  ASSERT_TRUE(
      import("time;staff_id;client_id;action\n2026-02-03T10:00:00Z;s1;k1;read\n"
             "2026-02-03T10:20:00Z;s1;k1;read\n"));
  OpenOptions options;
  options.period = "2026-1";
  ASSERT_TRUE(open_audit(home(), options));
  adopt(second_version("2026-02-21") + "[audit]\nopening_gap_minutes = 10\n");
  home().now = parse_time("2026-02-22T09:00:00Z").at;
  ASSERT_EQ(load_routine(home())->version, 2);
  ASSERT_TRUE(draw_audit(home(), "2026-1", "seed"));
  const auto lists = audit_lists(home(), "2026-1");
  const json::object& row =
      lists->at("lists").as_array()[0].as_object().at("rows").as_array()[0].as_object();
  EXPECT_EQ(integer_of(row, "openings"), 1);
}

TEST_F(RoutineChangeTest, APeriodIsOpenedByTheRoutineOfItsFirstDay) {
  adopt(second_version("2026-02-21") + "[audit]\nopening_gap_minutes = 10\n");
  home().now = parse_time("2027-03-22T09:00:00Z").at;
  EXPECT_EQ(routine_of_period(home(), "2026-1")->version, 1);
  EXPECT_EQ(routine_of_period(home(), "2027-1")->version, 2);
  EXPECT_EQ(code_of_error(routine_of_period(home(), "2027-9")), "period-unknown");
}

TEST_F(RoutineChangeTest, DecisionsAreNotedWithTheirKindAndDay) {
  ASSERT_TRUE(record_decision(made_.as(anna_), {.kind = "dpia",
                                                .day = *parse_day("2026-01-15"),
                                                .purpose = "zzpurpose",
                                                .reference = "zzdnr"}));
  ASSERT_EQ(state().decisions.size(), 1U);
  EXPECT_EQ(state().decisions[0].kind, "dpia");
  EXPECT_EQ(state().decisions[0].day, "2026-01-15");
  EXPECT_EQ(home().ledger.stored(state().decisions[0].act).leaf.find("zz"), std::string::npos);
  EXPECT_EQ(
      code_of_error(record_decision(
          home(),
          {.kind = "lunch", .day = *parse_day("2026-01-15"), .purpose = "x", .reference = ""})),
      "decision-kind");
  EXPECT_EQ(
      code_of_error(record_decision(
          home(),
          {.kind = "dpia", .day = *parse_day("2026-02-21"), .purpose = "x", .reference = ""})),
      "decision-day");
  EXPECT_EQ(
      code_of_error(record_decision(
          made_.as(eva_),
          {.kind = "dpia", .day = *parse_day("2026-01-15"), .purpose = "x", .reference = ""})),
      "not-allowed");
}

TEST(RoutineState, TheKindsAreWrittenInOldLedgersAndNeverRenamed) {
  EXPECT_EQ(act::routine_change_proposed, "routine-change-proposed");
  EXPECT_EQ(act::routine_change_approved, "routine-change-approved");
  EXPECT_EQ(act::routine_change_refused, "routine-change-refused");
  EXPECT_EQ(act::decision_recorded, "decision-recorded");
  EXPECT_EQ(act::information_published, "information-published");
  EXPECT_EQ(act::staff_informed, "staff-informed");
  EXPECT_EQ(act::information_signed, "information-signed");
}

Routine small() { return *parse_routine(HomeForTests::small_routine(), "r"); }

TEST(Differences, OfARoutineWithItselfAreNone) {
  Routine later = small();
  later.version = 2;
  later.valid_from = "2027-01-01";
  EXPECT_TRUE(differences(small(), later).empty());
}

TEST(Differences, SayTheShareInPercentWithAComma) {
  Routine after = small();
  after.strata[0].share = 155;
  EXPECT_EQ(differences(small(), after),
            std::vector<std::string>{
                "Riskgruppen ”Alla”: andelen som lottas ändras från 100 % till 15,5 %."});
}

TEST(Differences, TellOfPeriodsByTheDaysTheyGive) {
  Routine same = small();
  same.periods[0].when = WholeWeeks{.end = WholeWeeks::End::first, .count = 2, .month = 2};
  EXPECT_TRUE(differences(small(), same).empty());
  Routine after = small();
  after.periods[0].when = WholeMonth{.month = 2};
  after.periods.push_back({.key = "2", .label = "Period 2", .when = WholeMonth{.month = 6}});
  EXPECT_EQ(
      differences(small(), after),
      (std::vector<std::string>{"Period 1: dagarna ändras.", "Perioden ”Period 2” läggs till."}));
}

TEST(Differences, TellOfStrataThatComeAndGoAndOfTheirOrder) {
  Routine before = small();
  before.strata.push_back(before.strata[0]);
  before.strata[1].id = "second";
  before.strata[1].label = "Två";
  Routine swapped = before;
  std::swap(swapped.strata[0], swapped.strata[1]);
  EXPECT_EQ(differences(before, swapped),
            std::vector<std::string>{"Riskgrupperna prövas i en annan ordning."});
  EXPECT_EQ(differences(before, small()), std::vector<std::string>{"Riskgruppen ”Två” tas bort."});
}

TEST(Differences, TellOfRulesLimitsAndDeadlines) {
  Routine after = small();
  after.explain.permission_explains = true;
  after.review_window = ReviewWindow::both;
  after.deadlines.answer.count = 20;
  after.strata[0].permissions_max = 5;
  EXPECT_EQ(differences(small(), after),
            (std::vector<std::string>{
                "Riskgruppen ”Alla”: högsta antalet behörigheter ändras från ingen gräns till 5.",
                "Vilka dagar som granskas ändras från perioden till perioden och en månad "
                "tillbaka.",
                "Tiden för granskarnas svar ändras från 15 arbetsdagar efter utskicket till 20 "
                "arbetsdagar efter utskicket.",
                "Att behörighet i sig förklarar en öppning ändras från nej till ja."}));
}

TEST(Differences, TellOfWhoReadsAgainAndOfHowLongThingsAreKept) {
  Routine after = small();
  after.review.second_reader = SecondReader::owning_unit;
  after.retention.lists_years = 10;
  after.retention.mails_days = 30;
  EXPECT_EQ(differences(small(), after),
            (std::vector<std::string>{
                "Vem som läser rader en andra gång ändras från MAS eller kvalitetscontroller till "
                "chefen för enheten som har ärendet.",
                "Hur länge listor och svar sparas ändras från 5 år till 10 år.",
                "Hur länge mejl sparas ändras från 90 dagar till 30 dagar."}));
}

}  // namespace
}  // namespace insyn
