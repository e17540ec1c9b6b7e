#include "papers/wording.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Day day(const char* text) { return *parse_day(text); }

TEST(Wording, SharesAreRoundedHalfUpAndNothingOfNothingIsNothing) {
  EXPECT_EQ(per_mille_of(47, 455), 103);  // 103.297
  EXPECT_EQ(per_mille_of(1, 16), 63);     // 62.5
  EXPECT_EQ(per_mille_of(0, 0), 0);
  EXPECT_EQ(share_text(103), "10,3\u00a0%");
}

TEST(Wording, CasesOfAHundredReachTheEndsOnlyWhenItIsCertain) {
  EXPECT_EQ(of_hundred(0), "0");
  EXPECT_EQ(of_hundred(4'999), "färre än\u00a01");
  EXPECT_EQ(of_hundred(5'000), "1");
  EXPECT_EQ(of_hundred(340'000), "34");
  EXPECT_EQ(of_hundred(999'999), "fler än\u00a099");
  EXPECT_EQ(of_hundred(1'000'000), "100");
}

TEST(Wording, DaysNameMonthAndYearOnce) {
  EXPECT_EQ(days_text({day("2026-02-02"), day("2026-02-16")}), "2–15\u00a0februari\u00a02026");
  EXPECT_EQ(days_text({day("2026-06-29"), day("2026-07-13")}),
            "29\u00a0juni – 12\u00a0juli\u00a02026");
  EXPECT_EQ(days_text({day("2025-12-29"), day("2026-01-05")}),
            "29\u00a0december\u00a02025 – 4\u00a0januari\u00a02026");
  EXPECT_EQ(days_text({day("2026-02-02"), day("2026-02-03")}), "2\u00a0februari\u00a02026");
}

TEST(Wording, DecimalsAreTwoWithAComma) {
  EXPECT_EQ(decimal_text(0.8), "0,80");
  EXPECT_EQ(decimal_text(-0.054), "−0,05");
  EXPECT_EQ(decimal_text(1), "1,00");
}

TEST(Wording, OneAndManyAndWorkInHours) {
  EXPECT_EQ(how_many(1, "misstanke", "misstankar"), "1\u00a0misstanke");
  EXPECT_EQ(how_many(0, "misstanke", "misstankar"), "0\u00a0misstankar");
  EXPECT_EQ(work_text(119), "119\u00a0minuter");
  EXPECT_EQ(work_text(150), "3\u00a0timmar");
  EXPECT_EQ(joined({"a", "b", "c"}), "a, b och c");
  EXPECT_EQ(joined({}), "");
}

TEST(Wording, PlacesAreFilledAndUnknownOnesKeepTheirWords) {
  EXPECT_EQ(filled("{n} rader till {namn}, {enhet}", {{"n", "3"}, {"namn", "A"}}),
            "3 rader till A, enhet");
  EXPECT_EQ(filled("slut {", {}), "slut {");
}

}  // namespace
}  // namespace insyn
