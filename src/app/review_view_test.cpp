#include "app/review_view.h"

#include <gtest/gtest.h>

#include <set>

#include "app/review_home_for_tests.h"
#include "app/row_openings.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

using enum Standing;

class View : public ::testing::Test {
 protected:
  Home& home() { return town.home(); }
  std::vector<MyList> mine(const std::string& user) {
    return my_lists(*town.look(), "u-" + user, *parse_day("2026-02-20"));
  }
  std::optional<ListView> seen(const std::string& user, const PartAt& at,
                               const std::string& today = "2026-02-20") {
    return list_view(*town.look(), "u-" + user, at, *parse_day(today));
  }
  RowView row_in(const ListView& view, const std::string& client) {
    for (const RowView& row : view.rows)
      if (row.client == client) return row;
    throw std::runtime_error{"no row"};
  }
  ReviewHome town;
};

TEST_F(View, ShowsEachReaderTheirPartsAndNobodyElseAnything) {
  std::set<std::string> people;
  for (const MyList& list : mine("maria")) people.insert(list.person);
  EXPECT_EQ(people, (std::set<std::string>{"Anna", "Bo", "Cia Ek", "Dan"}));
  // Anna's and Bo's rows that Maria is in conflict about, and Maria's own list.
  EXPECT_EQ(mine("vera").size(), 3U);
  EXPECT_EQ(mine("kc").size(), 1U);
  for (const char* user : {"mas", "dora", "adm", "cia", "olle"})
    EXPECT_TRUE(mine(user).empty()) << user;
  for (const char* user : {"vera", "kc", "adm", "cia", "dora"})
    EXPECT_FALSE(seen(user, town.part())) << user;
  EXPECT_FALSE(seen("maria", town.part("s-dan", "", "quality_controller")));
}

TEST_F(View, CountsWhatNeedsAJudgementAndWhatIsLeft) {
  const auto find = [&] {
    for (const MyList& list : mine("maria"))
      if (list.person == "Cia Ek") return list;
    throw std::runtime_error{"no list"};
  };
  MyList list = find();
  EXPECT_EQ(list.rows, 36);
  EXPECT_EQ(list.supported, 3);
  EXPECT_EQ(list.to_judge, 33);
  EXPECT_EQ(list.done, 0);
  EXPECT_EQ(list.unit, "Norr");
  EXPECT_EQ(list.answer_by, parse_day("2026-03-10"));
  EXPECT_FALSE(list.late);
  AuditHome::must(confirm_supported(home(), town.part(), {}));
  AuditHome::must(
      ask_support(home(), town.row("c-u04"), AskState::Kind::support, "Var hon hos er?"));
  AuditHome::must(
      judge_row(home(), town.row("c-u10"), {unclear, "not_remembered", "Vi letade", false}));
  list = find();
  EXPECT_EQ(list.done, 3);
  EXPECT_EQ(list.waiting, 2);
}

TEST_F(View, TheFirstNameIsThePersonsWhicheverNameStandsFirst) {
  town.register_file(Register::staff, "staff_id,name,personal_number\ns-cia,\"Ek, Cia\",\n");
  const auto view = seen("maria", town.part());
  ASSERT_TRUE(view);
  EXPECT_EQ(view->person, "Ek, Cia");
  EXPECT_EQ(view->first_name, "Cia");
}

TEST_F(View, AListSaysWhoWhenAndWhatToDo) {
  const auto view = seen("maria", town.part());
  ASSERT_TRUE(view);
  EXPECT_EQ(view->person, "Cia Ek");
  EXPECT_EQ(view->first_name, "Cia");
  EXPECT_EQ(view->unit, "Norr");
  EXPECT_FALSE(view->authority);
  EXPECT_EQ(view->window, (DayRange{*parse_day("2026-02-02"), *parse_day("2026-02-16")}));
  EXPECT_EQ(view->system, "systemet");  // the test's home has no list of sources
  EXPECT_EQ(view->denied, 1);
  EXPECT_EQ(view->to_judge, 33);
  EXPECT_EQ(view->supported, 3);
  EXPECT_EQ(view->next_in_line, "Vera");
  EXPECT_FALSE(view->late);
  EXPECT_TRUE(seen("maria", town.part(), "2026-03-11")->late);
  ASSERT_EQ(view->missing.size(), 2U);
  EXPECT_EQ(view->missing[0].count, 36);
  const RowView row = row_in(*view, "Nc-u05");
  EXPECT_EQ(row.case_text, "SoL-ärende vid Söder");
  EXPECT_EQ(row.opened, "Öppnad 1 gång, 10 februari kl. 10.00: läste.");
  EXPECT_EQ(row.first_day, "10 februari");
  EXPECT_FALSE(row.support.empty());
  EXPECT_EQ(row_in(*view, "Sara").reasons,
            std::vector<std::string>{"Arbetar med brukarens hemtjänst sedan 1 januari 2025"});
  EXPECT_TRUE(row_in(*view, "Sara").may_confirm);
  EXPECT_FALSE(row_in(*view, "Sune").may_confirm);
  EXPECT_EQ(row_in(*view, "Sune").look,
            std::vector<std::string>{"Person med särskilt lokalt eller allmänt intresse"});
}

