#include "domain/review/agreement.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace insyn {
namespace {

// J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968), table 1: 200 cases, three
// categories; the unweighted kappa that he reports is .492.
TEST(Agreement, IsAsCohenReportsIt) {
  const Agreement found = agreement_of({{88, 10, 2}, {14, 40, 6}, {18, 10, 12}});
  EXPECT_EQ(found.rows, 200);
  EXPECT_DOUBLE_EQ(found.observed, 0.70);
  EXPECT_NEAR(found.expected, 0.41, 1e-12);
  ASSERT_TRUE(found.kappa);
  EXPECT_NEAR(*found.kappa, 0.492, 0.0005);
}

// The same share of agreement, more and less of it by chance (Wikipedia, "Cohen's kappa", "Same
// percentages but different numbers"): 0.1304 and 0.2593.
TEST(Agreement, TellsChanceFromAgreement) {
  EXPECT_NEAR(*agreement_of({{45, 15}, {25, 15}}).kappa, 0.1304, 0.00005);
  EXPECT_NEAR(*agreement_of({{25, 35}, {5, 35}}).kappa, 0.2593, 0.00005);
  EXPECT_NEAR(*agreement_of({{20, 5}, {10, 15}}).kappa, 0.4, 1e-12);
}

TEST(Agreement, IsNoneWhereNothingCouldDiffer) {
  EXPECT_FALSE(agreement_of({}).kappa);
  EXPECT_FALSE(agreement_of({{0, 0}, {0, 0}}).kappa);
  const Agreement always = agreement_of({{7, 0}, {0, 0}});
  EXPECT_FALSE(always.kappa);
  EXPECT_DOUBLE_EQ(always.observed, 1);
}

TEST(Agreement, IsTheSameWhoeverReadsFirstAndNeverOverOne) {
  rc::check([](const std::array<std::uint8_t, 9>& cells) {
    std::vector<std::vector<std::int64_t>> counts(3, std::vector<std::int64_t>(3));
    auto turned = counts;
    for (std::size_t i = 0; i < 9; ++i) turned[i % 3][i / 3] = counts[i / 3][i % 3] = cells[i];
    const Agreement one = agreement_of(counts);
    const Agreement other = agreement_of(turned);
    RC_ASSERT(one.kappa.has_value() == other.kappa.has_value());
    if (!one.kappa) return;
    RC_ASSERT(std::abs(*one.kappa - *other.kappa) < 1e-9);
    RC_ASSERT(*one.kappa <= 1 + 1e-9);
  });
}

}  // namespace
}  // namespace insyn
