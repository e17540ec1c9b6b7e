#include "app/source_check.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/audit_home_for_tests.h"
#include "store/contract/temporary_folder.h"

namespace insyn {
namespace {

/// A source that delivers twenty events a day from 8 December to 15 February, but for what a test
/// leaves out.
class Sources : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream{folder_.path() / "sources.toml"}
        << "[[source]]\nid = \"canonical\"\nkind = \"canonical\"\nsystem = \"viva\"\n"
           "label = \"Viva\"\n[[source]]\nid = \"other\"\nkind = \"canonical\"\n"
           "system = \"other\"\nlabel = \"Annat\"\n";
    town.home().root = folder_.path();
  }

  /// Events of whole days, delivered at `when`.
  void deliver(const std::string& from, const std::string& to, int a_day, const std::string& when) {
    std::string csv = "time,staff_id,client_id,action\n";
    for (Day day = *parse_day(from); day <= *parse_day(to); day += std::chrono::days{1})
      for (int i = 0; i < a_day; ++i)
        csv += format_day(day) + " 08:" + (i < 10 ? "0" : "") + std::to_string(i) +
               ",s-anna,c-klas,read\n";
    town.at(when);
    town.log(csv);
  }
  /// The town's own five events lie in the period: one each on 3, 4, 5, 6 and 9 February.
  void delivers_all_but(const std::string& day_before, const std::string& day_after) {
    deliver("2025-12-08", "2026-02-01", 20, "2026-02-02 07:00");
    deliver("2026-02-02", "2026-02-05", 20, "2026-02-06 07:00");
    deliver("2026-02-06", day_before, 20, "2026-02-13 20:00");
    if (!day_after.empty()) deliver(day_after, "2026-02-15", 20, "2026-02-16 07:00");
    town.at("2026-02-17 09:00");
  }

  json::object check() {
    const auto document = source_check(town.home(), "2026-1");
    AuditHome::must(document);
    return *document;
  }
  /// `day:state` of the days that aren't ok.
  std::string unusual(const json::object& document) {
    std::string text;
    for (const json::value& day :
         document.at("sources").as_array()[0].as_object().at("days").as_array())
      if (text_of(day.as_object(), "state") != "ok")
        text += text_of(day.as_object(), "day").substr(5) + ":" +
                text_of(day.as_object(), "state") + " ";
    return text;
  }

  AuditHome town;

 private:
  TemporaryFolder folder_;
};

TEST_F(Sources, AreCompleteWhenEveryDayIsAsUsual) {
  delivers_all_but("2026-02-08", "2026-02-09");
  const json::object document = check();
  EXPECT_EQ(unusual(document), "");
  EXPECT_TRUE(document.at("complete").as_bool());
  EXPECT_FALSE(document.at("needs_reason").as_bool());
  // One that has never delivered is no gap.
  const json::object& other = document.at("sources").as_array()[1].as_object();
  EXPECT_EQ(integer_of(other, "deliveries"), 0);
  EXPECT_FALSE(other.at("behind").as_bool());
}

TEST_F(Sources, ADayWithoutEventsIsAGapAndOneWithFewIsFew) {
  // On 9 February the town has one event of its own where 20 are usual.
  delivers_all_but("2026-02-07", "2026-02-10");
  EXPECT_EQ(unusual(check()), "02-08:gap 02-09:few ");
  EXPECT_EQ(integer_of(check(), "gaps"), 1);
}

TEST_F(Sources, AWeekdayOnWhichNothingIsUsualIsQuiet) {
  // Weekdays only: from Monday 8 December on, without Saturdays and Sundays.
  for (const char* monday :
       {"2025-12-08", "2025-12-15", "2025-12-22", "2025-12-29", "2026-01-05", "2026-01-12",
        "2026-01-19", "2026-01-26", "2026-02-02", "2026-02-09"}) {
    const std::string friday = format_day(*parse_day(monday) + std::chrono::days{4});
    deliver(monday, friday, 10, friday + " 20:00");
  }
  town.at("2026-02-17 09:00");
  const json::object document = check();
  EXPECT_EQ(unusual(document), "02-07:quiet 02-08:quiet 02-14:quiet 02-15:quiet ");
  // The last delivery ends before the period does; whether the weekend is missing nobody knows.
  EXPECT_EQ(integer_of(document, "behind"), 1);
}

TEST_F(Sources, WhatCameMoreThanAWeekAfterIsLate) {
  deliver("2025-12-08", "2026-02-01", 20, "2026-02-02 07:00");
  deliver("2026-02-02", "2026-02-15", 20, "2026-02-16 07:00");
  town.at("2026-02-17 09:00");
  // The town's own delivery of 3–9 February came on the 17th; late is up to the 8th, whatever
  // other deliveries of the day there are.
  EXPECT_EQ(unusual(check()),
            "02-02:late 02-03:late 02-04:late 02-05:late 02-06:late 02-07:late 02-08:late ");
}

TEST_F(Sources, ASourceThatEndsBeforeThePeriodIsBehind) {
  delivers_all_but("2026-02-13", "");
  const json::object document = check();
  EXPECT_EQ(integer_of(document, "behind"), 1);
  EXPECT_EQ(text_of(document.at("sources").as_array()[0].as_object(), "last_day"), "2026-02-13");
  EXPECT_TRUE(document.at("needs_reason").as_bool());
}

TEST_F(Sources, AGapNeedsAReasonAndTheActHoldsOnlyCounts) {
  delivers_all_but("2026-02-07", "2026-02-10");
  EXPECT_EQ(check_sources(town.home(), "2026-1", "").error().code, "reason-missing");
  AuditHome::must(check_sources(town.home(), "2026-1", "Driftstopp hos leverantören"));
  EXPECT_EQ(integer_of(town.last_open(), "gaps"), 1);
  EXPECT_EQ(text_of(town.last_words(), "reason"), "Driftstopp hos leverantören");
  EXPECT_FALSE(town.last_open().contains("reason"));
  EXPECT_TRUE(town.state().progress.checked.contains("2026-1"));
}

TEST_F(Sources, ArentCheckedBeforeThePeriodHasEnded) {
  town.at("2026-02-15 23:59");
  EXPECT_EQ(source_check(town.home(), "2026-1").error().code, "period-not-ended");
}

}  // namespace
}  // namespace insyn
