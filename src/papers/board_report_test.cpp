#include "papers/board_report.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "papers/figures_for_tests.h"
#include "papers/outcomes.h"
#include "papers/plain_text_for_tests.h"

namespace insyn {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

double number_at(const paper::TableRow& row, std::size_t column) {
  return row[column].number.value_or(-1);
}

std::vector<std::string> row_names(const paper::Table& table) {
  std::vector<std::string> names;
  for (const paper::TableRow& row : table.rows) names.push_back(row.front().text);
  return names;
}

TEST(BoardReport, TellsOutcomesOfFewPersonsTogetherWithOthers) {
  AuditFigures figures = figures_for_tests();
  EXPECT_EQ(row_names(public_stratum_outcomes(figures)),
            (std::vector<std::string>{"Myndighet + Utan behörighet", "Högrisk", "Medelrisk"}));
  figures.areas.front().persons = 4;
  EXPECT_EQ(row_names(public_area_outcomes(figures)).front(), "Hemtjänst");
  for (AreaFigures& area : figures.areas) area.persons = 0;
  figures.areas.front().persons = 4;
  const paper::Table one = public_area_outcomes(figures);
  EXPECT_TRUE(one.rows.empty()) << "four persons' numbers, and one is under five";
  EXPECT_EQ(one.foot[1].number, 2302);
}

TEST(BoardReport, LinksNoOutcome) {
  for (const paper::Table& table :
       {public_area_outcomes(figures_for_tests()), public_stratum_outcomes(figures_for_tests())})
    for (const paper::TableRow& row : table.rows)
      for (const paper::Cell& cell : row) EXPECT_EQ(cell.link, "");
}

TEST(CommitteeReport, IsAsItWasRead) {
  expect_golden(committee_report(figures_for_tests(), head_for_tests()), "committee_report");
}

TEST(CommitteeReport, WithoutANumberOfTheMatterAsksForIt) {
  PaperHead head = head_for_tests();
  head.reference.clear();
  EXPECT_TRUE(holds(PlainText::of(committee_report(figures_for_tests(), head)),
                    "Ärendet har inget diarienummer än."));
}

TEST(BoardReport, IsAsItWasRead) {
  expect_golden(board_report(figures_for_tests(), head_for_tests()), "board_report");
}

TEST(BoardReport, HasExactTotalsAndNoSmallNumberByAreaOrGroup) {
  const AuditFigures figures = figures_for_tests();
  for (const paper::Table& table :
       {public_area_outcomes(figures), public_stratum_outcomes(figures)}) {
    EXPECT_EQ(number_at(table.foot, 1), 2302);
    EXPECT_EQ(number_at(table.foot, 6), 1);
    for (const paper::TableRow& row : table.rows)
      for (std::size_t column = 1; column < row.size(); ++column) {
        const double number = row[column].number.value_or(0);
        EXPECT_TRUE(number == 0 || number >= 5) << row.front().text << " " << number;
      }
  }
}

bool is_hidden(const paper::Cell& cell) {
  if (cell.number) return false;
  RC_ASSERT(cell.text == "färre än\u00a05" || cell.text == "visas inte");
  return true;
}

/// What everyone sees of a table: exact sums below, no number of 1 to 4 above them, and never a
/// single hidden number in a column or in a row with its sum, which the others would tell.
void expect_safe(const paper::Table& table) {
  for (std::size_t column = 1; column < table.columns.size() && !table.rows.empty(); ++column) {
    std::int64_t hidden = 0;
    for (const paper::TableRow& row : table.rows) {
      RC_ASSERT(is_hidden(row[column]) || number_at(row, column) == 0 ||
                number_at(row, column) >= 5);
      hidden += is_hidden(row[column]);
    }
    // The rows' own sums have no sum that isn't told by the other columns.
    if (column > 1) RC_ASSERT(hidden != 1);
  }
  for (const paper::TableRow& row : table.rows)
    RC_ASSERT(std::count_if(row.begin() + 1, row.end(), is_hidden) != 1);
}

Tally any_tally() {
  const auto few = [] {
    return *rc::gen::weightedElement<std::int64_t>(
        {{4, 0}, {3, 1}, {2, 2}, {1, 3}, {2, 4}, {1, 5}, {1, 9}});
  };
  return tally_of(*rc::gen::inRange<std::int64_t>(0, 12), few(), few(), few(), few());
}

TEST(BoardReport, TellsNoSmallNumberByAreaOrGroupWhateverTheFiguresAre) {
  rc::check([] {
    AuditFigures figures = figures_for_tests();
    Tally all;
    figures.areas.resize(*rc::gen::inRange<std::size_t>(1, 7), figures.areas.front());
    for (AreaFigures& area : figures.areas) all.add(area.tally = any_tally());
    figures.all.tally = all;
    const paper::Table table = public_area_outcomes(figures);
    expect_safe(table);
    RC_ASSERT(number_at(table.foot, 1) == static_cast<double>(all.rows));
    RC_ASSERT(number_at(table.foot, 2) == static_cast<double>(all.confirmed));
    RC_ASSERT(number_at(table.foot, 6) == static_cast<double>(all.suspected));
    RC_ASSERT(table.rows.empty() || table.rows.size() == figures.areas.size());
  });
}

TEST(BoardReport, LeadsNowhereInsideInsyn) {
  for (const Document& paper : {committee_report(figures_for_tests(), head_for_tests()),
                                board_report(figures_for_tests(), head_for_tests())})
    EXPECT_FALSE(holds(PlainText::of(paper), "</"));
}

TEST(BoardReport, WhenNothingIsSuspectedZeroIsZero) {
  AuditFigures figures = figures_for_tests();
  figures.suspicions.clear();
  EXPECT_TRUE(holds(PlainText::of(board_report(figures, head_for_tests())), "= Misstankar: 0 ("));
}

}  // namespace
}  // namespace insyn
