#include "app/review_acts.h"

#include <gtest/gtest.h>

#include "app/audit_steps.h"
#include "app/review_home_for_tests.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

using enum Standing;

class Review : public ::testing::Test {
 protected:
  Home& home() { return town.home(); }
  std::string judge(const std::string& client, Standing answer, const std::string& code,
                    const std::string& text = "") {
    return said(judge_row(home(), town.row(client), {answer, code, text}));
  }
  std::vector<std::int64_t> rows(int from, int to) {
    std::vector<std::int64_t> found;
    for (int i = from; i <= to; ++i)
      found.push_back(town.row((i < 10 ? "c-u0" : "c-u") + std::to_string(i)).row);
    return found;
  }
  ReviewHome town;
};

TEST_F(Review, NobodyButTheReaderAnswers) {
  for (const char* user : {"vera", "dora", "olle", "adm", "mas", "cia", ""}) {
    town.as(user);
    EXPECT_EQ(judge("c-u10", needed, "other_unit"), "not-reader") << user;
    EXPECT_EQ(said(confirm_supported(home(), town.part(), {})), "not-reader") << user;
  }
  town.as("maria");
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
}

TEST_F(Review, TheListsOfAnAuditAreReadOnceUntilSomebodyLeavesTheSample) {
  const auto lists = [&] { return *drawn_lists(home(), *town.state().audit(ReviewHome::id)); };
  const auto before = lists();
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  EXPECT_EQ(lists(), before);
  const RowAt of_bo = town.row("c-klas", "s-bo");
  EXPECT_NE(before->list(of_bo.list), nullptr);
  AuditHome::must(remove_from_sample(home(), ReviewHome::id, town.list_of("s-bo").pseudonym,
                                     "robot", "Konto för överföring"));
  EXPECT_EQ(lists()->list(of_bo.list), nullptr);
  EXPECT_EQ(said(judge_row(home(), of_bo, {needed, "other_unit"})), "list-unknown");
}

TEST_F(Review, OnlySupportedUnflaggedRowsAreConfirmedTogether) {
  const auto count = confirm_supported(home(), town.part(), {});
  ASSERT_TRUE(count) << count.error().text;
  EXPECT_EQ(*count, 3);
  for (const char* client : {"c-s1", "c-s2", "c-s3"})
    EXPECT_EQ(town.standing(town.row(client)), confirmed) << client;
  for (const char* client : {"c-sup", "c-pub", "c-u01", "c-stina"})
    EXPECT_EQ(town.standing(town.row(client)), unanswered) << client;
}

TEST_F(Review, WhoKnowsSomethingTakesOutARow) {
  EXPECT_EQ(said(confirm_supported(home(), town.part(), {.knows_something = true})), "row-missing");
  // Of a list without any row that registers support, none can be taken out.
  town.as("kc");
  EXPECT_EQ(said(confirm_supported(home(), town.part("s-dan", "", "quality_controller"),
                                   {.knows_something = true})),
            "done");
  town.as("maria");
  const RowAt out = town.row("c-s2");
  EXPECT_EQ(
      *confirm_supported(home(), town.part(), {.knows_something = true, .taken_out = {out.row}}),
      2);
  EXPECT_EQ(town.standing(out), unanswered);
  // It stays out of the next confirmation too.
  EXPECT_EQ(*confirm_supported(home(), town.part(), {}), 0);
  EXPECT_EQ(said(take_row_out(home(), town.row("c-s1"))), "done");
  EXPECT_EQ(town.standing(town.row("c-s1")), unanswered);
}

TEST_F(Review, CodesAreTheRoutinesAndSomeWantAText) {
  EXPECT_EQ(judge("c-u10", needed, "because"), "code-unknown");
  EXPECT_EQ(judge("c-u10", needed, "wrong_person"), "code-unknown");
  EXPECT_EQ(judge("c-u10", needed, "on_call"), "text-missing");
  EXPECT_EQ(judge("c-u10", needed, "on_call", "  \n"), "text-missing");
  EXPECT_EQ(judge("c-u10", needed, "on_call", std::string(2001, 'x')), "text-long");
  EXPECT_EQ(judge("c-u10", needed, "on_call", "Larm kl. 3"), "done");
  EXPECT_EQ(judge("c-u11", suspected, "curiosity"), "answer-unknown");
  EXPECT_EQ(judge("c-u11", acceptable, "wrong_person"), "done");
  EXPECT_EQ(town.review().audit("2026-1.1")->incident_lines(), 1);
  EXPECT_EQ(town.last_open().at("code").as_string(), "wrong_person");
}

