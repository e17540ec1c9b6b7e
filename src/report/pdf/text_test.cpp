#include "report/pdf/text.h"

#include <gtest/gtest.h>

namespace insyn::pdf {
namespace {

class Lines : public testing::Test {
 protected:
  double width(const std::string& words) { return setter.extent(words, style).natural; }
  std::size_t count(const paper::Text& text, double room) {
    return setter.lines(text, style, room).size();
  }

  Typesetter setter{""};
  Style style{};
};

TEST_F(Lines, FillALineBeforeTheNext) {
  EXPECT_EQ(count("ett två", width("ett två") + 0.1), 1U);
  EXPECT_EQ(count("ett två", width("ett två") - 1), 2U);
}

TEST_F(Lines, NeverBreakAtSpacesThatDontBreak) {
  EXPECT_NEAR(setter.extent("2\u00a0februari", style).least, width("2 februari"), 0.001);
  EXPECT_NEAR(setter.extent("1\u202f234", style).least, width("1 234"), 0.001);
  EXPECT_LT(setter.extent("2 februari", style).least, width("2 februari"));
}

TEST_F(Lines, BreakAfterAHyphenBetweenLettersOnly) {
  EXPECT_LT(setter.extent("IT-strateg", style).least, width("IT-strateg"));
  EXPECT_NEAR(setter.extent("0980-31", style).least, width("0980-31"), 0.001);
  EXPECT_NEAR(setter.extent("M\u20112026", style).least, width("M-2026"), 0.001);
}

TEST_F(Lines, ShowASoftHyphenOnlyWhereTheyBreak) {
  EXPECT_EQ(width("kom\u00admun"), width("kom") + width("mun"));
  const auto lines = setter.lines("kommun\u00adstyrelse", style, width("kommun-") + 1);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].spans.back().soft_hyphen);
  EXPECT_FALSE(lines[1].spans.back().soft_hyphen);
}

TEST_F(Lines, DivideAWordThatIsLongerThanALine) {
  const std::string word(500, 'x');
  const auto lines = setter.lines(word, style, 100);
  EXPECT_GT(lines.size(), 20U);
  for (const Line& line : lines) EXPECT_LE(line.width, 100.1);
}

TEST_F(Lines, GiveEvenNoRoomOneSignALine) { EXPECT_EQ(count("abc", 0), 3U); }

TEST_F(Lines, AreOneForNoText) {
  EXPECT_EQ(count("", 100), 1U);
  EXPECT_EQ(count(paper::Text{}, 100), 1U);
  EXPECT_EQ(count("   ", 100), 1U);
}

TEST_F(Lines, EndWhereTheTextSaysSo) { EXPECT_EQ(count("ett\n\ntvå", 1000), 3U); }

TEST_F(Lines, AreAsWideAsTheirWordsWhateverTheirWeight) {
  const auto lines =
      setter.lines({"a ", paper::strong("fet text med mellanrum"), " b"}, style, 1000);
  Style bold = style;
  bold.weight = Weight::strong;
  const double expected =
      width("a") + width(" b") + 0 + setter.extent("fet text med mellanrum", bold).natural;
  ASSERT_EQ(lines.size(), 1U);
  // Two spaces: one regular, and one of the bold run.
  EXPECT_NEAR(lines[0].width, expected, 2 * style.size * 0.3);
}

TEST_F(Lines, ShowABoxForWhatTheFontLacks) {
  EXPECT_EQ(width("\U0001F600"), width("\u25a1"));
  EXPECT_EQ(width("\xFF"), width("\u25a1"));
}

TEST_F(Lines, ShowTextAsItStands) {
  // The font would draw a times sign and an arrow, which have other widths.
  EXPECT_NEAR(width("3x4"), width("3") + width("x") + width("4"), 0.3);
  EXPECT_NEAR(width("->"), width("-") + width(">"), 0.6);
}

TEST_F(Lines, HaveFiguresOfOneWidthInTables) {
  style.figures = Figures::table;
  EXPECT_DOUBLE_EQ(width("1111"), width("8888"));
}

TEST(TargetOf, IsTheSiteForPagesAndNothingWithoutOne) {
  EXPECT_EQ(Typesetter{"https://a.example"}.target(paper::link("x", "/y")), "https://a.example/y");
  EXPECT_EQ(Typesetter{""}.target(paper::link("x", "/y")), "");
  EXPECT_EQ(Typesetter{""}.target(paper::link("x", "#y")), "#y");
}

}  // namespace
}  // namespace insyn::pdf
