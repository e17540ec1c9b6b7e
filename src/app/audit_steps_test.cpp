#include "app/audit_steps.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Day day(const std::string& text) { return *parse_day(text); }

/// Acts of the audit 2026-1.1, whose period is 2–15 February 2026, folded as they come.
class Steps : public ::testing::Test {
 protected:
  void SetUp() override {
    period.id = "2026-1";
    period.days = {day("2026-02-02"), day("2026-02-16")};
    routine.review.second_reading_share = 0;
  }

  void does(std::string_view kind, json::object open = {}, const std::string& when = "2026-02-20") {
    Act act;
    act.seq = ++seq_;
    act.at = parse_time(when + " 10:00").at;
    act.kind = std::string{kind};
    open["audit"] = "2026-1.1";
    open["period"] = "2026-1";
    act.open = std::move(open);
    apply(state, act);
  }
  static json::object list(const std::string& code, const std::string& area,
                           const std::string& reader = "r1") {
    return {{"list", code}, {"area", area}, {"reader", reader}, {"role", ""}, {"rows", 3}};
  }
  void is_routed() {
    does(act::audit_opened, {{"seed_source_sha256", "ab"}});
    does(act::audit_drawn, {{"lists", 2}});
    does(act::lists_routed, {{"lists", json::array{list("a", "north"), list("b", "south", "r2")}}});
  }
  void is_sent() {
    is_routed();
    does(act::lists_sent, {{"lists", {"a", "b"}}}, "2026-02-23");
  }
  void is_signed() {
    is_sent();
    for (const char* code : {"a", "b"}) does(act::list_signed, {{"list", code}});
  }

  std::array<Step, 6> steps(const std::string& today = "2026-02-25", std::string_view audit = "") {
    return steps_of(state, routine, period, day(today), audit);
  }
  /// `done done now:code,code later …`
  std::string shown(const std::array<Step, 6>& all) {
    std::string text;
    for (const Step& step : all) {
      const char* states[] = {"done", "now", "later"};
      text += std::string{text.empty() ? "" : " "} + states[static_cast<int>(step.state)];
      if (step.state != StepState::now) continue;
      for (const Missing& one : step.missing) text += ":" + std::string{one.code};
    }
    return text;
  }
  std::string now() { return shown(steps()); }

  const AuditProgress& audit() { return *state.progress.audit("2026-1.1"); }

  State state;
  AuditPeriod period;
  Routine routine;

 private:
  std::uint64_t seq_ = 0;
};

TEST_F(Steps, NoneIsNowBeforeThePeriodHasEnded) {
  const auto all = steps("2026-02-15");
  EXPECT_EQ(shown(all), "later later later later later later");
  ASSERT_EQ(all[0].missing.size(), 1U);
  EXPECT_EQ(all[0].missing[0].code, "period-not-ended");
  EXPECT_EQ(all[0].missing[0].text,
            "Perioden slutar 15 februari 2026. Dagen efter kan källorna kontrolleras.");
  EXPECT_TRUE(all[0].missing[0].roles.empty());
}

TEST_F(Steps, TheSourcesAreCheckedAndTheListLocked) {
  EXPECT_EQ(now(), "now:sources-unchecked:not-opened later later later later later");
  does(act::sources_checked, {{"gaps", 1}});
  EXPECT_EQ(now(), "now:not-opened later later later later later");
}

TEST_F(Steps, ALaterStepSaysWhatItWaitsForAndWhoCanDoThat) {
  const auto all = steps();
  ASSERT_EQ(all[3].missing.size(), 1U);
  EXPECT_EQ(all[3].missing[0].code, "step-before");
  EXPECT_EQ(all[3].missing[0].text, "Först ska steget Aktiva användare bli klart.");
  EXPECT_EQ(all[3].missing[0].roles, std::vector<UserRole>{UserRole::administrator});
}

TEST_F(Steps, ADrawIsWaitedForAlsoWithoutASource) {
  does(act::audit_opened, {{"seed_source_sha256", nullptr}});
  EXPECT_EQ(now(), "done now:not-drawn-without-source later later later later");
}

