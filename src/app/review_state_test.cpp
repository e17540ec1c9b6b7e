#include "app/review_state.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "app/review_home_for_tests.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

using enum Standing;

/// Everything that the state says, in an order of its own.
std::string written(const ReviewState& state) {
  std::ostringstream out;
  for (const auto& [id, audit] : state.audits) {
    for (const auto& [code, list] : audit.lists) {
      for (const auto& [number, row] : list.rows) {
        out << id << code << number << code_of(row.standing) << row.code << row.act << row.by
            << row.taken_out << row.late_deputy << row.held_off.value_or(0)
            << row.suspicion.value_or(0);
        for (const auto act : row.corrections) out << 'c' << act;
        for (const auto act : row.asks) out << 'a' << act;
      }
      for (const auto& [key, part] : list.parts)
        out << key << part.seconds << part.handed_on.size() << part.question.value_or(0)
            << part.signed_tally.rows;
    }
    out << audit.second.size();
  }
  for (const auto& [asked, ask] : state.asks)
    out << asked << ask.to << ask.answered.value_or(0) << ask.closed.value_or(0);
  for (const SuspicionState& one : state.suspicions)
    out << one.opened << one.list << one.row << one.stamped.size() << one.returned.value_or(0);
  return out.str();
}

Act act_of(std::uint64_t seq, std::string_view kind, json::object open, const std::string& at) {
  Act act;
  act.seq = seq;
  act.kind = std::string{kind};
  act.at = parse_time(at).at;
  open["audit"] = "a";
  open["list"] = "l";
  act.open = std::move(open);
  return act;
}

TEST(ReviewTime, CountsPausesOverFiveMinutesAsFive) {
  ReviewState state;
  apply(state, act_of(1, act::list_opened, {}, "2026-02-20 10:00"));
  apply(state, act_of(2, act::rows_confirmed, {{"rows", {0, 1}}}, "2026-02-20 10:02"));
  EXPECT_EQ(state.audits["a"].seconds(), 120);
  apply(state, act_of(3, act::row_judged, {{"row", 2}, {"answer", "needed"}}, "2026-02-21 16:00"));
  EXPECT_EQ(state.audits["a"].seconds(), 420);
}

TEST(ReviewTime, TellsHowManyListsWereHardlyRead) {
  for (const int seconds : {5, 6}) {
    ReviewState state;
    apply(state, act_of(1, act::list_opened, {}, "2026-02-20 10:00"));
    apply(state, act_of(2, act::rows_confirmed, {{"rows", {0, 1, 2}}}, "2026-02-20 10:00"));
    apply(state, act_of(3, act::list_signed, {{"rows", {0, 1, 2}}},
                        "2026-02-20 10:00:0" + std::to_string(seconds)));
    EXPECT_EQ(state.audits["a"].fast_parts(2), seconds == 5 ? 1 : 0);
    EXPECT_EQ(state.audits["a"].tally().confirmed, 3);
  }
}

TEST(ReviewTime, AListWithoutRowsOrFromPaperIsNoFastOne) {
  ReviewState state;
  apply(state, act_of(1, act::list_signed, {{"rows", json::array{}}}, "2026-02-20 10:00"));
  EXPECT_EQ(state.audits["a"].fast_parts(2), 0);
  apply(state,
        act_of(2, act::list_signed, {{"rows", {0}}, {"from_paper", true}}, "2026-02-20 10:00"));
  EXPECT_EQ(state.audits["a"].fast_parts(2), 0);
}

TEST(ReviewState, PassesOverWhatItCannotRead) {
  ReviewState state;
  for (const std::string_view kind :
       {act::rows_confirmed, act::row_taken_out, act::row_judged, act::row_undone,
        act::row_corrected, act::row_countersigned, act::deputy_entered, act::support_asked,
        act::support_given, act::employee_asked, act::employee_answered, act::talk_held_off,
        act::suspicion_opened, act::suspicion_stamped, act::suspicion_returned,
        act::second_reading_drawn, act::read_again, act::conflict_declared})
    for (const json::value& nonsense :
         {json::value{nullptr}, json::value{"x"}, json::value{-7}, json::value{json::array{7, {}}}})
      apply(state, act_of(9, kind,
                          {{"rows", nonsense},
                           {"row", nonsense},
                           {"answer", nonsense},
                           {"anew", nonsense},
                           {"asked", nonsense},
                           {"closes", nonsense},
                           {"suspicion", nonsense},
                           {"stamp", nonsense},
                           {"at", nonsense},
                           {"whole", true}},
                          "2026-02-20 10:00"));
}