TEST_F(Review, TheSameAnswerIsAnActForEachOfAtMostTwentyFiveRows) {
  const auto before = home().ledger.size();
  const Judgement shift{needed, "other_unit", "", false};
  EXPECT_EQ(said(judge_alike(home(), town.part(), rows(1, 26), shift)), "alike-many");
  auto with_flagged = rows(1, 3);
  with_flagged.push_back(town.row("c-pub").row);
  EXPECT_EQ(said(judge_alike(home(), town.part(), with_flagged, shift)), "alike-flagged");
  EXPECT_EQ(home().ledger.size(), before);
  EXPECT_EQ(*judge_alike(home(), town.part(), rows(1, 25), shift), 25);
  EXPECT_EQ(home().ledger.size(), before + 25);
}

TEST_F(Review, ASecondUnclearRowIsRefusedAndTheFirstWaitsForAnother) {
  EXPECT_EQ(judge("c-pub", unclear, "not_remembered", "Vi letade"), "unclear-flagged");
  EXPECT_EQ(judge("c-u10", unclear, "not_remembered", "Vi letade"), "done");
  EXPECT_EQ(judge("c-u11", unclear, "not_remembered", "Vi letade"), "unclear-second");
  EXPECT_EQ(said(countersign(home(), town.row("c-u10"), true, "")), "not-allowed");
  town.as("mas");  // no health care: the quality controller's
  EXPECT_EQ(said(countersign(home(), town.row("c-u10"), true, "")), "not-allowed");
  town.as("kc");
  EXPECT_EQ(said(countersign(home(), town.row("c-u10"), false, "")), "text-missing");
  EXPECT_EQ(said(countersign(home(), town.row("c-u10"), true, "")), "done");
  EXPECT_EQ(town.standing(town.row("c-u10")), unclear_agreed);
  town.as("maria");
  EXPECT_EQ(judge("c-u11", unclear, "not_remembered", "Vi letade"), "unclear-second");
}

TEST_F(Review, WhatIsSentBackIsAnsweredAnew) {
  EXPECT_EQ(judge("c-u04", not_asked, "has_left"), "done");
  town.as("mas");
  EXPECT_EQ(said(countersign(home(), town.row("c-u04"), false, "Fråga först Bo")), "done");
  EXPECT_EQ(town.standing(town.row("c-u04")), unanswered);
}

TEST_F(Review, UndoIsUntilTheSignOff) {
  EXPECT_EQ(said(undo_row(home(), town.row("c-u10"))), "row-unanswered");
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  EXPECT_EQ(said(undo_row(home(), town.row("c-u10"))), "done");
  EXPECT_EQ(town.standing(town.row("c-u10")), unanswered);
  town.finish(town.part());
  EXPECT_EQ(said(undo_row(home(), town.row("c-u10"))), "row-signed");
  EXPECT_EQ(judge("c-u10", acceptable, "wrong_person"), "row-signed");
}

TEST_F(Review, AListIsSignedWhenEveryRowIsAnsweredAndTheQuestionToo) {
  EXPECT_EQ(said(sign_list(home(), town.part())), "rows-unanswered");
  for (const std::int64_t row : town.progress_of(town.part().list).rows_of(""))
    AuditHome::must(judge_row(home(), {ReviewHome::id, town.part().list, row},
                              {needed, "other_unit", "", false}));
  EXPECT_EQ(said(sign_list(home(), town.part())), "question-unanswered");
  EXPECT_EQ(said(confirm_supported(home(), town.part(), {})), "done");
  EXPECT_EQ(judge("c-u10", unclear, "not_remembered", "x"), "done");
  EXPECT_EQ(said(sign_list(home(), town.part())), "awaits-countersignature");
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  EXPECT_EQ(said(sign_list(home(), town.part())), "done");
  EXPECT_EQ(said(sign_list(home(), town.part())), "list-signed");
  EXPECT_TRUE(town.progress_of(town.part().list).signed_off);
}

