#include "domain/routine/periods.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

constexpr auto first = WholeWeeks::End::first;
constexpr auto last = WholeWeeks::End::last;

/// The periods of Piteå's routine: the two first whole weeks of February, and so on.
Routine pitea() {
  Routine routine;
  routine.periods = {{"1", "one", WholeWeeks{first, 2, 2}},
                     {"2", "two", WholeWeeks{last, 2, 6}},
                     {"3", "three", WholeWeeks{last, 2, 7}},
                     {"4", "four", WholeWeeks{first, 2, 11}}};
  return routine;
}

/// `2026-02-02..2026-02-16`, half-open.
std::string shown(DayRange days) { return format_day(days.from) + ".." + format_day(days.to); }

std::string resolved(decltype(PeriodRule::when) when, int year) {
  return shown(resolve({"", "", when}, year));
}

struct Cell {
  int month, first_day, last_day, first_week;  // both days included; two weeks
};

// Worked out with a wall calendar: weeks from Monday to Sunday with all seven days in the month.
const std::vector<std::pair<int, std::array<Cell, 4>>> wall_calendar{
    {2024, {{{2, 5, 18, 6}, {6, 17, 30, 25}, {7, 15, 28, 29}, {11, 4, 17, 45}}}},
    {2025, {{{2, 3, 16, 6}, {6, 16, 29, 25}, {7, 14, 27, 29}, {11, 3, 16, 45}}}},
    {2026, {{{2, 2, 15, 6}, {6, 15, 28, 25}, {7, 13, 26, 29}, {11, 2, 15, 45}}}},
    {2027, {{{2, 1, 14, 5}, {6, 14, 27, 24}, {7, 12, 25, 28}, {11, 1, 14, 44}}}},
    {2028, {{{2, 7, 20, 6}, {6, 12, 25, 24}, {7, 17, 30, 29}, {11, 6, 19, 45}}}},
    {2029, {{{2, 5, 18, 6}, {6, 11, 24, 24}, {7, 16, 29, 29}, {11, 5, 18, 45}}}},
    {2030, {{{2, 4, 17, 6}, {6, 17, 30, 25}, {7, 15, 28, 29}, {11, 4, 17, 45}}}}};

TEST(Periods, AreWholeWeeksOfTheirMonthInEveryYearOfTheTable) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  for (const auto& [year, cells] : wall_calendar) {
    const auto periods = periods_of(pitea(), year);
    ASSERT_EQ(periods.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
      const std::string y = std::to_string(year) + "-";
      const Cell& cell = cells[i];
      EXPECT_EQ(periods[i].id, y + std::to_string(i + 1));
      EXPECT_EQ(format_day(periods[i].days.from), y + two(cell.month) + "-" + two(cell.first_day));
      EXPECT_EQ(format_day(periods[i].days.to - std::chrono::days{1}),
                y + two(cell.month) + "-" + two(cell.last_day));
      EXPECT_EQ(periods[i].weeks,
                (std::vector{y + "W" + two(cell.first_week), y + "W" + two(cell.first_week + 1)}));
    }
  }
}

TEST(WholeWeeks, OfAMonthThatIsWholeWeeksAreTheWholeMonth) {
  // February 2027 began on a Monday and had 28 days.
  EXPECT_EQ(resolved(WholeWeeks{first, 4, 2}, 2027), "2027-02-01..2027-03-01");
  EXPECT_EQ(resolved(WholeWeeks{last, 4, 2}, 2027), "2027-02-01..2027-03-01");
}

TEST(WholeWeeks, AMonthThatBeginsOnATuesdayWaitsForItsMonday) {
  EXPECT_EQ(resolved(WholeWeeks{first, 1, 12}, 2026), "2026-12-07..2026-12-14");
}

TEST(WholeWeeks, AMonthThatEndsOnASaturdayLeavesItsLastWeekOut) {
  EXPECT_EQ(resolved(WholeWeeks{last, 1, 10}, 2026), "2026-10-19..2026-10-26");
}

TEST(WholeWeeks, InDecemberEndInTheSameYear) {
  EXPECT_EQ(resolved(WholeWeeks{last, 2, 12}, 2028), "2028-12-18..2029-01-01");
}

