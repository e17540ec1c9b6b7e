#include "domain/routine/schedule.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

#include "domain/calendar/format.h"
#include "domain/calendar/workdays.h"

namespace insyn {
namespace {

Day day(const std::string& text) { return *parse_day(text); }
DayRange window(const std::string& from, const std::string& to) { return {day(from), day(to)}; }

std::string shown(const Schedule& schedule) {
  std::string text;
  for (const Day due : {schedule.open_by, schedule.lists_out, schedule.answer_by, schedule.area_by,
                        schedule.report_by})
    text += format_day(due).substr(5) + " ";
  return text;
}

Routine with_holidays() {
  Routine routine;
  routine.deadlines.holidays = HolidayRange{};  // 15 June to 30 August
  return routine;
}

// All dates below were counted in the almanac of 2026.
TEST(Schedule, BeforeAnythingHasHappenedIsTheLatestThatIsInTime) {
  // 1 March is a Sunday: opened by Friday 27 February, five working days, fifteen, three, twelve
  // (past Good Friday, Easter Monday; 1 and 14 May lie later).
  EXPECT_EQ(shown(schedule_of({}, window("2026-02-02", "2026-02-15"))),
            "02-27 03-06 03-27 04-01 04-21 ");
}

TEST(Schedule, CountsFromWhatHasHappened) {
  const DayRange february = window("2026-02-02", "2026-02-16");
  AuditDays done{.drawn = day("2026-02-17"), .sent = {}};
  EXPECT_EQ(shown(schedule_of({}, february, done)), "03-02 02-24 03-17 03-20 04-09 ");
  done.sent = day("2026-02-19");
  EXPECT_EQ(shown(schedule_of({}, february, done)), "03-02 02-24 03-12 03-17 04-02 ");
}

TEST(Schedule, AnswersThatWouldBeDueInTheHolidaysAreDueAfterThem) {
  // Period 2 of 2026 ends on 28 June, period 3 on 26 July; both are answered on 31 August, a
  // Monday. The lists go out in July all the same.
  EXPECT_EQ(shown(schedule_of(with_holidays(), window("2026-06-15", "2026-06-29"))),
            "07-13 07-20 08-31 09-03 09-21 ");
  EXPECT_EQ(shown(schedule_of(with_holidays(), window("2026-07-13", "2026-07-27"))),
            "08-10 08-17 09-07 09-10 09-28 ");
  const AuditDays early{.drawn = day("2026-07-27"), .sent = day("2026-07-29")};
  EXPECT_EQ(shown(schedule_of(with_holidays(), window("2026-07-13", "2026-07-27"), early)),
            "08-10 08-03 08-31 09-03 09-21 ");
}

TEST(Schedule, TheFirstDayAfterTheHolidaysIsMovedOnIfNobodyWorks) {
  // 31 August 2025 is a Sunday.
  const AuditDays done{.drawn = day("2025-07-28"), .sent = day("2025-07-30")};
  const Schedule schedule = schedule_of(with_holidays(), window("2025-07-14", "2025-07-28"), done);
  EXPECT_EQ(format_day(schedule.answer_by), "2025-09-01");
}

TEST(Schedule, HolidaysMayGoOverTheNewYear) {
  Routine routine;
  routine.deadlines.holidays = HolidayRange{12, 20, 1, 7};
  const AuditDays done{.drawn = day("2026-11-30"), .sent = day("2026-12-01")};
  // Fifteen working days after 1 December is the 22nd.
  EXPECT_EQ(format_day(schedule_of(routine, window("2026-11-02", "2026-11-16"), done).answer_by),
            "2027-01-07");
  routine.deadlines.answer.count = 18;  // 29 December, then 4 January: the year after
  EXPECT_EQ(format_day(schedule_of(routine, window("2026-11-02", "2026-11-16"), done).answer_by),
            "2027-01-07");
}

TEST(Schedule, DaysOfTheCalendarAndFromThePeriodAreCountedToo) {
  Routine routine;
  routine.deadlines.answer = {30, false, Deadline::From::period};
  routine.deadlines.report = {60, false, Deadline::From::period};
  // 15 February + 30 days is 17 March; + 60 days is 16 April, a Thursday.
  const AuditDays done{.drawn = day("2026-02-16"), .sent = day("2026-02-17")};
  EXPECT_EQ(shown(schedule_of(routine, window("2026-02-02", "2026-02-16"), done)),
            "03-02 02-23 03-17 03-20 04-16 ");
}

TEST(Schedule, NothingIsDueBeforeWhatComesBeforeIt) {
  Routine routine;
  routine.deadlines.answer = {1, false, Deadline::From::period};
  routine.deadlines.report = {1, false, Deadline::From::period};
  const AuditDays done{.drawn = day("2026-03-02"), .sent = day("2026-03-04")};
  EXPECT_EQ(shown(schedule_of(routine, window("2026-02-02", "2026-02-16"), done)),
            "03-02 03-09 03-04 03-09 03-09 ");
}

TEST(Schedule, IsInOrderAndOfWorkingDaysWhateverTheRoutineSays) {
  EXPECT_TRUE(rc::check([] {
    Routine routine;
    const auto deadline = [] {
      return Deadline{*rc::gen::inRange(0, 60), *rc::gen::arbitrary<bool>(),
                      *rc::gen::element(Deadline::From::period, Deadline::From::sending,
                                        Deadline::From::previous)};
    };
    routine.latest_start_days = *rc::gen::inRange(0, 40);
    routine.deadlines.answer = deadline();
    routine.deadlines.area = deadline();
    routine.deadlines.report = deadline();
    if (*rc::gen::arbitrary<bool>()) routine.deadlines.holidays = HolidayRange{};
    const Day from = day("2024-01-01") + std::chrono::days{*rc::gen::inRange(0, 2000)};
    const Schedule schedule = schedule_of(routine, {from, from + std::chrono::days{14}});
    RC_ASSERT(schedule.lists_out <= schedule.answer_by);
    RC_ASSERT(schedule.answer_by <= schedule.area_by);
    RC_ASSERT(schedule.area_by <= schedule.report_by);
    for (const Day due : {schedule.open_by, schedule.lists_out, schedule.answer_by,
                          schedule.area_by, schedule.report_by})
      RC_ASSERT(is_workday(due));
  }));
}

DayRange review(ReviewWindow kind, const std::string& opened) {
  Routine routine;
  routine.review_window = kind;
  return review_days(routine, window("2026-02-02", "2026-02-16"), day(opened));
}

TEST(ReviewDays, AreThePeriodUnlessTheRoutineSaysOtherwise) {
  EXPECT_EQ(review({}, "2026-02-20"), window("2026-02-02", "2026-02-16"));
}

TEST(ReviewDays, OneMonthBackEndsBeforeTheDayOfTheOpening) {
  EXPECT_EQ(review(ReviewWindow::one_month_back, "2026-02-20"), window("2026-01-20", "2026-02-20"));
  EXPECT_EQ(review(ReviewWindow::one_month_back, "2026-03-31"), window("2026-02-28", "2026-03-31"));
  EXPECT_EQ(review(ReviewWindow::one_month_back, "2026-01-05"), window("2025-12-05", "2026-01-05"));
}

TEST(ReviewDays, BothReachFromTheFirstDayToTheLast) {
  EXPECT_EQ(review(ReviewWindow::both, "2026-02-20"), window("2026-01-20", "2026-02-20"));
  EXPECT_EQ(review(ReviewWindow::both, "2026-03-10"), window("2026-02-02", "2026-03-10"));
}

}  // namespace
}  // namespace insyn