TEST_F(Steps, ListsAreRoutedThenSent) {
  does(act::audit_opened, {{"seed_source_sha256", "ab"}});
  EXPECT_EQ(now(), "done now:not-drawn later later later later");
  does(act::audit_drawn, {{"lists", 2}});
  EXPECT_EQ(now(), "done done now:not-routed later later later");
  does(act::lists_routed, {{"lists", json::array{list("a", "north", "")}}});
  EXPECT_EQ(now(), "done done now:no-reader:not-sent later later later");
  does(act::reviewer_appointed, {{"list", "a"}, {"reader", "r9"}, {"reason", "substitute"}});
  EXPECT_EQ(now(), "done done now:not-sent later later later");
  does(act::lists_sent, {{"lists", {"a"}}});
  EXPECT_EQ(now(), "done done done now:lists-unsigned:lists-unopened later later");
}

TEST_F(Steps, ADrawOfNobodyIsSentAllTheSameAndThenReviewed) {
  does(act::audit_opened);
  does(act::audit_drawn, {{"lists", 0}});
  does(act::lists_routed, {{"lists", json::array{}}});
  EXPECT_EQ(now(), "done done now:not-sent later later later");
  does(act::lists_sent, {{"lists", json::array{}}});
  EXPECT_EQ(now(), "done done done done done now:not-compiled");
}

TEST_F(Steps, TheReviewIsDoneWhenEveryListIsSigned) {
  is_sent();
  does(act::list_opened, {{"list", "a"}});
  const Step review = steps()[3];
  ASSERT_EQ(review.missing.size(), 2U);
  EXPECT_EQ(review.missing[0].count, 2);
  EXPECT_EQ(review.missing[1].count, 1);
  EXPECT_EQ(review.missing[1].text, "1 av 2 listor har ingen öppnat än.");
  does(act::list_signed, {{"list", "a"}});
  does(act::list_signed, {{"list", "b"}});
  EXPECT_EQ(now(), "done done done done now:areas-unsigned later");
}

TEST_F(Steps, AConfidentialListIsNeitherCountedNorWaitedForByItsArea) {
  is_routed();
  json::object secret = list("s", "north", "");
  secret["role"] = "quality_controller";
  json::object moved = list("a", "north");
  moved["moved"] = json::array{json::object{
      {"reader", ""}, {"role", "chief_nurse"}, {"rows", {2}}, {"reasons", {"confidential"}}}};
  does(act::lists_routed, {{"lists", json::array{std::move(moved), std::move(secret)}}});
  EXPECT_EQ(steps()[2].missing.back().total, 2);
  does(act::lists_sent, {{"lists", {"a", "b", "s"}}});
  EXPECT_EQ(audit().unsigned_lists("north"), 1);
  EXPECT_EQ(steps()[3].missing[0].text, "2 av 2 listor är inte underskrivna.");
  for (const char* code : {"a", "b"}) does(act::list_signed, {{"list", code}});
  EXPECT_EQ(audit().unsigned_lists("north"), 0);
  for (const char* area : {"north", "south"}) does(act::area_signed_off, {{"area", area}});
  // The audit as a whole waits, and says neither for what nor for how much.
  const Step last = steps()[5];
  ASSERT_EQ(last.missing.size(), 2U);
  EXPECT_EQ(last.missing[0].text, "Alla granskningar är inte klara än.");
  EXPECT_EQ(last.missing[0].total, 0);
  does(act::list_signed, {{"list", "s"}});
  EXPECT_EQ(now(), "done done done done done now:review-unfinished:not-compiled");
  does(act::list_signed, {{"list", "a"}, {"part", "chief_nurse"}});
  EXPECT_EQ(now(), "done done done done done now:not-compiled");
}