TEST(FixedDates, MayReachOverNewYear) {
  EXPECT_EQ(resolved(FixedDates{12, 15, 1, 15}, 2026), "2026-12-15..2027-01-15");
  EXPECT_EQ(resolved(FixedDates{12, 1, 1, 1}, 2026), "2026-12-01..2027-01-01");
}

TEST(FixedDates, OfOneYearAreHalfOpen) {
  EXPECT_EQ(resolved(FixedDates{3, 1, 3, 15}, 2026), "2026-03-01..2026-03-15");
}

TEST(FixedDates, FromADayToTheSameDayAreAYear) {
  EXPECT_EQ(resolved(FixedDates{9, 1, 9, 1}, 2026), "2026-09-01..2027-09-01");
}

TEST(FixedDates, TheLeapDayIsTheLastOfFebruaryInOtherYears) {
  EXPECT_EQ(resolved(FixedDates{2, 29, 3, 15}, 2026), "2026-02-28..2026-03-15");
  EXPECT_EQ(resolved(FixedDates{2, 29, 3, 15}, 2028), "2028-02-29..2028-03-15");
}

TEST(WholeMonth, IsFromItsFirstDayToTheNextMonths) {
  EXPECT_EQ(resolved(WholeMonth{12}, 2026), "2026-12-01..2027-01-01");
  EXPECT_EQ(resolved(WholeMonth{2}, 2028), "2028-02-01..2028-03-01");
}

TEST(DaysBack, EndWithTheDayBeforeTheFixedDay) {
  EXPECT_EQ(resolved(DaysBack{30, 3, 1}, 2026), "2026-01-30..2026-03-01");
  EXPECT_EQ(resolved(DaysBack{10, 1, 5}, 2026), "2025-12-26..2026-01-05");
}

TEST(Periods, AWeekThatTheDaysOnlyTouchIsListedWithItsIsoYear) {
  Routine routine;
  routine.periods = {{"x", "", FixedDates{12, 31, 1, 4}}};
  // Thursday 31 December 2026 to Sunday 3 January 2027 lie in the long year's week 53.
  EXPECT_EQ(periods_of(routine, 2026).front().weeks, std::vector<std::string>{"2026-W53"});
  // Tuesday 31 December 2024 is in the first week of 2025.
  EXPECT_EQ(periods_of(routine, 2024).front().weeks, std::vector<std::string>{"2025-W01"});
}

TEST(Periods, StrataStandInTheRoutinesOrder) {
  Routine routine = pitea();
  routine.strata.resize(3);
  routine.strata[0].id = "z-first";
  routine.strata[0].periods = {"3", "1"};
  routine.strata[1].id = "only-two";
  routine.strata[1].periods = {"2"};
  routine.strata[2].id = "a-last";
  routine.strata[2].periods = {"1", "2"};
  const auto periods = periods_of(routine, 2026);
  EXPECT_EQ(periods[0].strata, (std::vector<std::string>{"z-first", "a-last"}));
  EXPECT_EQ(periods[1].strata, (std::vector<std::string>{"only-two", "a-last"}));
  EXPECT_EQ(periods[2].strata, std::vector<std::string>{"z-first"});
  EXPECT_TRUE(periods[3].strata.empty());
}

TEST(FindPeriod, FindsItByItsYearAndKey) {
  const auto period = find_period(pitea(), "2026-3");
  ASSERT_TRUE(period);
  EXPECT_EQ(period->id, "2026-3");
  EXPECT_EQ(period->label, "three");
  EXPECT_EQ(shown(period->days), "2026-07-13..2026-07-27");
}

TEST(FindPeriod, OtherIdsAreNone) {
  for (const std::string_view id :
       {"", "2026", "2026-", "2026-5", "2026-11", "2026-1 ", "20261", "026-1", " 026-1", "+026-1",
        "2026_1", "1995-1", "2101-1", "2026-2026-1", "abcd-1"})
    EXPECT_FALSE(find_period(pitea(), id)) << id;
}

}  // namespace
}  // namespace insyn
