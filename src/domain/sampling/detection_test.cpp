#include "domain/sampling/detection.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace insyn {
namespace {

TEST(Detection, AgreesWithTheTableMadeByRationalArithmetic) {
  struct Row {
    std::int64_t population, sample;
    std::int64_t millionths[6];
  };
  const std::int64_t k[] = {1, 2, 3, 5, 10, 20};
  const Row rows[] = {{50, 10, {200000, 363265, 495918, 689437, 917481, 997075}},
                      {100, 10, {100000, 190909, 273469, 416248, 669524, 904884}},
                      {100, 20, {200000, 361616, 491899, 680691, 904884, 993404}},
                      {200, 20, {100000, 190452, 272225, 412834, 660226, 891458}},
                      {200, 30, {150000, 278141, 387513, 560257, 811059, 967643}},
                      {500, 50, {100000, 190180, 271488, 410829, 654838, 883589}},
                      {1000, 60, {60000, 116456, 169575, 266566, 462940, 713438}},
                      {1000, 100, {100000, 190090, 271243, 410168, 653072, 880998}},
                      {2000, 100, {50000, 97524, 142693, 226423, 401974, 643314}}};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < 6; ++i)
      EXPECT_EQ(detection_millionths(row.population, row.sample, k[i]), row.millionths[i])
          << row.population << " " << row.sample << " " << k[i];
}

TEST(Detection, TheEndsAreCertain) {
  EXPECT_EQ(detection_millionths(0, 0, 0), 0);
  EXPECT_EQ(detection_millionths(10, 0, 3), 0);
  EXPECT_EQ(detection_millionths(10, 3, 0), 0);
  EXPECT_EQ(detection_millionths(10, 10, 1), 1'000'000);
  EXPECT_EQ(detection_millionths(10, 6, 5), 1'000'000);
  EXPECT_EQ(detection_millionths(10, 5, 5), 996'032);  // 1 − 1/252 = 0.9960317…
}

TEST(Detection, AHalfIsRoundedToTheEvenDigit) {
  // 1/64 = 0.015625 exactly; 5/128 = 0.0390625, whose half goes down to the even …062;
  // 3/128 = 0.0234375, whose half goes up to the even …438.
  EXPECT_EQ(detection_millionths(64, 1, 1), 15'625);
  EXPECT_EQ(detection_millionths(128, 5, 1), 39'062);
  EXPECT_EQ(detection_millionths(128, 3, 1), 23'438);
}

RC_GTEST_PROP(Detection, IsSymmetricAndGrowsWithTheSample, ()) {
  const auto population = *rc::gen::inRange<std::int64_t>(2, 3000);
  const auto sample = *rc::gen::inRange<std::int64_t>(0, population);
  const auto k = *rc::gen::inRange<std::int64_t>(0, std::min<std::int64_t>(population, 30));
  const auto chance = detection_millionths(population, sample, k);
  RC_ASSERT(chance == detection_millionths(population, k, sample));
  RC_ASSERT(chance <= detection_millionths(population, sample + 1, k));
  RC_ASSERT(chance >= 0);
  RC_ASSERT(chance <= 1'000'000);
}

TEST(SmallestSample, AgreesWithTheTable) {
  struct Row {
    std::int64_t population, k;
    std::int64_t samples[3];
  };
  const Row rows[] = {
      {50, 1, {45, 48, 50}},         {50, 2, {34, 39, 45}},         {50, 3, {27, 31, 39}},
      {50, 5, {18, 22, 29}},         {50, 10, {10, 12, 17}},        {100, 1, {90, 95, 99}},
      {100, 2, {69, 78, 90}},        {100, 3, {54, 63, 78}},        {100, 5, {37, 45, 59}},
      {100, 10, {20, 25, 36}},       {200, 1, {180, 190, 198}},     {200, 2, {137, 155, 180}},
      {200, 3, {107, 126, 157}},     {200, 5, {74, 90, 120}},       {200, 10, {41, 51, 73}},
      {500, 1, {450, 475, 495}},     {500, 2, {342, 388, 450}},     {500, 3, {268, 316, 392}},
      {500, 5, {184, 225, 300}},     {500, 10, {102, 129, 183}},    {1000, 1, {900, 950, 990}},
      {1000, 2, {684, 777, 900}},    {1000, 3, {536, 631, 784}},    {1000, 5, {369, 450, 601}},
      {1000, 10, {205, 258, 368}},   {5000, 1, {4500, 4750, 4950}}, {5000, 2, {3419, 3882, 4500}},
      {5000, 3, {2679, 3158, 3922}}, {5000, 5, {1845, 2253, 3009}}, {5000, 10, {1028, 1294, 1844}},
      {1600, 16, {-1, -1, 399}},  // Cannon and Roe's workbook
  };
  const int confidences[] = {900, 950, 990};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < 3; ++i) {
      if (row.samples[i] < 0) continue;
      EXPECT_EQ(smallest_sample(row.population, row.k, confidences[i]), row.samples[i])
          << row.population << " " << row.k << " " << confidences[i];
    }
}

TEST(SmallestSample, TheEndsOfConfidence) {
  EXPECT_EQ(smallest_sample(10, 3, 0), 0);
  EXPECT_EQ(smallest_sample(10, 3, 1000), 8);
  EXPECT_EQ(smallest_sample(1, 1, 950), 1);
}

TEST(UpperBound, AgreesWithTheTableForNoneOneAndTwoFindings) {
  struct Row {
    std::int64_t population, sample;
    std::int64_t bounds[3];
  };
  const Row rows[] = {{100, 10, {24, 38, 49}}, {100, 15, {16, 26, 34}}, {200, 20, {26, 41, 54}},
                      {200, 30, {17, 28, 37}}, {300, 45, {17, 28, 38}}, {500, 50, {27, 43, 58}},
                      {1000, 60, {47, 74, 99}}};
  for (const Row& row : rows)
    for (std::int64_t findings = 0; findings < 3; ++findings)
      EXPECT_EQ(upper_bound_95(row.population, row.sample, findings), row.bounds[findings])
          << row.population << " " << row.sample << " " << findings;
}

/// The example of the report's sentence: 80 in the group, 12 drawn, nothing found.
TEST(UpperBound, TwelveOfEightyWithoutAFindingLeaveAtMostSixteen) {
  EXPECT_EQ(upper_bound_95(80, 12, 0), 16);
}

TEST(UpperBound, NothingDrawnShowsNothingAndAllDrawnShowsAll) {
  EXPECT_EQ(upper_bound_95(40, 0, 0), 40);
  EXPECT_EQ(upper_bound_95(40, 40, 0), 0);
  EXPECT_EQ(upper_bound_95(40, 40, 7), 7);
}

}  // namespace
}  // namespace insyn
