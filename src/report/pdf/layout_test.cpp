#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>
#include <set>

#include "report/pdf/column_widths.h"
#include "report/pdf/file.h"
#include "report/pdf/flow.h"

namespace insyn::pdf {
namespace {

/// On which page each slice comes to stand, and how far down.
struct Flowed {
  Structure structure;
  Canvas canvas{structure, 100, 100};
  std::vector<std::pair<int, double>> places;

  explicit Flowed(std::vector<Slice> slices) {
    for (Slice& slice : slices)
      slice.draw = [this](double top) { places.emplace_back(canvas.page(), 100 - top); };
    flow(canvas, {.top = 100, .bottom = 0}, slices);
  }
};

using Places = std::vector<std::pair<int, double>>;

TEST(Flow, LeavesOutSpaceAtTheTopOfAPage) {
  EXPECT_EQ(Flowed({{.before = 20, .height = 60}, {.before = 20, .height = 60}}).places,
            (Places{{0, 0}, {1, 0}}));
  EXPECT_EQ(Flowed({{.before = 20, .height = 40}, {.before = 20, .height = 40}}).places,
            (Places{{0, 0}, {0, 60}}));
}

TEST(Flow, KeepsAHeadingWithWhatFollows) {
  EXPECT_EQ(Flowed({{.height = 80}, {.height = 15, .with_next = true}, {.height = 10}}).places,
            (Places{{0, 0}, {1, 0}, {1, 15}}));
}

TEST(Flow, DividesWhatStandsTogetherWhenNoPageHasRoom) {
  EXPECT_EQ(
      Flowed({{.height = 50, .with_next = true}, {.height = 50, .with_next = true}, {.height = 50}})
          .places,
      (Places{{0, 0}, {0, 50}, {1, 0}}));
}

TEST(Flow, BeginsAPageWhenAskedButNeverLeavesOneEmpty) {
  EXPECT_EQ(Flowed({{.height = 10, .new_page = true}, {.height = 10, .new_page = true}}).places,
            (Places{{0, 0}, {1, 0}}));
}

TEST(Flow, RepeatsTheHeadOnNewPagesOnly) {
  int repeated = 0;
  const RepeatedHead head{20, [&repeated](double) { ++repeated; }};
  std::vector<Slice> rows(5, Slice{.height = 40, .head = &head});
  EXPECT_EQ(Flowed(rows).places, (Places{{0, 0}, {0, 40}, {1, 20}, {1, 60}, {2, 20}}));
  EXPECT_EQ(repeated, 2);
}

double sum(const std::vector<double>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0.0);
}

TEST(ColumnWidths, FillTheWidth) {
  const auto widths = column_widths({{10, 30}, {10, 60}}, 180);
  EXPECT_EQ(widths, (std::vector<double>{60, 120}));
}

TEST(ColumnWidths, DontBreakShortTextsForALongOne) {
  const auto widths = column_widths({{40, 60}, {40, 400}, {20, 20}}, 200);
  EXPECT_EQ(widths, (std::vector<double>{60, 120, 20}));
}

TEST(ColumnWidths, FollowWeightsAsFarAsTheNeedsAllow) {
  const auto even = column_widths({{10, 10, 0, 1}, {10, 90, 0, 3}}, 200);
  EXPECT_EQ(even, (std::vector<double>{50, 150}));
  const auto needy = column_widths({{80, 80, 0, 1}, {10, 90, 0, 3}}, 200);
  EXPECT_GE(needy[0], 80);
  EXPECT_NEAR(sum(needy), 200, 0.001);
}

TEST(ColumnGroups, StandBesideEachOtherWhenTheyHaveRoom) {
  using Groups = std::vector<std::vector<std::size_t>>;
  EXPECT_EQ(column_groups({{40}, {40}}, 90, 10), (Groups{{0, 1}}));
  EXPECT_EQ(column_groups({{40}, {40}}, 89, 10), (Groups{{0}, {1}}));
}

TEST(ColumnGroups, RepeatTheColumnThatHeadsRows) {
  using Groups = std::vector<std::vector<std::size_t>>;
  const ColumnNeed head{.least = 20, .row_head = true};
  EXPECT_EQ(column_groups({head, {40}, {40}, {40}}, 130, 10), (Groups{{0, 1, 2}, {0, 3}}));
}

TEST(ColumnGroups, KeepAHeadWhereItStandsAmongTheFirst) {
  using Groups = std::vector<std::vector<std::size_t>>;
  const ColumnNeed head{.least = 20, .row_head = true};
  EXPECT_EQ(column_groups({{20}, head, {40}}, 100, 10), (Groups{{0, 1, 2}}));
  EXPECT_EQ(column_groups({{20}, {20}, {20}, head}, 110, 10), (Groups{{0, 1, 2, 3}}));
  EXPECT_EQ(column_groups({{40}, head, {40}, {40}}, 90, 10), (Groups{{0, 1}, {1, 2}, {1, 3}}));
  EXPECT_EQ(column_groups({{40}, {40}, head, {40}}, 90, 10), (Groups{{0, 1}, {2, 3}}));
}

TEST(ColumnGroups, LoseAndDoubleNoColumn) {
  rc::check("every column stands in a group, and in one only if it heads no rows", [] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 9);
    std::vector<ColumnNeed> needs(count);
    for (ColumnNeed& need : needs)
      need = {.least = static_cast<double>(*rc::gen::inRange(5, 60)),
              .row_head = *rc::gen::arbitrary<bool>()};
    std::vector<int> times(count);
    for (const auto& group : column_groups(needs, 100, 4)) {
      RC_ASSERT(std::set<std::size_t>(group.begin(), group.end()).size() == group.size());
      for (const std::size_t at : group) ++times[at];
    }
    for (std::size_t at = 0; at < count; ++at)
      RC_ASSERT(times[at] == 1 || (times[at] > 1 && needs[at].row_head));
  });
}

TEST(ColumnGroups, DontRepeatAHeadThatFillsThePage) {
  using Groups = std::vector<std::vector<std::size_t>>;
  const ColumnNeed head{.least = 80, .row_head = true};
  EXPECT_EQ(column_groups({head, {40}, {40}}, 100, 10), (Groups{{0}, {1, 2}}));
}

TEST(Number, HasAtMostTwoDecimalsAndNoZerosAtItsEnd) {
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(-0.5), "-0.5");
  EXPECT_EQ(number(12.345), "12.35");
  EXPECT_EQ(number(3.999), "4");
  EXPECT_EQ(number(1.05), "1.05");
  EXPECT_EQ(number(-0.001), "0");
}

TEST(TextString, IsUtf16) {
  EXPECT_EQ(text_string("aå"), "<FEFF006100E5>");
  EXPECT_EQ(text_string("\U0001F600"), "<FEFFD83DDE00>");  // RFC 2781's method
}

}  // namespace
}  // namespace insyn::pdf
