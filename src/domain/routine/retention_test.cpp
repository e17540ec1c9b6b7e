#include "domain/routine/retention.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

TEST(Retention, EndsOnTheSameDayOfALaterYear) {
  const auto day = [](const char* text) { return *parse_day(text); };
  EXPECT_EQ(kept_until({day("2026-02-02"), day("2026-02-16")}, 5), day("2031-02-15"));
  // The last day is 29 February.
  EXPECT_EQ(kept_until({day("2028-02-01"), day("2028-03-01")}, 5), day("2033-02-28"));
  EXPECT_EQ(kept_until({day("2028-02-01"), day("2028-03-01")}, 8), day("2036-02-29"));
}

}  // namespace
}  // namespace insyn
