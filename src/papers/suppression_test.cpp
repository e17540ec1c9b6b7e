#include "papers/suppression.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <numeric>
#include <set>

namespace insyn {
namespace {

using Cells = std::vector<std::vector<std::int64_t>>;

std::int64_t sum_of(const std::vector<std::int64_t>& row) {
  return std::accumulate(row.begin(), row.end(), std::int64_t{0});
}

/// Whether somebody who sees what is shown of `real` could think that it is `guess`.
bool fits(Disclosure shown, std::int64_t real, std::int64_t guess) {
  if (shown == Disclosure::number) return real == guess;
  return shown == Disclosure::hidden || guess < 5;
}

/// Goes through every table that fits what is shown, one cell after the other, by trying: an
/// independent attacker.
class Attacker {
 public:
  Attacker(const Cells& real, const Suppressed& shown) : real_{real}, shown_{shown}, guess_{real} {
    left_.resize(real.front().size());
    for (const auto& row : real)
      for (std::size_t column = 0; column < row.size(); ++column) left_[column] += row[column];
    go(0, 0);
  }

  /// The values that a cell, or with column = their number a row's sum, may have.
  const std::set<std::int64_t>& values(std::size_t row, std::size_t column) const {
    return found_.at({row, column});
  }

 private:
  void go(std::size_t row, std::size_t column) {
    if (row == real_.size()) return note();
    if (column == real_[row].size()) {
      if (fits(shown_.sums[row], sum_of(real_[row]), sum_of(guess_[row]))) go(row + 1, 0);
      return;
    }
    const bool last = row + 1 == real_.size();
    const std::int64_t most = left_[column];
    for (std::int64_t value = last ? most : 0; value <= most; ++value) {
      if (!fits(shown_.cells[row][column], real_[row][column], value)) continue;
      guess_[row][column] = value;
      left_[column] -= value;
      go(row, column + 1);
      left_[column] += value;
    }
  }
  void note() {
    for (std::size_t row = 0; row < guess_.size(); ++row) {
      for (std::size_t column = 0; column < guess_[row].size(); ++column)
        found_[{row, column}].insert(guess_[row][column]);
      found_[{row, guess_[row].size()}].insert(sum_of(guess_[row]));
    }
  }

  const Cells& real_;
  const Suppressed& shown_;
  Cells guess_;
  std::vector<std::int64_t> left_;
  std::map<std::pair<std::size_t, std::size_t>, std::set<std::int64_t>> found_;
};

bool is_small(std::int64_t value) { return value > 0 && value < 5; }

TEST(Suppression, ASingleSuspicionCantBeComputedFromItsSum) {
  const Cells cells{{0, 20}, {1, 30}, {0, 40}};
  const auto shown = suppressed({cells});
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->cells[1][0], Disclosure::few);
  const Attacker attacker{cells, *shown};
  EXPECT_EQ(attacker.values(1, 0), (std::set<std::int64_t>{0, 1}));
}

TEST(Suppression, ZerosAndLargeNumbersStandAsTheyAreWhereNothingIsSmall) {
  const auto shown = suppressed({Cells{{0, 20}, {5, 30}}});
  ASSERT_TRUE(shown);
  for (const auto& row : shown->cells)
    for (const Disclosure cell : row) EXPECT_EQ(cell, Disclosure::number);
  EXPECT_EQ(shown->sums, (std::vector<Disclosure>{Disclosure::number, Disclosure::number}));
}

TEST(Suppression, TwoFoursWhoseSumTellsThemArentCalledFew) {
  const Cells cells{{4, 0}, {4, 0}};
  const auto shown = suppressed({cells});
  ASSERT_TRUE(shown);
  EXPECT_GT((Attacker{cells, *shown}.values(0, 0).size()), 1u);
  EXPECT_NE(shown->cells[0][0], Disclosure::number);
}

TEST(Suppression, OfASingleRowNothingCanBeHidden) {
  EXPECT_FALSE(suppressed({Cells{{3, 20}}}));
  EXPECT_TRUE(suppressed({Cells{{7, 20}}}));
}

TEST(Suppression, AnEmptyTableIsNoTrouble) {
  EXPECT_TRUE(suppressed({}));
  EXPECT_TRUE(suppressed({Cells{{}, {}}}));
}

TEST(Suppression, WhatIsCalledFewIsUnderFive) {
  rc::check([] {
    const Cells cells = *rc::gen::container<Cells>(
        3, rc::gen::container<std::vector<std::int64_t>>(4, rc::gen::inRange<std::int64_t>(0, 9)));
    const auto shown = suppressed({cells});
    RC_ASSERT(shown.has_value());
    for (std::size_t row = 0; row < 3; ++row) {
      for (std::size_t column = 0; column < 4; ++column)
        if (shown->cells[row][column] == Disclosure::few) RC_ASSERT(cells[row][column] < 5);
      if (shown->sums[row] == Disclosure::few) RC_ASSERT(sum_of(cells[row]) < 5);
    }
  });
}

TEST(Suppression, NoSmallNumberFollowsFromWhatIsShown) {
  rc::check([] {
    const auto rows = *rc::gen::inRange<std::size_t>(2, 4);
    const auto columns = *rc::gen::inRange<std::size_t>(1, 3);
    // Mostly small numbers, and zeros: what municipalities have.
    const Cells cells = *rc::gen::container<Cells>(
        rows, rc::gen::container<std::vector<std::int64_t>>(
                  columns, rc::gen::weightedElement<std::int64_t>(
                               {{4, 0}, {3, 1}, {2, 2}, {1, 3}, {2, 4}, {1, 5}, {1, 7}})));
    const auto shown = suppressed({cells});
    RC_ASSERT(shown.has_value());
    const Attacker attacker{cells, *shown};
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column)
        if (is_small(cells[row][column])) RC_ASSERT(attacker.values(row, column).size() > 1);
      if (is_small(sum_of(cells[row]))) RC_ASSERT(attacker.values(row, columns).size() > 1);
    }
  });
}

}  // namespace
}  // namespace insyn
