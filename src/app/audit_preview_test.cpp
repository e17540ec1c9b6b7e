#include "app/audit_preview.h"

#include <gtest/gtest.h>

#include "app/audit_acts.h"
#include "app/audit_home_for_tests.h"

namespace insyn {
namespace {

// Practice F34 and the mockup of an audit: 15 of 96 catch one of three in 40 cases of 100, 12 of
// 118 in 28, 15 of 243 in 17.
TEST(CasesOf100, AreWhatTheHypergeometricDistributionSays) {
  EXPECT_EQ(cases_of_100(96, 15, 3), 40);
  EXPECT_EQ(cases_of_100(118, 12, 3), 28);
  EXPECT_EQ(cases_of_100(243, 15, 3), 17);
}

TEST(CasesOf100, AreNeverCertainUnlessTheyAre) {
  EXPECT_EQ(cases_of_100(1000, 999, 1), 99);
  EXPECT_EQ(cases_of_100(1000, 1, 1), 1);
  EXPECT_EQ(cases_of_100(100'000, 1, 1), 1);
  EXPECT_EQ(cases_of_100(4, 4, 1), 100);
  EXPECT_EQ(cases_of_100(4, 2, 3), 100);  // two of four always meet one of three
  EXPECT_EQ(cases_of_100(4, 0, 3), 0);
}

TEST(Preview, IsRefusedForAPeriodThatIsNotOverOrNotThere) {
  AuditHome town;
  town.at("2026-02-15 23:59");
  EXPECT_EQ(preview_audit(town.home(), "2026-1").error().code, "period-not-ended");
  EXPECT_EQ(preview_audit(town.home(), "2026-7").error().code, "period-unknown");
}

TEST(Preview, SaysWhatOpeningWouldAndRecordsNothing) {
  AuditHome town{400};
  const auto acts = town.home().ledger.size();
  const auto preview = preview_audit(town.home(), "2026-1");
  ASSERT_TRUE(preview);
  EXPECT_EQ(town.home().ledger.size(), acts);
  EXPECT_EQ(preview->at("frame_size").to_number<int>(), 5);
  EXPECT_EQ(preview->at("sample_size").to_number<int>(), 2);
  const json::object& stratum = preview->at("strata").as_array()[0].as_object();
  EXPECT_EQ(stratum.at("achieved_per_mille").to_number<int>(), 400);
  EXPECT_EQ(stratum.at("of_100").as_object().at("1").to_number<int>(), 40);
  EXPECT_NE(text_of(*preview, "detection_text").find("i ungefär 40 fall av 100"),
            std::string::npos);
  const auto opened = open_audit(town.home(), {"2026-1", {}, "", ""});
  ASSERT_TRUE(opened);
  for (const char* same : {"frame_size", "detection", "warnings", "window"})
    EXPECT_EQ(preview->at(same), opened->at(same)) << same;
}

TEST(Preview, FindsPermissionsOfTheInactiveAndTheActiveWithout) {
  AuditHome town;
  town.register_file(Register::permissions,
                     "staff_id,system,scope,valid_from,valid_to\ns-vera,viva,c1,2020-01-01,\n"
                     "s-dora,viva,c1,2020-01-01,2026-02-02\ns-sub,viva,c1,2026-02-15,\n"
                     "s-anna,viva,c1,2020-01-01,\n");
  town.log("time,staff_id,client_id,action\n2026-02-03 10:00,s-ghost,c-klas,read\n");
  const auto preview = preview_audit(town.home(), "2026-1");
  ASSERT_TRUE(preview);
  EXPECT_EQ(preview->at("inactive_with_permission"), (json::array{"s-sub", "s-vera"}));
  const json::object& findings = preview->at("findings").as_object();
  EXPECT_EQ(findings.at("without_employment"), json::array{"s-ghost"});
  EXPECT_EQ(findings.at("without_permission"),
            (json::array{"s-bo", "s-cia", "s-dan", "s-ghost", "s-maria"}));
}

TEST(Preview, ForecastsRowsAndMinutesAsExpectedValues) {
  AuditHome town{400};
  const auto preview = preview_audit(town.home(), "2026-1");
  ASSERT_TRUE(preview);
  // Two of five: of Maria's four people 1.6 are drawn with a row each, at 20 seconds; of Vera's one
  // 0.4.
  EXPECT_EQ(canonical_json(preview->at("forecast")),
            R"([{"minutes":1,"people":1.6,"reviewer":"s-maria","rows":1.6},)"
            R"({"minutes":1,"people":0.4,"reviewer":"s-vera","rows":0.4}])");
}

TEST(Preview, ForecastsExactlyAfterTheDraw) {
  AuditHome town;
  AuditHome::must(open_audit(town.home(), {"2026-1", {}, "", ""}));
  EXPECT_EQ(forecast_of(town.home(), "2026-1.1").error().code, "audit-not-drawn");
  AuditHome::must(draw_audit(town.home(), "2026-1.1", "seed"));
  const auto before = forecast_of(town.home(), "2026-1.1");
  EXPECT_EQ(before->at("forecast").as_array()[0].as_object().at("rows").to_number<int>(), 4);
  EXPECT_EQ(before->at("forecast").as_array()[0].as_object().at("minutes").to_number<int>(), 2);
  town.register_file(Register::absences,
                     "staff_id,kind,valid_from,valid_to\ns-maria,x,2026-02-01,\n");
  AuditHome::must(route_audit(town.home(), "2026-1.1"));
  const auto after = forecast_of(town.home(), "2026-1.1");
  ASSERT_EQ(after->at("forecast").as_array().size(), 1U);
  EXPECT_EQ(text_of(after->at("forecast").as_array()[0].as_object(), "reviewer"), "s-vera");
}

TEST(DryRun, OfLastYearNamesNobodyDrawnAndRecordsNothing) {
  AuditHome town{400};
  town.at("2027-05-01 09:00");
  const auto acts = town.home().ledger.size();
  const auto run = dry_run(town.home(), "2026-1");
  ASSERT_TRUE(run);
  EXPECT_EQ(town.home().ledger.size(), acts);
  EXPECT_TRUE(run->at("dry_run").as_bool());
  double rows = 0;
  for (const json::value& load : run->at("forecast").as_array())
    rows += load.as_object().at("rows").to_number<double>();
  EXPECT_EQ(rows, 2);  // two people drawn, a row each
  const std::string text = canonical_json(*run);
  for (const char* drawn : {"s-anna", "s-bo", "s-cia", "s-dan"})
    EXPECT_EQ(text.find(drawn), std::string::npos) << drawn;
  for (const char* name : {"findings", "selected", "seed", "lists", "frame_root"})
    EXPECT_FALSE(run->contains(name)) << name;
}

}  // namespace
}  // namespace insyn