TEST_F(View, WhatWasMovedAwayLeavesNoTrace) {
  // Anna's only row went to Vera: Maria's part is empty, like that of somebody who opened nothing.
  const auto empty = seen("maria", town.part("s-anna"));
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->rows.empty());
  EXPECT_TRUE(empty->missing.empty());
  // Dan has a confidential list too: nothing of it shows.
  const auto dan = seen("maria", town.part("s-dan"));
  ASSERT_EQ(dan->rows.size(), 1U);
  EXPECT_EQ(dan->rows[0].number, 1);
  EXPECT_EQ(dan->rows[0].client, "Stina");
}

TEST_F(View, NumbersStayWhenARowIsTakenOutOrHandedOn) {
  const auto numbers = [&] {
    std::map<std::string, std::int64_t> found;
    const auto view = seen("maria", town.part());
    for (const RowView& row : view->rows) found[row.client] = row.number;
    return found;
  };
  auto before = numbers();
  AuditHome::must(take_row_out(home(), town.row("c-s1")));
  EXPECT_EQ(numbers(), before);
  AuditHome::must(declare_row_conflict(home(), town.row("c-u01")));
  before.erase("Nc-u01");
  EXPECT_EQ(numbers(), before);
}

TEST_F(View, SignsWithTheCountsInWords) {
  AuditHome::must(judge_row(home(), town.row("c-u10"), {acceptable, "wrong_person", "", false}));
  AuditHome::must(hand_over(home(), town.row("c-pub"), {.code = "curiosity"}));
  AuditHome::must(declare_row_conflict(home(), town.row("c-u11")));
  town.finish(town.part());
  const auto view = seen("maria", town.part());
  EXPECT_TRUE(view->sign_off_text.starts_with(
      "Jag har granskat Cia Eks öppningar 2–15 februari 2026: 3 bekräftade, 30 behövliga efter "
      "bedömning, 1 godtagbara misstag, 1 överlämnade, 1 som jag har bett någon annan bedöma, 0 "
      "som inte kunde klarläggas."))
      << view->sign_off_text;
  EXPECT_TRUE(view->signed_at);
  EXPECT_EQ(view->signed_by, "maria");
  EXPECT_TRUE(view->missing.empty());
  EXPECT_FALSE(view->no_remark);
  town.finish(town.part("s-dan"));
  EXPECT_TRUE(seen("maria", town.part("s-dan"))->no_remark);
}

TEST_F(View, ACorrectedRowKeepsWhatItWasSignedWithAndSaysWhyItWasCorrected) {
  town.finish(town.part());
  const RowAt at = town.row("c-u10");
  AuditHome::must(
      correct_row(home(), at, {acceptable, "wrong_person", "Fel Karin", false}, "Såg fel"));
  AuditHome::must(correct_row(home(), at, {needed, "on_call", "Larm", false}, "Schemat kom"));
  const auto view = seen("maria", town.part());
  const auto row = std::ranges::find(view->rows, at.row, &RowView::row);
  ASSERT_NE(row, view->rows.end());
  ASSERT_TRUE(row->review.signed_answer);
  EXPECT_EQ(row->review.signed_answer->standing, needed);
  EXPECT_EQ(row->signed_code_text, "Pass på annan enhet");
  EXPECT_EQ(row->correction_reason, "Schemat kom");
  EXPECT_EQ(row->text, "Larm");
}

TEST_F(View, ASpecialReaderGetsNoLetterToHandOut) {
  town.as("kc");
  const PartAt part = town.part("s-dan", "", "quality_controller");
  town.finish(part);
  const auto view = seen("kc", part);
  ASSERT_TRUE(view && view->signed_at);
  EXPECT_FALSE(view->no_remark) << "their row says nothing of the manager's list";
}