TEST_F(Review, ACorrectionAfterTheSignOffIsVisibleAndNeedsAReason) {
  const RowAt row = town.row("c-u10");
  const Judgement mistake{acceptable, "wrong_person", "", false};
  EXPECT_EQ(said(correct_row(home(), row, mistake, "Fel")), "row-not-signed");
  town.finish(town.part());
  EXPECT_EQ(said(correct_row(home(), row, mistake, "")), "text-missing");
  EXPECT_EQ(said(correct_row(home(), row, mistake, "Jag mindes fel")), "done");
  EXPECT_EQ(town.standing(row), acceptable);
  EXPECT_EQ(town.reviewed(row).corrections.size(), 1U);
  EXPECT_EQ(town.review().audit(ReviewHome::id)->corrections(), 1);
}

TEST_F(Review, ARowInConflictGoesToTheNextInLineAndNobodyIsToldWhy) {
  EXPECT_EQ(judge("c-u10", acceptable, "wrong_person"), "done");
  const RowAt row = town.row("c-u10");
  EXPECT_EQ(said(declare_row_conflict(home(), row)), "done");
  EXPECT_EQ(town.standing(row), unanswered);
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "not-reader");
  EXPECT_EQ(*town.progress_of(row.list).part_of(row.row), town.reader_code("s-vera"));
  // Vera is Stina: that row goes past her.
  EXPECT_EQ(said(declare_row_conflict(home(), town.row("c-stina"))), "done");
  EXPECT_NE(*town.progress_of(row.list).part_of(town.row("c-stina").row),
            town.reader_code("s-vera"));
  town.as("vera");
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  const std::string part = town.reader_code("s-vera");
  EXPECT_EQ(said(sign_list(home(), town.part("s-cia", part))), "done");
  EXPECT_FALSE(town.progress_of(row.list).signed_off);
  EXPECT_EQ(judge("c-u10", acceptable, "wrong_person"), "row-signed");
}

TEST_F(Review, AWholeListInConflictIsBegunAnewByTheNextInLine) {
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  AuditHome::must(hand_over(home(), town.row("c-pub"), {.code = "curiosity"}));
  EXPECT_EQ(said(declare_list_conflict(home(), town.part())), "done");
  EXPECT_EQ(town.progress_of(town.part().list).reader, town.reader_code("s-vera"));
  EXPECT_EQ(town.standing(town.row("c-u10")), unanswered);
  // What was handed over stays so, whoever reads.
  EXPECT_EQ(town.standing(town.row("c-pub")), suspected);
  town.as("vera");
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  // She is Stina.
  EXPECT_EQ(judge("c-stina", needed, "other_unit"), "not-reader");
}

TEST_F(Review, AReviewerWhoIsReplacedMeanwhileAnswersNoMore) {
  EXPECT_EQ(judge("c-u10", needed, "other_unit"), "done");
  AuditHome::must(confirm_supported(home(), town.part(), {}));
  AuditHome::must(appoint_reviewer(home(), ReviewHome::id, town.part().list, "s-olle", "Sjuk"));
  EXPECT_EQ(judge("c-u11", needed, "other_unit"), "not-reader");
  EXPECT_EQ(said(sign_list(home(), town.part())), "not-reader");
  EXPECT_EQ(town.standing(town.row("c-u10")), unanswered);
  town.as("olle");
  EXPECT_EQ(said(sign_list(home(), town.part())), "rows-unanswered");
  town.finish(town.part());
}

TEST_F(Review, WhatWasMovedAndSignedStaysWithANewReviewerToo) {
  AuditHome::must(declare_row_conflict(home(), town.row("c-u10")));
  town.as("vera");
  town.finish(town.part("s-cia", town.reader_code("s-vera")));
  AuditHome::must(appoint_reviewer(home(), ReviewHome::id, town.part().list, "s-olle", "Sjuk"));
  EXPECT_EQ(town.standing(town.row("c-u10")), needed);
  EXPECT_TRUE(town.progress_of(town.part().list).is_row_signed(town.row("c-u10").row));
  town.as("olle");
  EXPECT_EQ(judge("c-u10", acceptable, "wrong_person"), "not-reader");
}

