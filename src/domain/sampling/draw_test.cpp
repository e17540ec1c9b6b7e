#include "domain/sampling/draw.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "domain/sampling/frame.h"
#include "domain/sampling/ticket.h"

namespace insyn {
namespace {

std::vector<std::string> invented_frame(const std::string& stratum, int count) {
  std::vector<std::string> lines;
  lines.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    lines.push_back(frame_line("2026-1", stratum, pseudonym({}, stratum + std::to_string(i))));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  return a;
}

TEST(Draw, TakesTheLowestTicketsAndTheNextFiveInOrder) {
  const auto lines = invented_frame("high", 40);
  const auto drawn = draw({{"high", 4}}, lines, "a seed");
  ASSERT_EQ(drawn.size(), 1U);
  ASSERT_EQ(drawn[0].selected.size(), 4U);
  ASSERT_EQ(drawn[0].reserve.size(), 5U);
  std::vector<std::pair<std::string, std::string>> all;
  all.reserve(lines.size());
  for (const std::string& line : lines)
    all.emplace_back(ticket(seed_hash("a seed"), line), line.substr(line.rfind('/') + 1));
  std::sort(all.begin(), all.end());
  for (std::size_t i = 0; i < 9; ++i) {
    const Drawn& one = i < 4 ? drawn[0].selected[i] : drawn[0].reserve[i - 4];
    EXPECT_EQ(one.ticket, all[i].first);
    EXPECT_EQ(one.pseudonym, all[i].second);
  }
}

TEST(Draw, AnEmptyStratumAndAFullOneStandInTheOrderAsked) {
  const auto drawn = draw({{"z", 0}, {"all", 3}, {"six", 4}},
                          joined(invented_frame("all", 3), invented_frame("six", 6)), "s");
  ASSERT_EQ(drawn.size(), 3U);
  EXPECT_EQ(drawn[0], (DrawnStratum{"z", {}, {}}));
  EXPECT_EQ(drawn[1].id, "all");
  EXPECT_EQ(drawn[1].selected.size(), 3U);
  EXPECT_TRUE(drawn[1].reserve.empty());
  EXPECT_EQ(drawn[2].reserve.size(), 2U);
}

TEST(Draw, LinesOfOtherStrataAreLeftOut) {
  const auto drawn = draw({{"a", 2}}, joined(invented_frame("a", 2), invented_frame("b", 9)), "s");
  ASSERT_EQ(drawn.size(), 1U);
  EXPECT_EQ(drawn[0].selected.size(), 2U);
  EXPECT_TRUE(drawn[0].reserve.empty());
}

TEST(Draw, AnotherSeedIsAnotherDraw) {
  const auto lines = invented_frame("a", 30);
  EXPECT_EQ(draw({{"a", 5}}, lines, "s"), draw({{"a", 5}}, lines, "s"));
  EXPECT_NE(draw({{"a", 5}}, lines, "s"), draw({{"a", 5}}, lines, "s "));
}

RC_GTEST_PROP(Draw, AStratumIsDrawnTheSameWhateverStandsBesideIt, ()) {
  const int mine = *rc::gen::inRange(0, 40);
  const int others = *rc::gen::inRange(0, 40);
  const auto size = *rc::gen::inRange<std::int64_t>(0, 45);
  const auto alone = draw({{"mine", size}}, invented_frame("mine", mine), "s");
  const auto beside =
      draw({{"other", 3}, {"mine", size}},
           joined(invented_frame("mine", mine), invented_frame("other", others)), "s");
  RC_ASSERT(alone[0] == beside[1]);
}

RC_GTEST_PROP(Draw, WhoLeavesTheFrameMovesNobodyElseOut, ()) {
  auto lines = invented_frame("a", *rc::gen::inRange(2, 40));
  const auto before = draw({{"a", 6}}, lines, "s")[0];
  const auto gone = *rc::gen::inRange<std::size_t>(0, lines.size());
  const std::string name{parse_frame_line(lines[gone])->pseudonym};
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(gone));
  const auto after = draw({{"a", 6}}, lines, "s")[0];
  for (const Drawn& one : before.selected) {
    const bool still =
        std::find(after.selected.begin(), after.selected.end(), one) != after.selected.end();
    RC_ASSERT(still || one.pseudonym == name);
  }
}

}  // namespace
}  // namespace insyn
