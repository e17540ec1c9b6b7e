#include "domain/calendar/format.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace insyn {
namespace {

std::string read(std::string_view text) {
  const auto parsed = parse_time(text);
  switch (parsed.fault) {
    case TimeFault::none:
      return format_instant(parsed.at);
    case TimeFault::shape:
      return "shape";
    case TimeFault::no_such:
      return "no such";
    case TimeFault::year:
      return "year";
    case TimeFault::skipped:
      return "skipped";
  }
  return "";
}

TEST(ParseTime, EveryFormOfTheContractIsRead) {
  EXPECT_EQ(read("2026-02-03T08:15"), "2026-02-03T07:15:00Z");
  EXPECT_EQ(read("2026-02-03 08:15"), "2026-02-03T07:15:00Z");
  EXPECT_EQ(read("2026-02-03T08:15:30"), "2026-02-03T07:15:30Z");
  EXPECT_EQ(read("2026-07-03 08:15:30.5"), "2026-07-03T06:15:30.5Z");
  EXPECT_EQ(read("2026-02-03T08:15:30.123456Z"), "2026-02-03T08:15:30.123456Z");
  EXPECT_EQ(read("2026-02-03T08:15:30.120000Z"), "2026-02-03T08:15:30.12Z");
  EXPECT_EQ(read("2026-02-03T08:15:30.000001Z"), "2026-02-03T08:15:30.000001Z");
  EXPECT_EQ(read("2026-02-03T08:15:30.0Z"), "2026-02-03T08:15:30Z");
  EXPECT_EQ(read("2026-02-03T08:15Z"), "2026-02-03T08:15:00Z");
  EXPECT_EQ(read("2026-02-03T08:15+05:30"), "2026-02-03T02:45:00Z");
  EXPECT_EQ(read("2026-02-03T23:59:59.9-00:30"), "2026-02-04T00:29:59.9Z");
  EXPECT_EQ(read("2026-02-03T08:15+23:59"), "2026-02-02T08:16:00Z");
  EXPECT_EQ(read("2026-02-03T08:15-00:00"), "2026-02-03T08:15:00Z");
}

TEST(ParseTime, WithoutAZoneTheRepeatedHourMeansTheFirstReading) {
  EXPECT_EQ(read("2026-10-25 02:30"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(read("2026-10-25T02:30+01:00"), "2026-10-25T01:30:00Z");
  EXPECT_EQ(read("2026-10-25 03:00"), "2026-10-25T02:00:00Z");
}

TEST(ParseTime, TheSkippedHourIsAFaultUnlessAZoneIsWritten) {
  EXPECT_EQ(read("2026-03-29 02:00"), "skipped");
  EXPECT_EQ(read("2026-03-29T02:59:59.999999"), "skipped");
  EXPECT_EQ(read("2026-03-29T02:30Z"), "2026-03-29T02:30:00Z");
  EXPECT_EQ(read("2026-03-29T02:30+01:00"), "2026-03-29T01:30:00Z");
  EXPECT_EQ(read("2026-03-29 03:00"), "2026-03-29T01:00:00Z");
}

TEST(ParseTime, TimesAndDatesThatDoNotExistAreFaults) {
  for (const char* text :
       {"2026-02-03T24:00", "2026-02-03T23:60", "2026-02-03T23:59:60", "2026-02-29T08:00",
        "2026-13-01T08:00", "2026-00-01T08:00", "2026-04-31T08:00", "2026-04-00T08:00",
        "2026-02-03T08:15+24:00", "2026-02-03T08:15+01:60"})
    EXPECT_EQ(read(text), "no such") << text;
  EXPECT_EQ(read("2024-02-29T08:00Z"), "2024-02-29T08:00:00Z");
}

TEST(ParseTime, TheWrittenYearIsFrom1996To2100) {
  EXPECT_EQ(read("1995-12-31T23:59-01:00"), "year");
  EXPECT_EQ(read("2101-01-01T00:30+01:00"), "year");
  EXPECT_EQ(read("1996-01-01T00:00"), "1995-12-31T23:00:00Z");
  EXPECT_EQ(read("2100-12-31T23:30-01:00"), "2101-01-01T00:30:00Z");
  EXPECT_EQ(read("0000-01-01T00:00"), "year");
}

TEST(ParseTime, AnyOtherShapeIsAFault) {
  for (const char* text : {"",
                           "2026-02-03",
                           "2026-02-03T",
                           "2026-02-03T08",
                           "2026-02-03T08:",
                           "2026-02-03T8:15",
                           "2026-02-03t08:15",
                           "2026-02-03T08:15z",
                           "2026-02-03  08:15",
                           " 2026-02-03T08:15",
                           "2026-02-03T08:15 ",
                           "2026-02-03T08:15:",
                           "2026-02-03T08:15:30.",
                           "2026-02-03T08:15:30,5",
                           "2026-02-03T08:15:30.1234567",
                           "2026-02-03T08:15.5",
                           "2026-02-03T08:15+0100",
                           "2026-02-03T08:15+01",
                           "2026-02-03T08:15+1:00",
                           "2026-02-03T08:15Z+01:00",
                           "26-02-03T08:15",
                           "2026/02/03T08:15",
                           "+026-02-03T08:15",
                           "-026-02-03T08:15",
                           "2026-02-03T08:15:3a",
                           "2026-02-03T08:15ZZ",
                           "20260203T0815",
                           "2026-02-03T08:15\u221201:00"})
    EXPECT_EQ(read(text), "shape") << text;
}

RC_GTEST_PROP(ParseTime, ReadsBackWhatFormatInstantWrites, ()) {
  const auto at = Instant{std::chrono::microseconds{
      *rc::gen::inRange<std::int64_t>(820'454'400'000'000, 4'133'980'800'000'000)}};
  const auto parsed = parse_time(format_instant(at));
  RC_ASSERT(parsed.fault == TimeFault::none);
  RC_ASSERT(parsed.at == at);
}

TEST(ParseDay, OnlyRealDaysFrom1900To2999) {
  for (const char* text : {"", "2026-2-03", "2026-02-30", "1899-12-31", "3000-01-01", "2026-02-03 ",
                           "2026-02-03T08:15", "1900-02-29", "2026-13-01"})
    EXPECT_FALSE(parse_day(text)) << text;
  for (const char* text : {"1900-01-01", "2000-02-29", "2026-12-31", "2999-12-31"})
    EXPECT_EQ(format_day(parse_day(text).value()), text);
}

TEST(FormatDay, TheOpenEndHasADay) { EXPECT_EQ(format_day(day_never), "9999-12-31"); }

TEST(FormatInstant, BeforeTheEpochToo) {
  EXPECT_EQ(format_instant(Instant{std::chrono::microseconds{-1}}), "1969-12-31T23:59:59.999999Z");
}

TEST(SwedishText, IsWrittenForPeople) {
  const Day day = *parse_day("2026-02-02");
  EXPECT_EQ(swedish_date(day), "2 februari 2026");
  EXPECT_EQ(swedish_weekday(day), "måndag");
  EXPECT_EQ(swedish_weekday(*parse_day("2026-02-08")), "söndag");
  EXPECT_EQ(swedish_clock(parse_time("2026-02-03T07:15:59.9Z").at), "08.15");
  EXPECT_EQ(swedish_clock(parse_time("2026-07-03T22:05Z").at), "00.05");
}

TEST(IsoWeek, BelongsToTheYearOfItsThursday) {
  EXPECT_EQ(iso_week(*parse_day("2026-02-02")), "2026-W06");
  EXPECT_EQ(iso_week(*parse_day("2026-02-08")), "2026-W06");
  EXPECT_EQ(iso_week(*parse_day("2027-01-03")), "2026-W53");
  EXPECT_EQ(iso_week(*parse_day("2027-01-04")), "2027-W01");
  EXPECT_EQ(iso_week(*parse_day("2024-12-30")), "2025-W01");
  EXPECT_EQ(iso_week(*parse_day("2025-12-28")), "2025-W52");
}

}  // namespace
}  // namespace insyn