TEST_F(Review, ALateDeputyCoversEveryRowOfTheSameColleagueAndDays) {
  const LateDeputy deputy{
      "s-bo", {*parse_day("2026-02-09"), *parse_day("2026-02-12")}, "Vera, muntligt", false};
  EXPECT_EQ(said(enter_deputy(home(), town.row("c-u10"), deputy)), "deputy-other-case");
  EXPECT_EQ(said(enter_deputy(home(), town.row("c-u03"), deputy)), "deputy-other-case");
  LateDeputy nobody = deputy;
  nobody.appointed_by = "";
  EXPECT_EQ(said(enter_deputy(home(), town.row("c-u01"), nobody)), "text-missing");
  const auto rows = enter_deputy(home(), town.row("c-u01"), deputy);
  ASSERT_TRUE(rows) << rows.error().text;
  EXPECT_EQ(*rows, 2);
  for (const char* client : {"c-u01", "c-u02"}) {
    EXPECT_EQ(town.standing(town.row(client)), needed);
    EXPECT_TRUE(town.reviewed(town.row(client)).late_deputy);
  }
  EXPECT_EQ(town.standing(town.row("c-u03")), unanswered);
  EXPECT_EQ(town.review().audit(ReviewHome::id)->late_deputies(), 2);
  // Nothing of whom it is about is public.
  EXPECT_EQ(canonical_json(town.last_open()).find("s-bo"), std::string::npos);
}

TEST_F(Review, SupportIsAskedOfTheRoleByLawOrOfTheUnitAndIsAdvice) {
  using Kind = AskState::Kind;
  const auto nurse = ask_support(home(), town.row("c-u04"), Kind::support, "Vad säger du?");
  ASSERT_TRUE(nurse) << nurse.error().text;
  EXPECT_EQ(town.review().ask(*nurse)->to, "chief_nurse");
  EXPECT_EQ(said(ask_support(home(), town.row("c-u04"), Kind::support, "")), "text-missing");
  EXPECT_EQ(said(ask_support(home(), town.row("c-u04"), Kind::support, "Varför?")),
            "asked-already");
  EXPECT_EQ(said(ask_support(home(), town.row("c-u10"), Kind::owning_unit, "Varför?")),
            "no-owning-unit");
  // North's head is the reader herself.
  EXPECT_EQ(said(ask_support(home(), town.row("c-u01"), Kind::owning_unit, "Varför?")),
            "no-owning-unit");
  const auto unit = ask_support(home(), town.row("c-u05"), Kind::owning_unit, "Var hon hos er?");
  ASSERT_TRUE(unit) << unit.error().text;
  for (const char* user : {"kc", "maria", "vera", "cia", ""}) {
    town.as(user);
    EXPECT_EQ(said(give_support(home(), *unit, "needed", "Ja")), "not-asked") << user;
    EXPECT_EQ(said(give_support(home(), *nurse, "needed", "Ja")), "not-asked") << user;
  }
  town.as("olle");
  EXPECT_EQ(said(give_support(home(), *unit, "perhaps", "Ja")), "opinion-unknown");
  EXPECT_EQ(said(give_support(home(), *unit, "needed", "")), "text-missing");
  EXPECT_EQ(said(give_support(home(), *unit, "needed", "Hon var inlånad")), "done");
  EXPECT_EQ(said(give_support(home(), *unit, "needed", "Igen")), "ask-closed");
  EXPECT_EQ(town.review().ask(*unit)->opinion, "needed");
  EXPECT_EQ(town.standing(town.row("c-u05")), unanswered);
}

TEST_F(Review, TheEmployeeAnswersAndNobodyElse) {
  const auto asked = ask_employee(home(), town.row("c-u10"), "Kan du berätta?");
  ASSERT_TRUE(asked) << asked.error().text;
  EXPECT_EQ(said(answer_as_employee(home(), *asked, "Ja")), "not-asked");
  town.as("cia");
  EXPECT_EQ(said(answer_as_employee(home(), *asked, "")), "text-missing");
  EXPECT_EQ(said(answer_as_employee(home(), *asked, "Larm")), "done");
  EXPECT_EQ(said(answer_as_employee(home(), *asked, "Larm")), "ask-closed");
}

TEST_F(Review, WhoHasNoAccountIsTalkedToInstead) {
  town.as("vera");
  AuditHome::must(appoint_reviewer(home(), ReviewHome::id, town.part("s-bo").list, "s-vera", "x"));
  EXPECT_EQ(said(ask_employee(home(), town.row("c-klas", "s-bo"), "Kan du berätta?")),
            "employee-no-account");
}

