#include "domain/calendar/workdays.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Day day(const std::string& text) { return *parse_day(text); }

// Dates of Easter as the almanac of the Swedish Academy of Sciences (almanackan) has them; 2011 and
// 2038 are the latest of the century so far and to come, 2008 the earliest.
TEST(Easter, FallsOnTheAlmanacsSunday) {
  for (const char* sunday :
       {"1996-04-07", "2000-04-23", "2008-03-23", "2011-04-24", "2018-04-01", "2019-04-21",
        "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2100-03-28"})
    EXPECT_EQ(format_day(
                  easter_sunday(static_cast<int>(std::chrono::year_month_day{day(sunday)}.year()))),
              sunday);
}

// The red days of 2026 that are no Sundays, from the almanac.
TEST(RedDays, OfAYearAreTheAlmanacs) {
  std::vector<std::string> red;
  for (Day one = day("2026-01-01"); one < day("2027-01-01"); one += std::chrono::days{1})
    if (is_red_day(one) && std::chrono::weekday{one} != std::chrono::Sunday)
      red.push_back(format_day(one));
  EXPECT_EQ(red, (std::vector<std::string>{"2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06",
                                           "2026-05-01", "2026-05-14", "2026-06-06", "2026-06-20",
                                           "2026-10-31", "2026-12-25", "2026-12-26"}));
}

TEST(RedDays, TheNationalDayTookTheWhitMondaysPlaceIn2005) {
  EXPECT_TRUE(is_red_day(day("2004-05-31")));
  EXPECT_FALSE(is_red_day(day("2005-05-16")));
  EXPECT_FALSE(is_red_day(day("2003-06-06")));
  EXPECT_TRUE(is_red_day(day("2005-06-06")));
}

TEST(RedDays, MidsummerAndAllSaintsReachBothEndsOfTheirWeeks) {
  for (const char* text : {"2020-06-20", "2021-06-26", "2020-10-31", "2021-11-06", "2022-11-05"})
    EXPECT_TRUE(is_red_day(day(text))) << text;
  for (const char* text : {"2021-06-19", "2020-06-27", "2021-10-30", "2020-11-07"})
    EXPECT_FALSE(is_red_day(day(text))) << text;
}

TEST(Workdays, TheThreeEvesAreNone) {
  for (const char* text : {"2026-06-19", "2026-12-24", "2026-12-31", "2020-06-19", "2021-06-25"})
    EXPECT_FALSE(is_workday(day(text))) << text;
  // Nothing is said in law of the other eves: they are days of work.
  for (const char* text : {"2026-01-05", "2026-04-02", "2026-04-30", "2026-10-30", "2026-12-23"})
    EXPECT_TRUE(is_workday(day(text))) << text;
}

TEST(Workdays, AreCountedPastEasterAndPastTheNewYear) {
  EXPECT_EQ(format_day(add_workdays(day("2026-04-02"), 1)), "2026-04-07");
  EXPECT_EQ(format_day(add_workdays(day("2026-12-23"), 3)), "2026-12-30");
  EXPECT_EQ(format_day(add_workdays(day("2026-12-30"), 1)), "2027-01-04");
  EXPECT_EQ(format_day(add_workdays(day("2026-06-18"), 1)), "2026-06-22");
}

TEST(Workdays, NoneIsTheDayItselfEvenASunday) {
  EXPECT_EQ(format_day(add_workdays(day("2026-07-26"), 0)), "2026-07-26");
  EXPECT_EQ(format_day(workday_from(day("2026-07-26"))), "2026-07-27");
  EXPECT_EQ(format_day(workday_until(day("2026-04-06"))), "2026-04-02");
}

// 251 in 2026: 261 weekdays, less 7 red days and 3 eves that fall on them.
TEST(Workdays, OfAYearAreAsManyAsTheCalendarHas) {
  int count = 0;
  for (Day one = day("2026-01-01"); one < day("2027-01-01"); one += std::chrono::days{1})
    count += is_workday(one);
  EXPECT_EQ(count, 251);
}

TEST(Workdays, CountingIsTheSameInOneStepOrTwo) {
  EXPECT_TRUE(rc::check([] {
    const Day from = day("2020-01-01") + std::chrono::days{*rc::gen::inRange(0, 4000)};
    const int a = *rc::gen::inRange(0, 40);
    const int b = *rc::gen::inRange(1, 40);
    RC_ASSERT(add_workdays(from, a + b) == add_workdays(add_workdays(from, a), b));
    RC_ASSERT(is_workday(add_workdays(from, b)));
  }));
}

}  // namespace
}  // namespace insyn
