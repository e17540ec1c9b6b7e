#include "domain/calendar/sweden.h"

#include <date/tz.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace insyn {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

Day day(int y, unsigned m, unsigned d) {
  return Day{year_month_day{year{y}, std::chrono::month{m}, std::chrono::day{d}}};
}

Instant utc(int y, unsigned m, unsigned d, hours h) {
  return Instant{day(y, m, d).time_since_epoch()} + h;
}

TEST(Sweden, AgreesWithTheZoneTablesAtEveryHalfHour) {
  const auto* const zone = date::locate_zone("Europe/Stockholm");
  const Instant end = utc(2038, 1, 1, hours{0});
  std::int64_t tried = 0;
  date::sys_info info;
  info.end = date::sys_seconds{};
  for (Instant at = utc(1996, 1, 1, hours{0}); at < end; at += minutes{30}) {
    if (at.time_since_epoch() >= info.end.time_since_epoch())
      info = zone->get_info(
          date::sys_seconds{std::chrono::duration_cast<seconds>(at.time_since_epoch())});
    const auto civil = to_civil(at);
    ASSERT_EQ(civil.time_since_epoch() - at.time_since_epoch(), info.offset);
    if (civil_kind(civil) == CivilKind::unique) {
      ASSERT_EQ(from_civil(civil), at);
    }
    ++tried;
  }
  EXPECT_EQ(tried, 15341 * 48);  // 42 years, of which eleven leap years
}

TEST(Sweden, AgreesWithTheZoneTablesAboutTheChangesOfEveryYear) {
  const auto* const zone = date::locate_zone("Europe/Stockholm");
  for (int y = 1996; y < 2038; ++y)
    for (const unsigned month : {3U, 10U})
      for (CivilTime civil = day(y, month, 24); civil < day(y, month, 31) + days{1};
           civil += minutes{30}) {
        const auto info = zone->get_info(
            date::local_seconds{std::chrono::duration_cast<seconds>(civil.time_since_epoch())});
        const auto kind = civil_kind(civil);
        ASSERT_EQ(kind == CivilKind::repeated, info.result == date::local_info::ambiguous);
        ASSERT_EQ(kind == CivilKind::skipped, info.result == date::local_info::nonexistent);
        if (kind != CivilKind::skipped) {
          ASSERT_EQ(civil.time_since_epoch() - from_civil(civil).time_since_epoch(),
                    info.first.offset);
        }
      }
}

TEST(Sweden, TheHourThatMarchSkipsIsHalfOpen) {
  const CivilTime midnight = day(2026, 3, 29);
  EXPECT_EQ(civil_kind(midnight + hours{2} - microseconds{1}), CivilKind::unique);
  EXPECT_EQ(civil_kind(midnight + hours{2}), CivilKind::skipped);
  EXPECT_EQ(civil_kind(midnight + hours{3} - microseconds{1}), CivilKind::skipped);
  EXPECT_EQ(civil_kind(midnight + hours{3}), CivilKind::unique);
  EXPECT_EQ(from_civil(midnight + hours{2} - microseconds{1}) + microseconds{1},
            from_civil(midnight + hours{3}));
}

TEST(Sweden, TheRepeatedHourOfOctoberMeansItsFirstReading) {
  const CivilTime midnight = day(2026, 10, 25);
  EXPECT_EQ(civil_kind(midnight + hours{2} - microseconds{1}), CivilKind::unique);
  EXPECT_EQ(civil_kind(midnight + hours{2}), CivilKind::repeated);
  EXPECT_EQ(civil_kind(midnight + hours{3} - microseconds{1}), CivilKind::repeated);
  EXPECT_EQ(civil_kind(midnight + hours{3}), CivilKind::unique);
  EXPECT_EQ(from_civil(midnight + hours{2}), utc(2026, 10, 25, hours{0}));
  EXPECT_EQ(from_civil(midnight + hours{3}), utc(2026, 10, 25, hours{2}));
  EXPECT_EQ(to_civil(utc(2026, 10, 25, hours{0})), midnight + hours{2});
  EXPECT_EQ(to_civil(utc(2026, 10, 25, hours{1})), midnight + hours{2});
}

TEST(Sweden, DaysAreTwentyThreeOrTwentyFiveHoursAtTheChanges) {
  EXPECT_EQ(start_of(day(2026, 3, 30)) - start_of(day(2026, 3, 29)), hours{23});
  EXPECT_EQ(start_of(day(2026, 10, 26)) - start_of(day(2026, 10, 25)), hours{25});
  EXPECT_EQ(start_of(day(2026, 1, 2)) - start_of(day(2026, 1, 1)), hours{24});
}

TEST(Sweden, AnEveningOfUtcIsTheNextSwedishDay) {
  EXPECT_EQ(day_of(utc(2026, 1, 31, hours{23})), day(2026, 2, 1));
  EXPECT_EQ(day_of(utc(2026, 1, 31, hours{23}) - microseconds{1}), day(2026, 1, 31));
  EXPECT_EQ(day_of(utc(2026, 6, 30, hours{22})), day(2026, 7, 1));
  EXPECT_EQ(day_of(utc(1999, 12, 31, hours{23})), day(2000, 1, 1));
}

TEST(Sweden, TheRuleHoldsUntil2100) {
  EXPECT_EQ(to_civil(utc(2100, 7, 1, hours{10})), day(2100, 7, 1) + hours{12});
  EXPECT_EQ(civil_kind(day(2100, 3, 28) + hours{2}), CivilKind::skipped);  // a Sunday
  EXPECT_EQ(civil_kind(day(2100, 10, 31) + hours{2}), CivilKind::repeated);
}

TEST(Sweden, AValidityWithoutEndHasAnInstantToo) {
  EXPECT_EQ(day_of(start_of(day_never)), day_never);
}

RC_GTEST_PROP(Sweden, CivilTimeAndBackIsTheSameInstantOrAnHourEarlierInOctober, ()) {
  const auto at = Instant{
      microseconds{*rc::gen::inRange<std::int64_t>(820'454'400'000'000, 4'133'980'800'000'000)}};
  const CivilTime civil = to_civil(at);
  RC_ASSERT(civil_kind(civil) != CivilKind::skipped);
  const auto back = from_civil(civil);
  const bool second_reading = civil_kind(civil) == CivilKind::repeated && back == at - hours{1};
  RC_ASSERT(back == at || second_reading);
  RC_ASSERT(start_of(day_of(at)) <= at);
  RC_ASSERT(start_of(day_of(at) + days{1}) > at);
}

}  // namespace
}  // namespace insyn