TEST_F(Review, AConfidentialListIsReadByItsRoleAndSignedTheSameWay) {
  const PartAt part = town.part("s-dan", "", "quality_controller");
  const RowAt row = town.row("c-prot", "s-dan", "quality_controller");
  EXPECT_EQ(said(judge_row(home(), row, {needed, "other_unit", "", false})), "not-reader");
  town.as("kc");
  EXPECT_EQ(said(open_list(home(), part)), "done");
  EXPECT_EQ(said(ask_support(home(), row, AskState::Kind::owning_unit, "Varför?")),
            "row-confidential");
  EXPECT_EQ(said(judge_row(home(), row, {unclear, "not_remembered", "x", false})),
            "unclear-flagged");
  EXPECT_EQ(said(judge_row(home(), row, {not_asked, "has_left", "", false})), "done");
  EXPECT_EQ(said(countersign(home(), row, true, "")), "own-answer");
  town.as("maria");
  EXPECT_EQ(said(countersign(home(), row, true, "")), "not-allowed");
  town.as("mas");  // the other role, since nobody else has this one
  EXPECT_EQ(said(countersign(home(), row, true, "")), "done");
  town.as("kc");
  EXPECT_EQ(said(judge_row(home(), row, {needed, "other_unit", "", false})), "done");
  EXPECT_EQ(said(sign_list(home(), part)), "done");
}

TEST_F(Review, ALaterDayIsGivenByTheAreasHeadWithAReasonAndCountsAsTheListsOwn) {
  const std::string list = town.part().list;  // to be answered by 10 March, reported by 31 March
  const auto extended = [&](const std::string& day, const std::string& reason = "Sjuk") {
    return said(extend_deadline(home(), ReviewHome::id, list, *parse_day(day), reason));
  };
  EXPECT_EQ(extended("2026-03-16"), "not-allowed");
  town.as("vera");
  EXPECT_EQ(extended("2026-03-16", ""), "reason-missing");
  EXPECT_EQ(extended("2026-03-10"), "day-early");
  EXPECT_EQ(extended("2026-12-01"), "day-late");
  EXPECT_EQ(extended("2026-03-16"), "done");
  EXPECT_EQ(town.progress_of(list).answer_by, parse_day("2026-03-16"));
  const auto routine = load_routine(home());
  const Schedule schedule = schedule_of(town.state(), *routine, *find_period(*routine, "2026-1"));
  EXPECT_EQ(format_day(answer_by(town.progress_of(list), schedule)), "2026-03-16");
  EXPECT_EQ(format_day(answer_by(town.progress_of(town.part("s-bo").list), schedule)),
            "2026-03-10");
}

TEST_F(Review, AnswersFromThePrintedFormAreMarked) {
  const RowAt row = town.row("c-u10");
  AuditHome::must(judge_row(home(), row, {needed, "other_unit", "", true}));
  EXPECT_TRUE(town.reviewed(row).from_paper);
}

TEST_F(Review, NoPublicPartHoldsWhatSomebodyWroteOrWhomItIsAbout) {
  const std::string secret = "Hemlig text";
  AuditHome::must(judge_row(home(), town.row("c-u10"), {needed, "on_call", secret, false}));
  AuditHome::must(ask_support(home(), town.row("c-u04"), AskState::Kind::support, secret));
  AuditHome::must(ask_employee(home(), town.row("c-u11"), secret));
  AuditHome::must(hold_off_talk(home(), town.row("c-u12"), secret));
  AuditHome::must(hand_over(home(), town.row("c-pub"), {.code = "curiosity", .text = secret}));
  AuditHome::must(declare_row_conflict(home(), town.row("c-stina")));
  town.finish(town.part());
  for (std::uint64_t seq = 0; seq < home().ledger.size(); ++seq) {
    const std::string leaf = home().ledger.stored(seq).leaf;
    for (const char* hidden :
         {"s-cia", "s-maria", "s-vera", "c-pub", "c-u1", "Hemlig", "Cia Ek", "is_client"})
      EXPECT_EQ(leaf.find(hidden), std::string::npos) << hidden << " in " << leaf;
  }
}

}  // namespace
}  // namespace insyn
