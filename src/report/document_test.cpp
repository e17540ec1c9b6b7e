#include "report/document.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

using paper::Block;
using paper::Box;
using paper::BoxKind;
using paper::Chart;
using paper::Column;
using paper::day_cell;
using paper::Heading;
using paper::link;
using paper::number_cell;
using paper::Paragraph;
using paper::share_cell;
using paper::strong;
using paper::Table;
using paper::Text;

Document paper_of(std::vector<Block> blocks) {
  Document document;
  document.title = "Rapport";
  document.blocks = std::move(blocks);
  return document;
}

TEST(Text, JoinsItsPartsInOrder) {
  const Text text{"Svara senast ", strong("30 april"), "."};
  ASSERT_EQ(text.runs().size(), 3U);
  EXPECT_TRUE(text.runs()[1].strong);
  EXPECT_EQ(text.plain(), "Svara senast 30 april.");
}

TEST(NumberCell, GroupsDigitsByThreesWithSpacesThatDontBreak) {
  EXPECT_EQ(number_cell(0).text, "0");
  EXPECT_EQ(number_cell(999).text, "999");
  EXPECT_EQ(number_cell(1'234'567).text, "1\u00a0234\u00a0567");
  EXPECT_EQ(number_cell(-1'000).text, "-1\u00a0000");
  EXPECT_EQ(number_cell(-100).text, "-100");
  EXPECT_EQ(number_cell(1'234).number, 1234.0);
}

TEST(ShareCell, HasTenthsOnlyWhenThereAreAny) {
  EXPECT_EQ(share_cell(103).text, "10,3\u00a0%");
  EXPECT_EQ(share_cell(150).text, "15\u00a0%");
  EXPECT_EQ(share_cell(-5).text, "-0,5\u00a0%");
  EXPECT_DOUBLE_EQ(*share_cell(103).number, 0.103);
}

TEST(DayCell, IsWrittenAsIsoAndKeepsTheDay) {
  const Day day{std::chrono::days{20'487}};
  EXPECT_EQ(day_cell(day).text, "2026-02-03");
  EXPECT_EQ(day_cell(day).day, day);
}

TEST(FaultOf, FindsNoneInAnOrdinaryDocument) {
  EXPECT_EQ(fault_of(paper_of({Heading{2, "Beslut", "beslut"}, Paragraph{link("se", "#beslut")},
                               Paragraph{link("sidan", "/rapporter")}})),
            "");
}

TEST(FaultOf, WantsATitle) { EXPECT_NE(fault_of(Document{}), ""); }

TEST(FaultOf, FindsALevelThatIsSkipped) {
  EXPECT_NE(fault_of(paper_of({Heading{3, "Under"}})), "");
  EXPECT_EQ(fault_of(paper_of({Heading{2, "Över"}, Heading{3, "Under"}, Heading{3, "Bredvid"}})),
            "");
  EXPECT_NE(fault_of(paper_of({Heading{1, "Titel"}})), "");
  EXPECT_NE(fault_of(paper_of({Box{"Ruta", {}, BoxKind::calm, 3}})), "");
}

TEST(FaultOf, FindsALinkThatLeadsNowhereOrAway) {
  EXPECT_NE(fault_of(paper_of({Paragraph{link("se", "#borta")}})), "");
  EXPECT_NE(fault_of(paper_of({Paragraph{link("se", "//annan.example")}})), "");
  EXPECT_NE(fault_of(paper_of({Paragraph{link("se", "javascript:x")}})), "");
  EXPECT_NE(fault_of(paper_of({Heading{2, "A", "a"}, Heading{2, "B", "a"}})), "");
}

TEST(FaultOf, FindsARowThatDoesntFitItsColumns) {
  Table table{.title = "Grupper", .columns = {Column{"Grupp"}, Column{"Antal"}}};
  table.rows = {{"Myndighet", number_cell(80)}};
  EXPECT_EQ(fault_of(paper_of({table})), "");
  table.foot = {"Alla"};
  EXPECT_NE(fault_of(paper_of({table})), "");
}

TEST(FaultOf, FindsABarWithoutANumber) {
  Table table{.title = "Grupper", .columns = {Column{"Grupp"}, Column{"Antal"}}};
  table.rows = {{"Myndighet", number_cell(80)}};
  EXPECT_EQ(fault_of(paper_of({Chart{"Staplar", table, {1}}})), "");
  EXPECT_NE(fault_of(paper_of({Chart{"Staplar", table, {2}}})), "");
  EXPECT_NE(fault_of(paper_of({Chart{"", table, {1}}})), "");
  table.rows.push_back({"Hög risk", "fåtal"});
  EXPECT_EQ(fault_of(paper_of({Chart{"Staplar", table, {1}}})), "") << "it has no bar";
  table.rows.push_back({"Under noll", number_cell(-1)});
  EXPECT_NE(fault_of(paper_of({Chart{"Staplar", table, {1}}})), "");
}

}  // namespace
}  // namespace insyn
