#include "web/messages/messages.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

const Messages& sv() { return messages_in("sv"); }
const Messages& en() { return messages_in("en"); }

Day day(const char* text) { return *parse_day(text); }
DayRange days(const char* from, const char* to) { return {day(from), day(to)}; }
Instant at(const char* text) { return parse_time(text).at; }

TEST(Messages, AnUnknownLanguageIsSwedish) {
  for (const char* name : {"", "de", "EN", "en-GB", "../en"})
    EXPECT_EQ(messages_in(name).language(), "sv") << name;
  EXPECT_EQ(en().language(), "en");
}

TEST(Texts, AreSwedishAsTheyStandAndEnglishByTheCatalogue) {
  EXPECT_EQ(sv().t("Hoppa till innehållet"), "Hoppa till innehållet");
  EXPECT_EQ(en().t("Hoppa till innehållet"), "Skip to the content");
}

TEST(Texts, WithoutATranslationStayAsTheyAre) {
  EXPECT_EQ(en().t("Åtta bin: {}"), "Åtta bin: {}");
  EXPECT_EQ(en().t(""), "");
  EXPECT_EQ(en().n("{} bi", "{} bin", 2), "2 bin");
}

TEST(Texts, HaveTheirPlural) {
  EXPECT_EQ(sv().n("{} rad", "{} rader", 0), "0 rader");
  EXPECT_EQ(sv().n("{} rad", "{} rader", 1), "1 rad");
  EXPECT_EQ(sv().n("{} rad", "{} rader", 1234), "1\u00A0234 rader");
  EXPECT_EQ(sv().n("{} rad till {}", "{} rader till {}", 2, "Norr"), "2 rader till Norr");
  const auto english = [](std::int64_t count) {
    return en().n("Ett svar behöver rättas", "{} svar behöver rättas", count);
  };
  EXPECT_EQ(english(1), "One answer needs correcting");
  EXPECT_EQ(english(0), "0 answers need correcting");
  // 2^32 + 1 is many, although its lower half is one.
  EXPECT_EQ(english(4'294'967'297), "4,294,967,297 answers need correcting");
}

TEST(Places, AreFilledInOrderOrByNumber) {
  EXPECT_EQ(sv().f("{} av {}", "a", std::string{"b"}), "a av b");
  EXPECT_EQ(sv().f("{1} av {0}", "a", "b"), "b av a");
  EXPECT_EQ(sv().f("{0}{0}", "a"), "aa");
}

TEST(Places, WithoutAValueAreLeftAsTheyAre) {
  EXPECT_EQ(sv().f("{} {} {7} {x} { {", "a"), "a {} {7} {x} { {");
  EXPECT_EQ(sv().f("Inga"), "Inga");
}

TEST(Places, InAValueAreNoPlaces) {
  EXPECT_EQ(sv().f("{} och {}", "{1}{}", "b"), "{1}{} och b");
  EXPECT_TRUE(rc::check([] {
    const auto value = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"{}01a"}));
    RC_ASSERT(sv().f("<{}>{}", value, "b") == "<" + value + ">b");
  }));
}

TEST(Dates, AreWrittenAsPeopleReadThem) {
  EXPECT_EQ(sv().date(day("2026-02-02")), "2\u00A0februari 2026");
  EXPECT_EQ(sv().short_date(day("2026-12-31")), "31\u00A0december");
  EXPECT_EQ(sv().weekday(day("2026-08-27")), "torsdag");
  EXPECT_EQ(en().date(day("2026-02-02")), "2\u00A0February 2026");
  EXPECT_EQ(en().weekday(day("2026-08-30")), "Sunday");
}

TEST(Dates, MonthsAndWeekdaysAgreeWithTheCalendars) {
  for (Day d = day("2026-01-01"); d < day("2027-01-01"); d += std::chrono::days{1}) {
    std::string breaking = sv().date(d);
    breaking.replace(breaking.find("\u00A0"), 2, " ");
    EXPECT_EQ(breaking, swedish_date(d));
    EXPECT_EQ(sv().weekday(d), swedish_weekday(d));
  }
}