TEST_F(Steps, RowsThatWentToAnotherManagerAreWaitedFor) {
  is_routed();
  json::object moved = list("a", "north");
  moved["moved"] = json::array{
      json::object{{"reader", "r7"}, {"role", ""}, {"rows", {0}}, {"reasons", {"declared"}}}};
  does(act::lists_routed, {{"lists", json::array{std::move(moved)}}});
  does(act::lists_sent, {{"lists", {"a", "b"}}});
  does(act::list_signed, {{"list", "a"}});
  EXPECT_EQ(audit().unsigned_lists("north"), 1);
  does(act::list_signed, {{"list", "a"}, {"part", "r7"}});
  EXPECT_EQ(audit().unsigned_lists("north"), 0);
}

TEST_F(Steps, TheSecondReadingIsDrawnBeforeTheCompilation) {
  routine.review.second_reading_share = 50;
  is_signed();
  for (const char* area : {"north", "south"}) does(act::area_signed_off, {{"area", area}});
  EXPECT_EQ(now(), "done done done done done now:second-reading-not-drawn:not-compiled");
  does(act::second_reading_drawn, {{"rows", json::array{}}});
  EXPECT_EQ(now(), "done done done done done now:not-compiled");
}

TEST_F(Steps, ALaterDayOfAnUnsignedListMovesTheReviewsDay) {
  is_sent();
  does(act::deadline_extended, {{"list", "a"}, {"answer_by", "2026-03-20"}});
  EXPECT_EQ(format_day(*steps()[3].due), "2026-03-20");
  does(act::list_signed, {{"list", "a"}});
  EXPECT_EQ(format_day(*steps()[3].due), "2026-03-16");
  // Earlier than the schedule's is no later day.
  does(act::deadline_extended, {{"list", "b"}, {"answer_by", "2026-03-02"}});
  EXPECT_EQ(format_day(*steps()[3].due), "2026-03-16");
}

TEST_F(Steps, EveryAreaSignsOffAlsoWhatHasNone) {
  is_routed();
  does(act::lists_routed, {{"lists", json::array{list("c", "")}}});
  does(act::lists_sent, {{"lists", {"a", "b", "c"}}});
  for (const char* code : {"a", "b", "c"}) does(act::list_signed, {{"list", code}});
  does(act::area_signed_off, {{"area", "north"}});
  does(act::area_signed_off, {{"area", "south"}});
  const Step areas = steps()[4];
  ASSERT_EQ(areas.missing.size(), 1U);
  EXPECT_EQ(areas.missing[0].count, 1);
  EXPECT_EQ(areas.missing[0].roles,
            (std::vector<UserRole>{UserRole::area_head, UserRole::director}));
  does(act::area_signed_off, {{"area", ""}});
  EXPECT_EQ(now(), "done done done done done now:not-compiled");
}

TEST_F(Steps, TheReportIsCompiledLeftAndTheAuditClosed) {
  is_signed();
  for (const char* area : {"north", "south"}) does(act::area_signed_off, {{"area", area}});
  does(act::compiled);
  EXPECT_EQ(now(), "done done done done done now:not-reported");
  does(act::reported);
  EXPECT_EQ(now(), "done done done done done now:not-closed");
  does(act::closed);
  EXPECT_EQ(now(), "done done done done done done");
}

TEST_F(Steps, SomebodyElseInTheSampleTakesTheListsBackToTheSending) {
  is_signed();
  for (const char* area : {"north", "south"}) does(act::area_signed_off, {{"area", area}});
  does(act::left_sample, {{"pseudonym", "p"},
                          {"ground", "robot"},
                          {"replacement", "q"},
                          {"withdrawn", {"a"}},
                          {"withdrawn_lists", 1},
                          {"added", 1}});
  EXPECT_EQ(audit().lists_drawn, 2);
  EXPECT_EQ(now(), "done done now:not-routed later later later");
  does(act::lists_routed, {{"lists", json::array{list("c", "north")}}});
  does(act::lists_sent, {{"lists", {"c"}}});
  EXPECT_EQ(now(), "done done done now:lists-unsigned:lists-unopened later later");
  does(act::list_signed, {{"list", "c"}});
  // What north signed off was before this list.
  EXPECT_EQ(now(), "done done done done now:areas-unsigned later");
}