TEST(ReviewKinds, AreWrittenInOldLedgersAndNeverRenamed) {
  for (const auto& [kind, text] : std::vector<std::pair<std::string_view, std::string_view>>{
           {act::rows_confirmed, "rows-confirmed"},
           {act::row_taken_out, "row-taken-out"},
           {act::row_judged, "row-judged"},
           {act::row_undone, "row-undone"},
           {act::row_corrected, "row-corrected"},
           {act::row_countersigned, "row-countersigned"},
           {act::deputy_entered, "deputy-entered"},
           {act::support_asked, "support-asked"},
           {act::support_given, "support-given"},
           {act::employee_asked, "employee-asked"},
           {act::employee_answered, "employee-answered"},
           {act::talk_held_off, "talk-held-off"},
           {act::suspicion_opened, "suspicion-opened"},
           {act::suspicion_stamped, "suspicion-stamped"},
           {act::suspicion_returned, "suspicion-returned"},
           {act::second_reading_drawn, "second-reading-drawn"},
           {act::read_again, "read-again"}})
    EXPECT_EQ(kind, text);
}

/// Something that somebody tries; most of it is refused.
void try_something(ReviewHome& town, const std::vector<PartAt>& parts, std::uint32_t dice) {
  const char* users[] = {"maria", "vera", "kc", "mas", "dora", "cia"};
  town.as(users[dice % 6]);
  const PartAt& part = parts[dice / 6 % parts.size()];
  const std::int64_t row = dice / 64 % 5;
  const RowAt at{part.audit, part.list, row};
  Home& home = town.home();
  static_cast<void>(open_list(home, part));
  switch (dice / 1024 % 14) {
    case 0:
      static_cast<void>(judge_row(home, at, {needed, "other_unit", "", false}));
      break;
    case 1:
      static_cast<void>(judge_row(home, at, {acceptable, "wrong_person", "", false}));
      break;
    case 2:
      static_cast<void>(judge_row(home, at, {unclear, "not_remembered", "x", false}));
      break;
    case 3:
      static_cast<void>(hand_over(home, at, {.code = "curiosity"}));
      break;
    case 4:
      static_cast<void>(undo_row(home, at));
      break;
    case 5:
      static_cast<void>(declare_row_conflict(home, at));
      break;
    case 6:
      static_cast<void>(countersign(home, at, dice % 2 == 0, "x"));
      break;
    case 7:
      static_cast<void>(take_row_out(home, at));
      break;
    case 8:
      static_cast<void>(correct_row(home, at, {acceptable, "wrong_person", "", false}, "x"));
      break;
    case 9:
      static_cast<void>(declare_list_conflict(home, part));
      break;
    case 10:
      if (!town.review().suspicions.empty())
        static_cast<void>(return_suspicion(home, town.review().suspicions.back().opened, "x"));
      break;
    default:
      static_cast<void>(confirm_supported(home, part, {}));
      for (const std::int64_t one : town.progress_of(part.list).rows_of(part.part))
        if (town.standing({part.audit, part.list, one}) == unanswered)
          static_cast<void>(
              judge_row(home, {part.audit, part.list, one}, {needed, "other_unit", "", false}));
      static_cast<void>(sign_list(home, part));
  }
}

/// Standings of the rows that are signed.
std::map<std::pair<std::string, std::int64_t>, Standing> signed_rows(const State& state) {
  std::map<std::pair<std::string, std::int64_t>, Standing> rows;
  const AuditReview* review = state.review.audit(ReviewHome::id);
  for (const auto& [code, list] : state.progress.audits.at(ReviewHome::id).lists)
    for (std::int64_t row = 0; row < list.rows; ++row)
      if (list.is_row_signed(row))
        rows[{code, row}] = review == nullptr ? unanswered : review->standing(code, row);
  return rows;
}

/// Folds the acts anew; each that changes what was signed is a correction.
State replayed(const Ledger& ledger) {
  State state;
  for (std::uint64_t seq = 0; seq < ledger.size(); ++seq) {
    const auto act = parse_leaf(ledger.stored(seq).leaf);
    const auto before = state.progress.audits.contains(ReviewHome::id)
                            ? signed_rows(state)
                            : decltype(signed_rows(state)){};
    apply(state, *act);
    if (before.empty()) continue;
    const auto after = signed_rows(state);
    const bool corrects = act->kind == act::row_corrected || act->kind == act::row_countersigned ||
                          (act->kind == act::suspicion_opened && act->open.contains("correction"));
    for (const auto& [row, standing] : before) {
      EXPECT_TRUE(after.contains(row)) << act->kind;
      EXPECT_TRUE(corrects || after.at(row) == standing) << act->kind;
    }
  }
  return state;
}

// A home for each run is what takes the time: few runs, long ones.
TEST(ReviewState, WhatIsSignedChangesByACorrectionOnlyAndTheActsTellItAll) {
  for (const std::uint32_t seed : {1U, 2U}) {
    ReviewHome town;
    const std::string vera = town.reader_code("s-vera");
    const std::vector<PartAt> parts{town.part("s-dan"), town.part("s-dan", vera),
                                    town.part("s-bo", vera),
                                    town.part("s-dan", "", "quality_controller")};
    std::mt19937 dice{seed};
    for (int i = 0; i < 80; ++i) try_something(town, parts, static_cast<std::uint32_t>(dice()));
    EXPECT_EQ(written(replayed(town.home().ledger).review), written(town.review())) << seed;
    EXPECT_FALSE(signed_rows(town.state()).empty()) << seed;
  }
}

}  // namespace
}  // namespace insyn
