#include "base/two_threads.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace insyn {
namespace {

TEST(TwoThreads, EveryNumberIsWorkedOnOnce) {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 10'000U}) {
    std::vector<int> times(count, 0);
    on_two_threads(count, [&](std::size_t i) { ++times[i]; });
    EXPECT_EQ(times, std::vector<int>(count, 1));
  }
}

TEST(TwoThreads, WhatACallThrowsReachesTheCaller) {
  for (const std::size_t bad : {0U, 1U, 99U})
    EXPECT_THROW(on_two_threads(100,
                                [&](std::size_t i) {
                                  if (i == bad) throw std::runtime_error{"bad"};
                                }),
                 std::runtime_error);
}

}  // namespace
}  // namespace insyn