TEST_F(Steps, WithoutAReserveOneLessIsReviewed) {
  is_sent();
  does(act::list_signed, {{"list", "b"}});
  does(act::left_sample, {{"pseudonym", "p"},
                          {"ground", "double"},
                          {"replacement", ""},
                          {"withdrawn", {"a"}},
                          {"withdrawn_lists", 1},
                          {"added", 0}});
  EXPECT_EQ(now(), "done done done done now:areas-unsigned later");
}

TEST_F(Steps, ANewReviewerBeginsTheListAnew) {
  is_sent();
  does(act::list_opened, {{"list", "a"}});
  does(act::reminder_sent, {{"lists", {"a", "b"}}});
  does(act::escalated, {{"lists", {"a"}}, {"to", "area_head"}});
  does(act::reviewer_appointed, {{"list", "a"}, {"reader", "r9"}, {"reason", "away"}});
  const ListProgress& one = audit().lists.at("a");
  EXPECT_EQ(one.reader, "r9");
  EXPECT_FALSE(one.opened);
  EXPECT_EQ(one.reminders, 1);
  EXPECT_TRUE(one.escalated.contains("area_head"));
  EXPECT_TRUE(one.sent);
}

TEST_F(Steps, AnAnnulledAuditGoesNoFurther) {
  is_routed();
  does(act::audit_annulled);
  const auto all = steps("2026-02-25", "2026-1.1");
  EXPECT_EQ(shown(all), "done done later later later later");
  EXPECT_EQ(all[2].missing[0].code, "annulled");
  EXPECT_EQ(now(), "now:sources-unchecked:not-opened later later later later later");
}

TEST_F(Steps, DatesAreCountedFromWhatWasDone) {
  is_sent();  // drawn on Friday 20 February, sent on Monday the 23rd
  const auto all = steps();
  EXPECT_EQ(format_day(*all[2].due), "2026-02-27");
  EXPECT_EQ(format_day(*all[3].due), "2026-03-16");
}

TEST_F(Steps, ActsOfAuditsAndListsThatAreNotThereChangeNothing) {
  does(act::list_signed, {{"list", "a"}});
  EXPECT_EQ(state.progress.audit("2026-1.1"), nullptr);
  is_sent();
  does(act::list_signed, {{"list", "x"}});
  does(act::lists_sent, {{"lists", 7}});
  does(act::lists_routed, {{"lists", json::array{7, "x"}}});
  EXPECT_EQ(audit().lists.size(), 2U);
}

TEST_F(Steps, MovedRowsAreRead) {
  is_routed();
  json::object moved = list("a", "north");
  moved["moved"] = json::array{json::object{
      {"reader", ""}, {"role", "chief_nurse"}, {"rows", {2}}, {"reasons", {"is_client"}}}};
  does(act::lists_routed, {{"lists", json::array{std::move(moved)}}});
  const auto& read = audit().lists.at("a").moved;
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].role, "chief_nurse");
  EXPECT_EQ(read[0].rows, std::vector<std::int64_t>{2});
  EXPECT_EQ(read[0].reasons, std::vector<std::string>{"is_client"});
}

TEST(ProgressKinds, AreWrittenInOldLedgersAndNeverRenamed) {
  for (const auto& [kind, written] : std::vector<std::pair<std::string_view, std::string_view>>{
           {act::sources_checked, "sources-checked"},
           {act::substitute_named, "substitute-named"},
           {act::left_sample, "left-sample"},
           {act::lists_routed, "lists-routed"},
           {act::lists_sent, "lists-sent"},
           {act::list_opened, "list-opened"},
           {act::list_signed, "list-signed"},
           {act::reminder_sent, "reminder-sent"},
           {act::reviewer_appointed, "reviewer-appointed"},
           {act::escalated, "escalated"},
           {act::conflict_declared, "conflict-declared"},
           {act::deadline_extended, "deadline-extended"},
           {act::area_signed_off, "area-signed-off"},
           {act::compiled, "compiled"},
           {act::reported, "reported"},
           {act::closed, "closed"}})
    EXPECT_EQ(kind, written);
}

}  // namespace
}  // namespace insyn
