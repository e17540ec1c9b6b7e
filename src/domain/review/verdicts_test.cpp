#include "domain/review/verdicts.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace insyn {
namespace {

using enum Standing;

constexpr std::array all_standings{unanswered,     confirmed, needed,
                                   acceptable,     suspected, unclear,
                                   unclear_agreed, not_asked, not_asked_agreed};

RowNow plain(Standing standing = unanswered) {
  RowNow row;
  row.standing = standing;
  return row;
}
RowNow supported() { return {.facts = {.supported = true}}; }
RowNow flagged() { return {.facts = {.flagged = true}}; }

std::string said(const Result<Done>& result) { return result ? "done" : result.error().code; }

TEST(Verdicts, ASecondUnclearRowOfAListIsRefusedAndAFlaggedOneAlways) {
  EXPECT_EQ(said(check_answer(plain(), unclear, 0)), "done");
  EXPECT_EQ(said(check_answer(plain(), unclear, 1)), "unclear-second");
  EXPECT_EQ(said(check_answer(flagged(), unclear, 0)), "unclear-flagged");
  // That nobody could be asked isn't the reader's to avoid: whoever countersigns decides.
  EXPECT_EQ(said(check_answer(flagged(), not_asked, 5)), "done");
}

TEST(Verdicts, ASuspicionIsNeverTakenBackByItsReader) {
  for (const bool signed_off : {false, true}) {
    RowNow row = plain(suspected);
    row.signed_off = signed_off;
    EXPECT_NE(said(check_undo(row)), "done");
    for (const Standing answer : all_standings) {
      EXPECT_NE(said(check_answer(row, answer, 0)), "done") << code_of(answer);
      EXPECT_NE(said(check_correction(row, answer, 0)), "done") << code_of(answer);
    }
  }
}

TEST(Verdicts, ARowConfirmedInTheBulkCanStillBeHandedOver) {
  RowNow row = supported();
  row.standing = confirmed;
  EXPECT_EQ(said(check_answer(row, suspected, 0)), "done");
}

TEST(Verdicts, OnlySupportedUnflaggedRowsAreConfirmed) {
  EXPECT_TRUE(may_confirm(supported()));
  EXPECT_FALSE(may_confirm(plain()));
  EXPECT_FALSE(may_confirm({.facts = {.supported = true, .flagged = true}}));
  EXPECT_FALSE(may_confirm({.facts = {.supported = true}, .taken_out = true}));
  EXPECT_FALSE(may_confirm({.facts = {.supported = true}, .signed_off = true}));
  EXPECT_FALSE(may_confirm({.facts = {.supported = true}, .standing = needed}));
  EXPECT_EQ(said(check_answer(plain(), confirmed, 0)), "row-not-supported");
}

TEST(Verdicts, TheSameAnswerGoesToTwentyFiveRowsAndNotToTwentySix) {
  std::vector<RowNow> rows(25);
  EXPECT_EQ(said(check_alike(rows, needed, 25)), "done");
  EXPECT_EQ(said(check_alike(rows, acceptable, 25)), "done");
  rows.emplace_back();
  EXPECT_EQ(said(check_alike(rows, needed, 25)), "alike-many");
  EXPECT_EQ(said(check_alike({}, needed, 25)), "no-rows");
}

TEST(Verdicts, AFlaggedRowAndAHeavierAnswerAreGivenOneByOne) {
  EXPECT_EQ(said(check_alike({plain(), flagged()}, needed, 25)), "alike-flagged");
  for (const Standing answer : {suspected, unclear, not_asked, confirmed})
    EXPECT_EQ(said(check_alike({plain()}, answer, 25)), "alike-answer") << code_of(answer);
}

TEST(Verdicts, AfterTheSignOffThereIsOnlyACorrection) {
  RowNow row = plain(needed);
  EXPECT_EQ(said(check_correction(row, acceptable, 0)), "row-not-signed");
  EXPECT_EQ(said(check_undo(row)), "done");
  row.signed_off = true;
  EXPECT_EQ(said(check_undo(row)), "row-signed");
  EXPECT_EQ(said(check_answer(row, acceptable, 0)), "row-signed");
  EXPECT_EQ(said(check_correction(row, acceptable, 0)), "done");
  EXPECT_EQ(said(check_correction(row, suspected, 0)), "done");
  EXPECT_EQ(said(check_correction(row, unclear, 1)), "unclear-second");
  EXPECT_EQ(said(check_correction(row, confirmed, 0)), "correction-confirmed");
}

TEST(Verdicts, OnlyWhatWaitsIsCountersigned) {
  for (const Standing standing : all_standings)
    EXPECT_EQ(said(check_countersign(plain(standing))) == "done",
              standing == unclear || standing == not_asked)
        << code_of(standing);
}

TEST(Verdicts, AStateThatIsNoAnswerIsNone) {
  for (const Standing answer : {unanswered, unclear_agreed, not_asked_agreed})
    EXPECT_EQ(said(check_answer(plain(), answer, 0)), "answer-unknown");
}

TEST(Verdicts, NothingIsUndoneTwice) { EXPECT_EQ(said(check_undo(plain())), "row-unanswered"); }

TEST(Verdicts, CodesAreReadBack) {
  for (const Standing standing : all_standings)
    EXPECT_EQ(parse_standing(code_of(standing)), standing);
  EXPECT_EQ(parse_standing("forgiven"), std::nullopt);
}

TEST(Verdicts, ATallyCountsEveryRowOnce) {
  rc::check([](const std::vector<std::uint8_t>& picks) {
    Tally tally;
    for (const std::uint8_t pick : picks) tally.add(all_standings[pick % all_standings.size()]);
    RC_ASSERT(tally.rows == static_cast<std::int64_t>(picks.size()));
    RC_ASSERT(tally.unanswered + tally.confirmed + tally.needed + tally.acceptable +
                  tally.suspected + tally.unclear + tally.not_asked ==
              tally.rows);
    RC_ASSERT(tally.waiting <= tally.unclear + tally.not_asked);
  });
}

}  // namespace
}  // namespace insyn
