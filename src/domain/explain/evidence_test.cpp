#include "domain/explain/evidence.h"

#include <gtest/gtest.h>

#include "domain/explain/openings_for_tests.h"

namespace insyn {
namespace {

class EvidenceOf : public ::testing::Test, protected Openings {
 protected:
  /// The evidence of all that is found for the event.
  std::vector<Evidence> all(const ResolvedEvent& event) {
    return evidence_of(town.index(), rules, event, find(event));
  }
  /// The same when there must be one piece.
  Evidence one(const ResolvedEvent& event) {
    const auto found = all(event);
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Evidence{} : found.front();
  }
  const DayRange january = days("2026-01-01", "2026-02-01");
  const DayRange february = days("2026-02-01", "2026-03-01");
};

Evidence valid(std::string_view kind, const DayRange& range) {
  Evidence evidence;
  evidence.kind = kind;
  evidence.from = range.from;
  evidence.to = range.to;
  return evidence;
}

Evidence on_day(std::string_view kind, std::string_view date) {
  Evidence evidence;
  evidence.kind = kind;
  evidence.from = day(date);
  return evidence;
}

TEST_F(EvidenceOf, NothingIsNothing) { EXPECT_TRUE(all(on("2026-02-10")).empty()); }

TEST_F(EvidenceOf, ACaseRoleIsTheValidityInForce) {
  town.role("c-1", "anna", january);
  town.role("c-1", "bo", always);
  town.role("c-1", "anna", february, CaseRoleKind::co_caseworker);
  EXPECT_EQ(one(on("2026-02-10", "c-1")), valid("co_caseworker", february));
}

TEST_F(EvidenceOf, ADeputyNamesWhomTheyReplace) {
  town.role("c-1", "bo");
  town.role("c-1", "cecilia");
  town.deputy("bo", "anna", "c-2", february);
  town.deputy("bo", "anna", "c-1", january);
  town.deputy("cecilia", "anna", "c-1", february);
  Evidence expected = valid("deputy", february);
  expected.staff = town.staff("cecilia");
  EXPECT_EQ(one(on("2026-02-10", "c-1")), expected);
}

TEST_F(EvidenceOf, ACareRelationIsThePersonsOwnWithItsKind) {
  town.relation("klas", "bo", "", february);
  town.relation("klas", "anna", "", january);
  town.relation("klas", "anna", "", february).kind = town.no("home help");
  Evidence expected = valid("care_relation", february);
  expected.what = town.no("home help");
  EXPECT_EQ(one(on("2026-02-10")), expected);
}

TEST_F(EvidenceOf, AUnitsRelationNamesTheUnitThatIsReached) {
  town.relation("klas", "", "west", always);
  town.relation("klas", "", "south", february);
  town.covers("north", "west", january);
  town.covers("north", "south");
  Evidence expected = valid("unit_relation", february);
  expected.unit = town.unit("south");
  EXPECT_EQ(one(on("2026-02-10")), expected);
}

TEST_F(EvidenceOf, AShiftIsTheOneThatReachesTheClientWithItsUnit) {
  town.shift("anna", "2026-02-10 06:00", "2026-02-10 14:00", "west");
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00", "night");
  town.covers("night", "south");
  town.relation("klas", "", "south");
  Evidence expected;
  expected.kind = "shift_relation";
  expected.starts = at("2026-02-10 07:00");
  expected.ends = at("2026-02-10 16:00");
  expected.unit = town.unit("night");
  EXPECT_EQ(one(on("2026-02-10")), expected);
}

TEST_F(EvidenceOf, AnIntakeIsOneForThePersonOrTheirUnit) {
  ResolvedEvent event = on("2026-02-10");
  event.resource = town.no("overview");
  town.intake("klas", "2026-02-09", "bo");
  town.intake("klas", "2026-02-08", "", "south");
  town.intake("klas", "2026-02-01", "anna");
  town.intake("klas", "2026-02-07", "", "north").kind = town.no("report");
  Evidence expected = on_day("intake", "2026-02-07");
  expected.what = town.no("report");
  EXPECT_EQ(one(event), expected);
}

TEST_F(EvidenceOf, ADutyIsOneWhoseScopeAndResourceFit) {
  town.add_unit("top");
  town.add_unit("low", "top");
  town.add_case("c-1", "klas", "low");
  town.duty("anna", "", february).scope = town.unit("elsewhere");
  town.duty("anna", "", february).resource = town.no("invoice");
  town.duty("anna", "", january);
  Duty& fits = town.duty("", "north", february);
  fits.scope = town.unit("top");
  fits.duty = town.no("support");
  Evidence expected = valid("duty", february);
  expected.unit = town.unit("top");
  expected.what = town.no("support");
  EXPECT_EQ(one(on("2026-02-10", "c-1")), expected);
}

TEST_F(EvidenceOf, APermissionIsItsValidity) {
  town.permit("anna", "kim", always);
  town.permit("anna", "klas", january);
  town.permit("anna", "klas", february);
  EXPECT_EQ(one(on("2026-02-10")), valid("permission", february));
}

TEST_F(EvidenceOf, APermissionThatExplainsIsShownOnceAsTheFact) {
  rules.permission_explains = true;
  town.permit("anna", "klas", february);
  EXPECT_EQ(one(on("2026-02-10")), valid("permission", february));
}

TEST_F(EvidenceOf, ADeathSaysHowManyDaysAgo) {
  town.registers.clients.front().deceased_on = day("2026-01-01");
  Evidence expected = on_day("after_death", "2026-02-10");
  expected.number = 40;
  EXPECT_EQ(one(on("2026-02-10")), expected);
}

TEST_F(EvidenceOf, AClosedCaseSaysWhenItClosed) {
  town.add_case("c-1", "klas").closed = day("2026-01-01");
  Evidence expected = on_day("closed_case", "2026-01-01");
  expected.number = 40;
  EXPECT_EQ(one(on("2026-02-10", "c-1")), expected);
}

TEST_F(EvidenceOf, AnAbsenceIsTheDayAloneWithoutItsDatesOrKind) {
  town.absence("anna", february);
  EXPECT_EQ(one(on("2026-02-10")), on_day("on_leave", "2026-02-10"));
}

TEST_F(EvidenceOf, OffShiftShowsTheLastShiftThatHadEnded) {
  town.shift("anna", "2026-02-08 07:00", "2026-02-08 16:00");
  town.shift("anna", "2026-02-09 07:00", "2026-02-09 16:00");
  town.shift("anna", "2026-02-11 07:00", "2026-02-11 16:00");
  Evidence expected = on_day("off_shift", "2026-02-10");
  expected.starts = at("2026-02-09 07:00");
  expected.ends = at("2026-02-09 16:00");
  EXPECT_EQ(one(on("2026-02-10")), expected);
}

TEST_F(EvidenceOf, OffShiftShowsTheNextShiftIfNoneHadEnded) {
  town.shift("anna", "2026-02-11 07:00", "2026-02-11 16:00");
  town.shift("anna", "2026-02-12 07:00", "2026-02-12 16:00");
  Evidence expected = on_day("off_shift", "2026-02-10");
  expected.starts = at("2026-02-11 07:00");
  expected.ends = at("2026-02-11 16:00");
  EXPECT_EQ(one(on("2026-02-10")), expected);
}

TEST_F(EvidenceOf, GraceDaysShowTheValidityAsItIs) {
  rules.grace = {0, 14};
  town.relation("klas", "anna", "", january);
  EXPECT_EQ(one(on("2026-02-10")), valid("care_relation", january));
}

TEST_F(EvidenceOf, FindingsComeAsExplanationsThenTheFactThenFlags) {
  town.permit("anna", "klas", february);
  town.relation("klas", "anna", "north");
  town.absence("anna", february);
  ResolvedEvent event = on("2026-02-10");
  event.emergency = true;
  std::vector<std::string> kinds;
  for (const Evidence& evidence : all(event)) kinds.emplace_back(evidence.kind);
  EXPECT_EQ(kinds, (std::vector<std::string>{"care_relation", "unit_relation", "permission",
                                             "emergency", "on_leave"}));
}

TEST_F(EvidenceOf, OnlyWhatIsAskedForIsShown) {
  town.relation("klas", "anna", "north");
  Findings asked;
  asked.explanations.add(Explanation::unit_relation);
  const auto found = evidence_of(town.index(), rules, on("2026-02-10"), asked);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().kind, "unit_relation");
}

}  // namespace
}  // namespace insyn
