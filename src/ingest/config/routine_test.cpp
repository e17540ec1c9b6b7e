#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/config/config.h"
#include "ingest/config/routine_for_tests.h"

namespace insyn {
namespace {

std::string with(const std::string& from, const std::string& to) {
  std::string text = small_routine;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(PiteaRoutine, HasTheRoutinesPeriods) {
  const Routine routine = parsed(file_text("routines/pitea.toml"));
  EXPECT_EQ(routine.id, "pitea");
  EXPECT_EQ(routine.label, "Rutin Loggkontroll i Viva");
  using End = WholeWeeks::End;
  const std::vector<std::pair<unsigned, End>> wanted{
      {2, End::first}, {6, End::last}, {7, End::last}, {11, End::first}};
  ASSERT_EQ(routine.periods.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(routine.periods[i].key, std::to_string(i + 1));
    const auto& weeks = std::get<WholeWeeks>(routine.periods[i].when);
    EXPECT_EQ(weeks.month, wanted[i].first);
    EXPECT_EQ(weeks.end, wanted[i].second);
    EXPECT_EQ(weeks.count, 2);
  }
}

// Contract 6, "Stratum".
TEST(PiteaRoutine, HasTheContractsStrataInItsOrder) {
  const Routine routine = parsed(file_text("routines/pitea.toml"));
  struct Wanted {
    std::string id;
    GroupRule group;
    std::int64_t least;
    std::int64_t most;  // -1: no limit
    int share;
    std::vector<std::string> periods;
    bool finding;
  };
  const std::vector<Wanted> wanted{
      {"authority", GroupRule::authority, 0, -1, 150, {"1", "3"}, false},
      {"delivery-high", GroupRule::delivery, 16, -1, 100, {"1", "3"}, false},
      {"delivery-medium", GroupRule::delivery, 6, 15, 60, {"1", "3"}, false},
      {"delivery-low", GroupRule::delivery, 1, 5, 40, {"2", "4"}, false},
      {"delivery-none", GroupRule::delivery, 0, 0, 1000, {"1", "2", "3", "4"}, true},
      {"unplaced", GroupRule::none, 0, -1, 1000, {"1", "2", "3", "4"}, true}};
  ASSERT_EQ(routine.strata.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const StratumRule& stratum = routine.strata[i];
    EXPECT_EQ(stratum.id, wanted[i].id);
    EXPECT_EQ(stratum.group, wanted[i].group) << stratum.id;
    EXPECT_EQ(stratum.permissions_min, wanted[i].least) << stratum.id;
    EXPECT_EQ(stratum.permissions_max.value_or(-1), wanted[i].most) << stratum.id;
    EXPECT_EQ(stratum.share, wanted[i].share) << stratum.id;
    EXPECT_EQ(stratum.periods, wanted[i].periods) << stratum.id;
    EXPECT_EQ(stratum.finding, wanted[i].finding) << stratum.id;
  }
}

TEST(PiteaRoutine, HasTheContractsNumbers) {
  const Routine routine = parsed(file_text("routines/pitea.toml"));
  EXPECT_EQ(routine.permission_count, PermissionCount::scopes);
  EXPECT_EQ(routine.finding_max, 50);
  EXPECT_EQ(routine.opening_gap_minutes, 30);
  EXPECT_FALSE(routine.explain.permission_explains);
  EXPECT_EQ(routine.explain.grace.before, 0);
  EXPECT_EQ(routine.explain.grace.after, 0);
  EXPECT_EQ(routine.explain.intake_days, 7);
  EXPECT_EQ(routine.explain.shift_margin_minutes, 120);
  EXPECT_EQ(routine.explain.after_death_days, 30);
  EXPECT_EQ(routine.explain.closed_case_days, 30);
  EXPECT_EQ(routine.explain.surname_per_mille, 3);
}

// Practice F9 and F36: the period decides unless a municipality says otherwise; July is no
// deadline.
TEST(PiteaRoutine, ReviewsThePeriodAndAnswersAfterTheHolidays) {
  const Routine routine = parsed(file_text("routines/pitea.toml"));
  EXPECT_EQ(routine.review_window, ReviewWindow::period);
  EXPECT_EQ(routine.latest_start_days, 14);
  EXPECT_EQ(routine.deadlines.lists_out_workdays, 5);
  ASSERT_TRUE(routine.deadlines.holidays);
  EXPECT_EQ(routine.deadlines.holidays->to_month, 8U);
  EXPECT_EQ(routine.deadlines.holidays->to_day, 31U);
}

TEST(Routine, WithoutDeadlinesHasThoseOfTheSchema) {
  const Routine routine = parsed(small_routine);
  EXPECT_EQ(routine.deadlines.lists_out_workdays, 5);
  EXPECT_EQ(routine.deadlines.answer.count, 15);
  EXPECT_EQ(routine.deadlines.answer.from, Deadline::From::sending);
  EXPECT_EQ(routine.deadlines.area.count, 3);
  EXPECT_EQ(routine.deadlines.report.count, 12);
  EXPECT_EQ(routine.deadlines.report.from, Deadline::From::previous);
  EXPECT_FALSE(routine.deadlines.holidays);
  EXPECT_EQ(routine.review_window, ReviewWindow::period);
  EXPECT_EQ(routine.seconds_per_row, 20);
  EXPECT_TRUE(routine.contacts.empty());
}

TEST(Routine, ReadsDeadlinesReviewWindowAndContacts) {
  const Routine routine =
      parsed(small_routine +
             "[audit]\nreview_window = \"union\"\nseconds_per_row = 40\n"
             "[deadlines]\nlists_out_workdays = 3\nanswer = { days = 30, after = \"period\" }\n"
             "area = { workdays = 2 }\nholidays = { from = \"12-20\", to = \"01-07\" }\n"
             "[contacts]\nchief_nurse = \"MAS, 0911-00 00 00\"\n");
  EXPECT_EQ(routine.review_window, ReviewWindow::both);
  EXPECT_EQ(routine.seconds_per_row, 40);
  EXPECT_EQ(routine.deadlines.lists_out_workdays, 3);
  EXPECT_EQ(routine.deadlines.answer.count, 30);
  EXPECT_FALSE(routine.deadlines.answer.workdays);
  EXPECT_EQ(routine.deadlines.answer.from, Deadline::From::period);
  EXPECT_EQ(routine.deadlines.area.count, 2);
  EXPECT_TRUE(routine.deadlines.area.workdays);
  EXPECT_EQ(routine.deadlines.holidays->from_month, 12U);
  EXPECT_EQ(routine.deadlines.holidays->to_day, 7U);
  EXPECT_EQ(routine.contacts.at("chief_nurse"), "MAS, 0911-00 00 00");
}

TEST(Routine, ReadsEveryKindOfPeriod) {
  EXPECT_EQ(std::get<WholeMonth>(parsed(small_routine).periods[0].when).month, 3U);
  const Routine dates = parsed(with("month = 3", "dates = { from = \"12-20\", to = \"01-10\" }"));
  const auto& fixed = std::get<FixedDates>(dates.periods[0].when);
  EXPECT_EQ(fixed.from_month, 12U);
  EXPECT_EQ(fixed.from_day, 20U);
  EXPECT_EQ(fixed.to_month, 1U);
  EXPECT_EQ(fixed.to_day, 10U);
  const Routine back = parsed(with("month = 3", "days_back = { days = 30, before = \"03-01\" }"));
  EXPECT_EQ(std::get<DaysBack>(back.periods[0].when).days, 30);
  EXPECT_EQ(std::get<DaysBack>(back.periods[0].when).month, 3U);
  EXPECT_EQ(std::get<DaysBack>(back.periods[0].when).day, 1U);
  EXPECT_EQ(std::get<WholeWeeks>(
                parsed(with("month = 3", "whole_weeks = { last = 3, month = 12 }")).periods[0].when)
                .count,
            3);
}

TEST(Routine, DrawsAStratumInEachUnitOnlyIfItSaysSo) {
  EXPECT_FALSE(parsed(small_routine).strata[0].per_unit);
  EXPECT_TRUE(parsed(with("share = 40", "per = \"unit\"\nshare = 40")).strata[0].per_unit);
}

// Requirement 98 of the domain: the routines that municipalities have beside Piteå's.
TEST(Presets, MonthlyPerUnitDrawsInEveryUnitEveryMonth) {
  const Routine routine = parsed(file_text("routines/monthly-per-unit.toml"));
  ASSERT_EQ(routine.periods.size(), 12U);
  std::vector<std::string> keys;
  for (unsigned month = 1; month <= 12; ++month) {
    const PeriodRule& period = routine.periods[month - 1];
    EXPECT_EQ(std::get<WholeMonth>(period.when).month, month);
    EXPECT_EQ(period.key, (month < 10 ? "0" : "") + std::to_string(month));
    keys.push_back(period.key);
  }
  const StratumRule& last = routine.strata.back();
  EXPECT_TRUE(last.per_unit);
  EXPECT_EQ(last.group, GroupRule::any);
  EXPECT_EQ(last.share, 50);
  for (const StratumRule& stratum : routine.strata) {
    EXPECT_EQ(stratum.periods, keys) << stratum.id;
    EXPECT_EQ(stratum.finding, !stratum.per_unit) << stratum.id;
  }
}

TEST(Presets, TenPercentTwiceAYearIsATenthOfEveryoneInSpringAndAutumn) {
  const Routine routine = parsed(file_text("routines/ten-percent-twice-a-year.toml"));
  ASSERT_EQ(routine.periods.size(), 2U);
  EXPECT_EQ(std::get<WholeWeeks>(routine.periods[0].when).month, 3U);
  EXPECT_EQ(std::get<WholeWeeks>(routine.periods[1].when).month, 10U);
  ASSERT_EQ(routine.strata.size(), 2U);
  EXPECT_EQ(routine.strata[1].group, GroupRule::any);
  EXPECT_EQ(routine.strata[1].share, 100);
  EXPECT_FALSE(routine.strata[1].per_unit);
  for (const StratumRule& stratum : routine.strata)
    EXPECT_EQ(stratum.periods, (std::vector<std::string>{"spring", "autumn"})) << stratum.id;
}

TEST(Routine, ReadsGraceAndOtherChoicesOfAMunicipality) {
  const Routine routine = parsed(with("intake_days = 7",
                                      "intake_days = 14\npermission_explains = true\n"
                                      "grace_days_before = 1\ngrace_days_after = 3\n"
                                      "[permissions]\ncount = \"clients\"\n"
                                      "[audit]\nfinding_max = 100\nopening_gap_minutes = 15\n"));
  EXPECT_EQ(routine.explain.intake_days, 14);
  EXPECT_TRUE(routine.explain.permission_explains);
  EXPECT_EQ(routine.explain.grace.before, 1);
  EXPECT_EQ(routine.explain.grace.after, 3);
  EXPECT_EQ(routine.permission_count, PermissionCount::clients);
  EXPECT_EQ(routine.finding_max, 100);
  EXPECT_EQ(routine.opening_gap_minutes, 15);
}

TEST(Routine, IsRefusedWithFileLineAndReason) {
  struct Case {
    std::string from, to, said;
  };
  const std::vector<Case> cases{
      {"share = 40", "share = 0", "r.toml:14: `share` i [[stratum]] ska vara mellan 1 och 1000"},
      {"share = 40", "share = 1001", "r.toml:14: `share`"},
      {"share = 40", "share = 4.0", "r.toml:14: `share` i [[stratum]] ska vara ett heltal"},
      {"share = 40", "share = \"40\"", "r.toml:14: `share` i [[stratum]] ska vara ett heltal"},
      {"share = 40", "sahre = 40", "r.toml:10: `share` saknas"},
      {"share = 40", "share = 40\ncolour = 1",
       "r.toml:15: Nyckeln `colour` i [[stratum]] är okänd"},
      {"periods = [\"1\"]", "periods = [\"2\"]", "r.toml:15: Perioden `2` finns inte"},
      {"periods = [\"1\"]", "periods = []", "r.toml:15: `periods` i [[stratum]] är en tom lista"},
      {"periods = [\"1\"]", "periods = [\"1\", \"1\"]", "r.toml:15: \"1\" står två gånger"},
      {"group = \"any\"", "group = \"Any\"", "r.toml:13: `group` ska vara"},
      {"group = \"any\"", "group = \"any\"\npermissions = { min = 5, max = 4 }",
       "r.toml:14: `max` i permissions är mindre"},
      {"group = \"any\"", "group = \"any\"\npermissions = { min = -1 }", "r.toml:14: `min`"},
      {"group = \"any\"", "group = \"any\"\nper = \"area\"",
       "r.toml:14: `per` ska vara \"unit\" eller utelämnas"},
      {"group = \"any\"", "group = \"none\"\nper = \"unit\"", "r.toml:14: `per` går inte ihop"},
      {"id = \"s\"", "id = \"all\"", "r.toml:11: Skiktet får inte heta `all`"},
      {"id = \"s\"", "id = \"S 1\"", "r.toml:11: `id` får bara ha"},
      {"[explain]\n",
       "[[stratum]]\nid = \"s\"\nlabel = \"S\"\ngroup = \"any\"\nshare = 1\nperiods = "
       "[\"1\"]\n[explain]\n",
       "r.toml:17: Skiktet `s` finns redan"},
      {"[[stratum]]", "[[period]]\nkey = \"1\"\nlabel = \"P\"\nmonth = 4\n[[stratum]]",
       "r.toml:11: Perioden `1` finns redan"},
      {"[[stratum]]", "[[period]]\nkey = \"2\"\nlabel = \"P\"\nmonth = 4\n[[stratum]]",
       "r.toml:6: Inget skikt granskas i perioden `2`"},
      {"month = 3", "month = 13", "r.toml:9: `month` i [[period]] ska vara mellan 1 och 12"},
      {"month = 3", "month = 0", "r.toml:9: `month`"},
      {"month = 3\n", "", "r.toml:6: Perioden ska ha exakt en av"},
      {"month = 3", "month = 3\nwhole_weeks = { first = 2, month = 2 }",
       "r.toml:6: Perioden ska ha exakt en av"},
      {"month = 3", "whole_weeks = { first = 2, last = 2, month = 2 }", "r.toml:9: `whole_weeks`"},
      {"month = 3", "whole_weeks = { month = 2 }", "r.toml:9: `whole_weeks`"},
      {"month = 3", "whole_weeks = { first = 4, month = 2 }", "r.toml:9: `first`"},
      {"month = 3", "dates = { from = \"02-29\", to = \"03-01\" }", "r.toml:9: `from` ska vara"},
      {"month = 3", "dates = { from = \"2-1\", to = \"03-01\" }", "r.toml:9: `from` ska vara"},
      {"month = 3", "days_back = { days = 0, before = \"03-01\" }", "r.toml:9: `days`"},
      {"version = 2", "version = 0", "r.toml:3: `version`"},
      {"valid_from = \"2026-01-01\"", "valid_from = \"2026-02-30\"", "r.toml:5: `valid_from`"},
      {"label = \"X\"", "label = \"\"", "r.toml:4: `label` i [routine] får inte vara tom"},
      {"[explain]", "[explian]", "r.toml:16: Nyckeln `explian` i filen är okänd"},
      {"intake_days = 7", "intake_days = -1", "r.toml:17: `intake_days`"},
      {"intake_days = 7", "permission_explains = 1", "r.toml:17: `permission_explains`"},
      {"intake_days = 7", "intake_days = ", "r.toml:17: Filen är inte giltig TOML"},
      {"[explain]", "[deadlines]\nanswer = { days = 1, workdays = 1 }\n[explain]",
       "r.toml:17: En tidsgräns ska ha antingen"},
      {"[explain]", "[deadlines]\nanswer = { after = \"period\" }\n[explain]",
       "r.toml:17: En tidsgräns ska ha antingen"},
      {"[explain]", "[deadlines]\nanswer = { days = 1, after = \"draw\" }\n[explain]",
       "r.toml:17: `after` ska vara"},
      {"[explain]", "[deadlines]\nanswer = 14\n[explain]", "r.toml:17: `answer`"},
      {"[explain]", "[deadlines]\nholidays = { from = \"06-15\" }\n[explain]", "r.toml:17: `to`"},
      {"[explain]", "[audit]\nreview_window = \"month\"\n[explain]",
       "r.toml:17: `review_window` ska vara"},
      {"[explain]", "[audit]\nseconds_per_row = 0\n[explain]", "r.toml:17: `seconds_per_row`"},
      {"[explain]", "[contacts]\nmayor = \"M\"\n[explain]", "r.toml:17: Nyckeln `mayor`"},
  };
  for (const Case& one : cases) {
    const auto routine = parse_routine(with(one.from, one.to), "r.toml");
    ASSERT_FALSE(routine) << one.to;
    EXPECT_EQ(routine.error().kind, ErrorKind::unusable);
    EXPECT_EQ(routine.error().text.rfind(one.said, 0), 0U) << routine.error().text;
  }
}

TEST(Routine, IsRefusedWithoutPeriodsOrStrata) {
  for (const char* text : {"", "[routine]\nid = \"x\"\n", "routine = 1\n"})
    EXPECT_FALSE(parse_routine(text, "r.toml")) << text;
  EXPECT_FALSE(parse_routine(small_routine.substr(0, small_routine.find("[[stratum]]")), "r.toml"));
  EXPECT_FALSE(parse_routine(with("[[stratum]]", "[stratum]"), "r.toml"));
}

TEST(Sources, AreReadInTheFilesOrder) {
  const auto sources = parse_sources(
      "[[source]]\nid = \"canonical\"\nkind = \"canonical\"\nsystem = \"s\"\nlabel = \"L\"\n"
      "[[source]]\nid = \"viva\"\nkind = \"viva\"\nsystem = \"viva\"\nlabel = \"Viva\"\n",
      "sources.toml");
  ASSERT_TRUE(sources) << sources.error().text;
  ASSERT_EQ(sources->size(), 2U);
  EXPECT_EQ(sources->at(0), (Source{"canonical", "canonical", "s", "L"}));
  EXPECT_EQ(sources->at(1), (Source{"viva", "viva", "viva", "Viva"}));
}

TEST(Sources, AreRefusedWithFileLineAndReason) {
  const std::string one =
      "[[source]]\nid = \"a\"\nkind = \"canonical\"\nsystem = \"s\"\nlabel = \"L\"\n";
  const std::pair<std::string, std::string> cases[] = {
      {one + one, "s.toml:7: Källan `a` finns redan"},
      {one + "colour = 1\n", "s.toml:6: Nyckeln `colour`"},
      {"[[source]]\nid = \"a\"\n", "s.toml:1: `kind` saknas"},
      {"[[source]]\nid = \"insyn\"\nkind = \"canonical\"\nsystem = \"s\"\nlabel = \"L\"\n",
       "s.toml:2: Källan får inte heta `insyn`"},
      {"", "s.toml:1: `source` saknas"},
      {"[[source]]\nid = 1\n", "s.toml:2: `id`"},
  };
  for (const auto& [text, said] : cases) {
    const auto sources = parse_sources(text, "s.toml");
    ASSERT_FALSE(sources) << text;
    EXPECT_EQ(sources.error().text.rfind(said, 0), 0U) << sources.error().text;
  }
}

}  // namespace
}  // namespace insyn