TEST(Clock, IsSwedishTimeInWinterAndSummer) {
  EXPECT_EQ(sv().clock(at("2026-02-03T07:15:59Z")), "kl.\u00A008.15");
  EXPECT_EQ(sv().clock(at("2026-08-03T07:15:00Z")), "kl.\u00A009.15");
  EXPECT_EQ(en().clock(at("2026-02-03T07:15:00Z")), "08:15");
  EXPECT_EQ(sv().moment(at("2026-02-02T23:30:00Z")), "3\u00A0februari 2026 kl.\u00A000.30");
  EXPECT_EQ(sv().short_moment(at("2026-02-02T22:59:00Z")), "2\u00A0februari kl.\u00A023.59");
}

TEST(Days, NameTheLastDayOfAHalfOpenRange) {
  EXPECT_EQ(sv().days(days("2026-02-02", "2026-02-16")), "2–15\u00A0februari 2026");
  EXPECT_EQ(sv().days(days("2026-02-01", "2026-03-01")), "1–28\u00A0februari 2026");
  EXPECT_EQ(sv().days(days("2026-01-28", "2026-02-11")),
            "28\u00A0januari\u00A0– 10\u00A0februari 2026");
  EXPECT_EQ(sv().days(days("2026-12-28", "2027-01-11")),
            "28\u00A0december 2026\u00A0– 10\u00A0januari 2027");
  EXPECT_EQ(sv().days(days("2026-02-02", "2026-02-03")), "2\u00A0februari 2026");
  EXPECT_EQ(sv().days({day("2026-02-02"), day_never}), "från 2\u00A0februari 2026");
  EXPECT_EQ(en().days(days("2026-02-02", "2026-02-16")), "2–15\u00A0February 2026");
}

TEST(Weeks, AreThoseOfIso8601) {
  EXPECT_EQ(sv().weeks(days("2026-02-02", "2026-02-16")), "vecka\u00A06–7");
  EXPECT_EQ(sv().weeks(days("2026-02-02", "2026-02-09")), "vecka\u00A06");
  EXPECT_EQ(sv().weeks(days("2026-12-28", "2027-01-11")), "vecka\u00A053–1");
  EXPECT_EQ(en().weeks(days("2026-02-02", "2026-02-16")), "weeks\u00A06–7");
}

TEST(Numbers, HaveTheirThousandsApart) {
  EXPECT_EQ(sv().number(0), "0");
  EXPECT_EQ(sv().number(999), "999");
  EXPECT_EQ(sv().number(1000), "1\u00A0000");
  EXPECT_EQ(sv().number(2'214'870), "2\u00A0214\u00A0870");
  EXPECT_EQ(sv().number(-1234), "\u22121\u00A0234");
  EXPECT_EQ(sv().number(INT64_MIN),
            "\u22129\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0808");
  EXPECT_EQ(en().number(2'214'870), "2,214,870");
}

TEST(Shares, HaveADecimalOnlyIfItIsThere) {
  EXPECT_EQ(sv().share(150), "15\u00A0%");
  EXPECT_EQ(sv().share(75), "7,5\u00A0%");
  EXPECT_EQ(sv().share(0), "0\u00A0%");
  EXPECT_EQ(sv().share(1000), "100\u00A0%");
  EXPECT_EQ(en().share(75), "7.5%");
}

TEST(Order, PutsTheSwedishLettersLast) {
  std::vector<std::string> names{"Öberg", "Ärlig", "Åberg", "Zetterlund", "Östman", "Adam", "adam"};
  const auto by = [](const Messages& words) {
    return [&](const auto& a, const auto& b) { return words.before(a, b); };
  };
  std::sort(names.begin(), names.end(), by(sv()));
  EXPECT_EQ(names, (std::vector<std::string>{"adam", "Adam", "Zetterlund", "Åberg", "Ärlig",
                                             "Öberg", "Östman"}));
  std::sort(names.begin(), names.end(), by(en()));
  EXPECT_EQ(names.back(), "Zetterlund");
  EXPECT_FALSE(sv().before("a", "a"));
}

}  // namespace
}  // namespace insyn
