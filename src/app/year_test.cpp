#include "app/year.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Day day(const std::string& text) { return *parse_day(text); }

/// Piteå's periods 1 and 3.
Routine two_periods() {
  Routine routine;
  routine.periods = {{"1", "Ett", WholeWeeks{WholeWeeks::End::first, 2, 2}},
                     {"3", "Tre", WholeWeeks{WholeWeeks::End::last, 2, 7}}};
  routine.deadlines.holidays = HolidayRange{};
  return routine;
}

Act act_of(std::uint64_t seq, std::string_view kind, json::object open, const std::string& when) {
  Act act;
  act.seq = seq;
  act.kind = std::string{kind};
  act.at = parse_time(when + " 10:00").at;
  act.open = std::move(open);
  return act;
}

TEST(Year, BeforeItsPeriodsNothingWaits) {
  const auto year = year_of({}, two_periods(), 2026, day("2026-01-10"));
  ASSERT_EQ(year.size(), 2U);
  EXPECT_EQ(year[0].period.id, "2026-1");
  EXPECT_EQ(year[0].audit, "");
  EXPECT_EQ(year[0].current, 0);
  EXPECT_TRUE(year[0].waiting.empty());
  EXPECT_FALSE(year[0].late);
  EXPECT_EQ(format_day(*year[0].deadline), "2026-03-02");
}

TEST(Year, AnAuditThatNobodyOpenedIsLateTheDayAfter) {
  EXPECT_FALSE(year_of({}, two_periods(), 2026, day("2026-03-02"))[0].late);
  const auto year = year_of({}, two_periods(), 2026, day("2026-03-03"));
  EXPECT_TRUE(year[0].late);
  ASSERT_EQ(year[0].waiting.size(), 2U);
  EXPECT_EQ(year[0].waiting[1].code, "not-opened");
  EXPECT_EQ(year[0].waiting[1].roles, std::vector<UserRole>{UserRole::administrator});
  EXPECT_TRUE(year[1].waiting.empty());
}

TEST(Year, JulysAuditIsAnsweredAfterTheHolidays) {
  State state;
  const json::object of{{"audit", "2026-3.1"}, {"period", "2026-3"}};
  apply(state, act_of(1, act::audit_opened, of, "2026-07-27"));
  apply(state, act_of(2, act::audit_drawn, of, "2026-07-28"));
  auto year = year_of(state, two_periods(), 2026, day("2026-07-29"));
  EXPECT_EQ(year[1].audit, "2026-3.1");
  EXPECT_EQ(year[1].current, 2);
  EXPECT_EQ(format_day(*year[1].deadline), "2026-08-04");  // lists go out all the same
  json::object routed = of;
  routed["lists"] = json::array{json::object{{"list", "a"}, {"reader", "r"}, {"area", "x"}}};
  apply(state, act_of(3, act::lists_routed, routed, "2026-07-29"));
  json::object sent = of;
  sent["lists"] = json::array{"a"};
  apply(state, act_of(4, act::lists_sent, sent, "2026-07-29"));
  year = year_of(state, two_periods(), 2026, day("2026-08-20"));
  EXPECT_EQ(year[1].current, 3);
  EXPECT_EQ(format_day(*year[1].deadline), "2026-08-31");
  EXPECT_FALSE(year[1].late);
}

TEST(Year, AnAnnulledAuditGivesThePeriodBack) {
  State state;
  const json::object of{{"audit", "2026-1.1"}, {"period", "2026-1"}};
  apply(state, act_of(1, act::audit_opened, of, "2026-02-17"));
  apply(state, act_of(2, act::audit_annulled, of, "2026-02-18"));
  const auto year = year_of(state, two_periods(), 2026, day("2026-02-19"));
  EXPECT_EQ(year[0].audit, "");
  EXPECT_EQ(year[0].current, 0);
}

TEST(Year, ADoneAuditHasNoDeadline) {
  State state;
  const json::object of{{"audit", "2026-1.1"}, {"period", "2026-1"}};
  json::object none = of;
  none["lists"] = json::array{};
  for (const std::string_view kind : {act::audit_opened, act::audit_drawn, act::lists_routed,
                                      act::lists_sent, act::compiled, act::reported, act::closed})
    apply(state, act_of(1, kind, none, "2026-02-18"));
  const auto year = year_of(state, two_periods(), 2026, day("2026-12-01"));
  EXPECT_EQ(year[0].current, 6);
  EXPECT_FALSE(year[0].deadline);
  EXPECT_FALSE(year[0].late);
}

}  // namespace
}  // namespace insyn
