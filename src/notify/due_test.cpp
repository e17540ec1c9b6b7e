#include <gtest/gtest.h>

#include "notify/plan_town_for_tests.h"

namespace insyn {
namespace {

using Lists = std::vector<std::string>;
class DueActs : public PlanTown {};

TEST(ReminderDays, AreWorkingDaysAroundTheLastOne) {
  const ReminderDays tuesday = reminder_days(day("2026-03-10"));
  EXPECT_EQ(tuesday.early, day("2026-03-05"));
  EXPECT_EQ(tuesday.last, day("2026-03-09"));
  EXPECT_EQ(tuesday.overdue, day("2026-03-13"));
  EXPECT_EQ(tuesday.director, day("2026-03-20"));
  // The day before a Monday is a Sunday, three days after a Thursday too.
  EXPECT_EQ(reminder_days(day("2026-03-09")).last, day("2026-03-06"));
  EXPECT_EQ(reminder_days(day("2026-03-12")).overdue, day("2026-03-16"));
  // Five days before Friday is Sunday; three days after Tuesday before Easter is Good Friday.
  EXPECT_EQ(reminder_days(day("2026-03-13")).early, day("2026-03-06"));
  EXPECT_EQ(reminder_days(day("2026-03-31")).overdue, day("2026-04-07"));
}

TEST_F(DueActs, RemindersAreDueOnTheirDays) {
  EXPECT_TRUE(due("2026-03-04").empty());
  EXPECT_EQ(due("2026-03-05"), (std::vector<DueAct>{{"2026-1.1", {"a", "b", "c"}, -5, ""}}));
  EXPECT_EQ(due("2026-03-09"), (std::vector<DueAct>{{"2026-1.1", {"a", "b", "c"}, -1, ""}}));
  EXPECT_TRUE(due("2026-03-11").empty());
  // What belongs to no area goes to the director at once.
  EXPECT_EQ(due("2026-03-13"), (std::vector<DueAct>{{"2026-1.1", {"a", "b", "c"}, 3, ""},
                                                    {"2026-1.1", {"a", "b"}, 0, "area_head"},
                                                    {"2026-1.1", {"c"}, 0, "director"}}));
}

TEST_F(DueActs, WhatHasBeenDoneIsNeverDueAgain) {
  for (const char* today : {"2026-03-05", "2026-03-09", "2026-03-13", "2026-03-20"}) {
    EXPECT_FALSE(due(today).empty()) << today;
    happens(today);
    EXPECT_TRUE(due(today).empty()) << today;
  }
  for (Day later = day("2026-02-18"); later < day("2027-03-01"); later += std::chrono::days{1})
    EXPECT_TRUE(acts_due(state, dates_, later).empty()) << format_day(later);
}

TEST_F(DueActs, AReminderThatCouldntBeMadeIsMadeLaterWhileItSaysSomething) {
  EXPECT_EQ(due("2026-03-06").at(0).days, -5);
  EXPECT_EQ(due("2026-03-10").at(0).days, -1) << "on the last day itself";
  EXPECT_TRUE(due("2026-03-07").empty()) << "a Saturday";
  EXPECT_EQ(due("2026-03-26").at(0).days, 3);
}

TEST_F(DueActs, AClockThatJumpsAheadRemindsNobody) {
  EXPECT_TRUE(due("2026-04-30").empty());
  EXPECT_TRUE(due("2036-03-05").empty());
  EXPECT_TRUE(due("2026-01-05").empty());
}

TEST_F(DueActs, WhatIsSignedIsntLate) {
  sign("a");
  sign("c");
  EXPECT_EQ(due("2026-03-05").at(0).lists, Lists{"b"});
  sign("b");
  EXPECT_TRUE(due("2026-03-13").empty());
}

TEST_F(DueActs, AnAuditThatWasAnnulledOrClosedRemindsNobody) {
  does(act::audit_annulled, {});
  EXPECT_TRUE(due("2026-03-05").empty());
  EXPECT_TRUE(mails(sent_).mails.empty());
}

TEST_F(DueActs, AListThatWasSentLateIsLateAWeekAfterIt) {
  now = at("2026-03-12 10:00");
  does(act::lists_sent, {{"lists", {"a"}}});
  sign("b");
  sign("c");
  EXPECT_TRUE(due("2026-03-13").empty());
  EXPECT_TRUE(due("2026-03-18").empty());
  EXPECT_EQ(due("2026-03-19").at(0).days, 3);
}

TEST_F(DueActs, TheDirectorHearsOfWhatTheAreaHeadHeardOf) {
  happens("2026-03-13");
  EXPECT_TRUE(due("2026-03-19").empty());
  EXPECT_EQ(due("2026-03-20"), (std::vector<DueAct>{{"2026-1.1", {"a", "b"}, 0, "director"}}));
}

}  // namespace
}  // namespace insyn
