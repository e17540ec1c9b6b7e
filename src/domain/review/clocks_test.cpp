#include "domain/review/clocks.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Day day(const std::string& text) { return *parse_day(text); }
Instant at(const std::string& text) { return parse_time(text).at; }

std::string months_later(const std::string& from, int months = 2) {
  return format_day(add_months(day(from), months));
}

// Lag (1930:173) om beräkning av lagstadgad tid, 1 §: the day of the last month that has the number
// of the day from which it is counted, or the month's last day if there is none.
TEST(Clocks, MonthsEndOnTheSameDayOrOnTheMonthsLast) {
  EXPECT_EQ(months_later("2026-11-30"), "2027-01-30");
  EXPECT_EQ(months_later("2026-12-30"), "2027-02-28");
  EXPECT_EQ(months_later("2026-12-31"), "2027-02-28");
  EXPECT_EQ(months_later("2027-12-31"), "2028-02-29");
  EXPECT_EQ(months_later("2026-06-30"), "2026-08-30");
  EXPECT_EQ(months_later("2026-07-31"), "2026-09-30");
  EXPECT_EQ(months_later("2026-02-28"), "2026-04-28");
  EXPECT_EQ(months_later("2026-01-15", 12), "2027-01-15");
}

class Clocks72 : public ::testing::Test {
 protected:
  const Clock& imy(const std::string& certainty) {
    clocks = clocks_of(built_in_review_rules().clocks, {.certainty = at(certainty)});
    return clocks.at(0);
  }
  std::vector<Clock> clocks;
};

// 29 March 2026 and 25 October 2026 are the changes of time.
TEST_F(Clocks72, AreRealHoursAlsoOverTheChangeOfTime) {
  EXPECT_EQ(swedish_clock(*imy("2026-03-27 12:00").due), "13.00");
  EXPECT_EQ(imy("2026-03-27 12:00").due, at("2026-03-30 13:00"));
  EXPECT_EQ(imy("2026-10-23 12:00").due, at("2026-10-26 11:00"));
  EXPECT_EQ(imy("2026-06-05 12:00").due, at("2026-06-08 12:00"));
}

TEST_F(Clocks72, RunFromCertaintyAndNotFromTheSignal) {
  const auto all = clocks_of(built_in_review_rules().clocks, {.signal = at("2026-03-02 09:00")});
  ASSERT_EQ(all.size(), 2U);
  for (const Clock& clock : all) {
    EXPECT_FALSE(clock.runs());
    EXPECT_FALSE(clock.due);
  }
}

TEST(Clocks, TheEmployersTwoMonthsEndWithTheDay) {
  const auto all = clocks_of(built_in_review_rules().clocks, {.knowledge = at("2026-12-31 23:30")});
  EXPECT_EQ(all.at(1).code, "las");
  EXPECT_EQ(all.at(1).last_day, day("2027-02-28"));
  EXPECT_EQ(all.at(1).due, at("2027-03-01 00:00"));
  EXPECT_FALSE(all.at(0).runs());
}

TEST(Clocks, StampsAreReadBack) {
  for (const StampKind kind : {StampKind::signal, StampKind::certainty, StampKind::knowledge})
    EXPECT_EQ(parse_stamp(code_of(kind)), kind);
  EXPECT_EQ(parse_stamp("rumour"), std::nullopt);
}

}  // namespace
}  // namespace insyn
