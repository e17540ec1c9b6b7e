#include <gtest/gtest.h>

#include "domain/calendar/format.h"
#include "papers/area_lists.h"
#include "papers/figures_for_tests.h"
#include "papers/list_form.h"
#include "papers/no_remark_letter.h"
#include "papers/plain_text_for_tests.h"

namespace insyn {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

RowView row(std::int64_t number, bool supported, bool flagged) {
  RowView view;
  view.row = number - 1;
  view.number = number;
  view.facts = {supported, flagged};
  view.client = "Klient " + std::to_string(number);
  view.born = "1938";
  view.case_text = "SoL-ärende vid Hemtjänst Norr";
  view.opened = "Öppnad 2 gånger, 3 februari kl. 08.15 – 4 februari kl. 09.00: läste.";
  if (supported)
    view.reasons = {"Besök hos brukaren 3 februari kl. 08.00"};
  else
    view.support =
        "Registren visar inget skäl. Det betyder inte att öppningen var fel – bara att "
        "vi inte ser varför.";
  if (flagged) view.look = {"Utskrift"};
  return view;
}

ListView list_for_tests() {
  ListView view;
  view.at = {"2026-1.1", "0123", ""};
  view.period = "2026-1";
  view.person = "Sofia Lindgren";
  view.first_name = "Sofia";
  view.title = "undersköterska";
  view.unit = "Hemtjänst Norr";
  view.window = {*parse_day("2026-02-02"), *parse_day("2026-02-16")};
  view.system = "Viva";
  view.answer_by = *parse_day("2026-03-20");
  view.denied = 2;
  view.rows = {row(1, false, false), row(2, true, true), row(3, false, false), row(4, true, false)};
  view.rows[2].review.standing = Standing::needed;
  view.rows[2].code_text = "Pass på annan enhet";
  view.to_judge = 3;
  view.supported = 1;
  view.minutes = 3;
  view.next_in_line = "Vera Holm";
  return view;
}

TEST(ListForm, IsAsItWasRead) {
  expect_golden(list_form(list_for_tests(), Routine{}, head_for_tests()), "list_form");
}

TEST(ListForm, HasEveryRowOnceAndInItsGroup) {
  const std::string text = PlainText::of(list_form(list_for_tests(), Routine{}, head_for_tests()));
  const std::size_t supported = text.find("## Har stöd i registren");
  for (int number = 1; number <= 4; ++number) {
    const std::string client = "Klient " + std::to_string(number) + ",";
    const std::size_t at = text.find(client);
    ASSERT_NE(at, std::string::npos) << client;
    EXPECT_EQ(text.find(client, at + 1), std::string::npos) << client;
    EXPECT_EQ(at > supported, number == 4) << client;
  }
}

TEST(ListForm, ASignedListSaysBy) {
  ListView view = list_for_tests();
  view.signed_at = parse_time("2026-03-18 14:05").at;
  view.signed_by = "Maria Berg";
  view.sign_off_text = "Jag har granskat.";
  const std::string text = PlainText::of(list_form(view, Routine{}, head_for_tests()));
  EXPECT_TRUE(holds(text, "Underskriven 18 mars 2026 kl. 14.05 av Maria Berg."));
  EXPECT_FALSE(holds(text, "Namnteckning ____"));
}

TEST(ListForm, OfAnEmptyListIsStillSigned) {
  ListView view = list_for_tests();
  view.rows.clear();
  view.to_judge = view.supported = 0;
  const Document form = list_form(view, Routine{}, head_for_tests());
  EXPECT_EQ(fault_of(form), "");
  EXPECT_TRUE(holds(PlainText::of(form), "Namnteckning ____"));
}

SuspicionView suspicion_for_tests() {
  SuspicionView view;
  view.state.opened = 417;
  view.state.at = parse_time("2026-03-19 10:00").at;
  view.state.evidence_sha256 = std::string(64, 'a');
  view.person = "Sofia Lindgren";
  view.code_text = "Ville veta";
  view.text = "Medarbetaren ville se hur det hade gått.";
  view.row = row(3, false, true);
  view.handed_over_by = "Maria Berg";
  Stamps stamps;
  stamps.knowledge = parse_time("2026-03-19 10:00").at;
  view.clocks = clocks_of(built_in_review_rules().clocks, stamps);
  return view;
}

TEST(SuspicionForm, IsAsItWasRead) {
  expect_golden(suspicion_form(suspicion_for_tests(), RetentionRules{}, head_for_tests()),
                "suspicion_form");
}

TEST(SuspicionForm, ForWhoSeesClocksOnlyNamesNobody) {
  SuspicionView view = suspicion_for_tests();
  view.person = view.code_text = view.text = view.handed_over_by = "";
  view.row.reset();
  const std::string text = PlainText::of(suspicion_form(view, RetentionRules{}, head_for_tests()));
  EXPECT_TRUE(holds(text, "Du ser frister och beslut, inte vem det gäller"));
  EXPECT_FALSE(holds(text, "Sofia"));
  EXPECT_FALSE(holds(text, "Klient"));
}

TEST(NoRemarkLetter, IsAsItWasRead) {
  ListView view = list_for_tests();
  view.no_remark = true;
  view.signed_by = "Maria Berg";
  const auto letter = no_remark_letter(view, Routine{}, head_for_tests());
  ASSERT_TRUE(letter);
  expect_golden(*letter, "no_remark_letter");
}

TEST(NoRemarkLetter, IsNoneWhereThereIsARemarkAndTellsNoClient) {
  ListView view = list_for_tests();
  EXPECT_FALSE(no_remark_letter(view, Routine{}, head_for_tests()));
  view.no_remark = true;
  const auto letter = no_remark_letter(view, Routine{}, head_for_tests());
  ASSERT_TRUE(letter);
  EXPECT_FALSE(holds(PlainText::of(*letter), "Klient"));
  EXPECT_FALSE(holds(PlainText::of(*letter), "{"));
}

TEST(NoRemarkLetter, SaysTheDayUntilWhichTheRoutineKeepsTheResult) {
  ListView view = list_for_tests();
  view.no_remark = true;
  Routine routine;
  const auto letter = [&] {
    return PlainText::of(*no_remark_letter(view, routine, head_for_tests()));
  };
  EXPECT_TRUE(holds(letter(), "sparas till 15 februari 2031"));
  routine.retention.lists_years = 10;
  EXPECT_TRUE(holds(letter(), "sparas till 15 februari 2036"));
  EXPECT_TRUE(holds(PlainText::of(list_form(view, routine, head_for_tests())),
                    "sparas till 15 februari 2036. Därefter ska de gallras"));
}

/// Two managers' lists in the area, one with a row that chief nurse reads; a list of a role; a list
/// of another area.
AuditProgress progress_for_tests() {
  AuditProgress progress;
  ListProgress list;
  list.area = "a-ht";
  list.reader = "reader-maria";
  list.rows = 3;
  list.sent = true;
  list.moved = {{"", "chief_nurse", {2}, {}, {}, {}}};
  progress.lists["one"] = list;
  list.reader = "reader-bo";
  list.rows = 2;
  list.moved.clear();
  list.signed_off = 30;
  progress.lists["two"] = list;
  list.role = "chief_nurse";
  list.reader.clear();
  progress.lists["three"] = list;
  list.role.clear();
  list.reader = "reader-bo";
  list.area = "a-sb";
  progress.lists["four"] = list;
  return progress;
}

AreaAsked area_for_tests() {
  return {"2026-1.1",
          "2026-1",
          "a-ht",
          "Hemtjänst",
          *parse_day("2026-03-20"),
          *parse_day("2026-03-24")};
}

TEST(AreaLists, IsAsItWasRead) {
  AuditReview review;
  review.lists["one"].rows[0].standing = Standing::acceptable;
  review.lists["one"].rows[2].standing = Standing::suspected;  // the chief nurse's: told to no head
  review.lists["two"].rows[0].standing = Standing::confirmed;
  review.lists["two"].rows[1].standing = Standing::suspected;
  expect_golden(
      area_lists(area_for_tests(), progress_for_tests(), &review,
                 {{"reader-maria", "Maria Berg"}, {"reader-bo", "Bo Ek"}}, head_for_tests()),
      "area_lists");
}

/// Of three rows the chief nurse reads one: neither three nor two is told, or the third would show.
TEST(AreaLists, DontTellHowManyRowsAListHas) {
  AuditProgress progress = progress_for_tests();
  AuditReview review;
  review.lists["one"].rows[0].standing = review.lists["one"].rows[1].standing = Standing::needed;
  const std::string text = PlainText::of(
      area_lists(area_for_tests(), progress, &review,
                 {{"reader-maria", "Maria Berg"}, {"reader-bo", "Bo Ek"}}, head_for_tests()));
  EXPECT_TRUE(holds(text, "Maria Berg | 0 | 0 | 0 | 0 | Sen"));
  const std::string shown = text;
  progress.lists["one"].moved.clear();
  progress.lists["one"].rows = 2;
  EXPECT_EQ(PlainText::of(area_lists(area_for_tests(), progress, &review,
                                     {{"reader-maria", "Maria Berg"}, {"reader-bo", "Bo Ek"}},
                                     head_for_tests())),
            shown);
}

TEST(AreaLists, OfAnAreaWithoutListsSaysThatItIsChance) {
  AreaAsked asked = area_for_tests();
  asked.area = "a-none";
  const std::string text =
      PlainText::of(area_lists(asked, progress_for_tests(), nullptr, {}, head_for_tests()));
  EXPECT_TRUE(holds(text, "Det är slumpen, inte ett undantag."));
}

}  // namespace
}  // namespace insyn