TEST_F(View, WhoIsToCallSeesWhoWaitsUntilTheRowIsAnswered) {
  AuditHome::must(hold_off_talk(home(), town.row("c-u10"), "Ser allvarligt ut."));
  const auto calls = calls_to(*town.look(), "u-hr");
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].reader, "maria");
  EXPECT_EQ(calls[0].text, "Ser allvarligt ut.");
  for (const char* other : {"u-dora", "u-kc", "u-maria", "u-cia", ""})
    EXPECT_TRUE(calls_to(*town.look(), other).empty()) << other;
  AuditHome::must(judge_row(home(), town.row("c-u10"), {needed, "on_call", "Larm", false}));
  EXPECT_TRUE(calls_to(*town.look(), "u-hr").empty());
}

TEST_F(View, TheOpeningsOfARowAddUpToIt) {
  const RowAt at = town.row("c-u10");
  const auto openings = openings_of_row(home(), at, *town.look()->names);
  ASSERT_TRUE(openings) << openings.error().text;
  const CurrentList list = town.list_of("s-cia");
  EXPECT_EQ(std::ssize(*openings), integer_of(list.row(at.row), "openings"));
  ASSERT_FALSE(openings->empty());
  EXPECT_NE(openings->front().opened.find("10 februari"), std::string::npos);
  EXPECT_FALSE(openings_of_row(home(), {at.audit, at.list, 999}, *town.look()->names));
}

TEST_F(View, WhoIsAskedSeesThatRowOnly) {
  AuditHome::must(judge_row(home(), town.row("c-u05"), {needed, "on_call", "Larm", false}));
  AuditHome::must(
      ask_support(home(), town.row("c-u05"), AskState::Kind::owning_unit, "Var hon hos er?"));
  AuditHome::must(ask_employee(home(), town.row("c-u10"), "Kan du berätta?"));
  const auto olle = questions_to(*town.look(), "u-olle");
  ASSERT_EQ(olle.size(), 1U);
  EXPECT_EQ(olle[0].person, "Cia Ek");
  EXPECT_EQ(olle[0].ask.text, "Var hon hos er?");
  ASSERT_TRUE(olle[0].row);
  EXPECT_EQ(olle[0].row->client, "Nc-u05");
  EXPECT_TRUE(olle[0].row->text.empty());  // an opinion of one's own
  const auto cia = questions_to(*town.look(), "u-cia");
  ASSERT_EQ(cia.size(), 1U);
  EXPECT_FALSE(cia[0].row);
  EXPECT_EQ(cia[0].when, "10 februari 2026 kl. 10.00");
  EXPECT_EQ(cia[0].asker, "maria");
  const RowView asked = row_in(*seen("maria", town.part()), "Nc-u05");
  ASSERT_EQ(asked.asks.size(), 1U);
  EXPECT_EQ(asked.asks[0].to, "chefen för Söder");
  EXPECT_EQ(asked.text, "Larm");
}

TEST_F(View, WaitsForTheCountersignatureOfTheRoleByLaw) {
  AuditHome::must(
      judge_row(home(), town.row("c-u04"), {unclear, "not_remembered", "Vi letade", false}));
  EXPECT_EQ(to_countersign(*town.look(), "u-mas").size(), 1U);
  EXPECT_EQ(to_countersign(*town.look(), "u-mas")[0].row.text, "Vi letade");
  for (const char* user : {"u-kc", "u-maria", "u-dora", "u-adm"})
    EXPECT_TRUE(to_countersign(*town.look(), user).empty()) << user;
}

TEST_F(View, CountsForReportsNameNobody) {
  AuditHome::must(judge_row(home(), town.row("c-u10"), {acceptable, "wrong_person", "", false}));
  AuditHome::must(hand_over(home(), town.row("c-pub"), {.code = "curiosity"}));
  town.finish(town.part());
  const ReviewCounts counts = counts_of(town.state(), *load_routine(home()), ReviewHome::id);
  EXPECT_EQ(counts.lists, 5);
  EXPECT_EQ(counts.lists_signed, 1);
  EXPECT_EQ(counts.tally.rows, 36);
  EXPECT_EQ(counts.tally.confirmed, 3);
  EXPECT_EQ(counts.tally.acceptable, 1);
  EXPECT_EQ(counts.tally.suspected, 1);
  EXPECT_EQ(counts.incident_lines, 1);
  EXPECT_EQ(counts.suspicions, 1);
  EXPECT_EQ(counts.fast_lists, 1);  // the test's clock stood still
}

}  // namespace
}  // namespace insyn
