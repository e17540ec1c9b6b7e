#include <gtest/gtest.h>

#include "domain/explain/openings_for_tests.h"

namespace insyn {
namespace {

class Explanations : public ::testing::Test, protected Openings {};

TEST_F(Explanations, WithoutARelationThereAreNone) { EXPECT_EQ(explained_on("2026-02-10"), ""); }

TEST_F(Explanations, ACaseRoleExplainsItsCaseOnTheDaysOfItsValidity) {
  town.add_case("c-1", "klas");
  town.role("c-1", "anna", days("2026-02-05", "2026-02-09"));
  EXPECT_EQ(explained_on("2026-02-04", "c-1"), "");
  EXPECT_EQ(explained_on("2026-02-05", "c-1"), "caseworker");
  EXPECT_EQ(explained_on("2026-02-08", "c-1"), "caseworker");
  EXPECT_EQ(explained_on("2026-02-09", "c-1"), "");
}

TEST_F(Explanations, TheDayOfAnOpeningIsTheSwedishOne) {
  town.relation("klas", "anna", "", days("2026-02-05", "2026-02-06"));
  EXPECT_EQ(explanations(at_time("2026-02-04T22:59:59.999999Z")), "");
  EXPECT_EQ(explanations(at_time("2026-02-04T23:00:00Z")), "care_relation");
  EXPECT_EQ(explanations(at_time("2026-02-05T22:59:59.999999Z")), "care_relation");
  EXPECT_EQ(explanations(at_time("2026-02-05T23:00:00Z")), "");
}

TEST_F(Explanations, ARoleDoesNotExplainAnOpeningWithoutItsCase) {
  town.add_case("c-1", "klas");
  town.role("c-1", "anna");
  EXPECT_EQ(explained_on("2026-02-10"), "");
  EXPECT_EQ(explained_on("2026-02-10", "c-2"), "");
}

TEST_F(Explanations, EachKindOfRoleIsItsOwn) {
  town.add_case("c-1", "klas");
  town.role("c-1", "anna", always, CaseRoleKind::co_caseworker);
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "co_caseworker");
  town.role("c-1", "anna");
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "caseworker co_caseworker");
}

TEST_F(Explanations, ACaseOfAnotherClientExplainsNothing) {
  town.add_case("c-1", "kim", "north");
  town.role("c-1", "anna");
  town.role("c-1", "bo");
  town.deputy("bo", "anna");
  town.duty("anna", "").scope = town.unit("north");
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "");
}

TEST_F(Explanations, ACaseThatTheRegisterLacksExplainsByItsRoles) {
  town.role("c-1", "anna");
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "caseworker");
}

TEST_F(Explanations, ADeputyStandsInForWhoHasARoleOnTheCase) {
  town.add_case("c-1", "klas");
  town.role("c-1", "bo", days("2026-02-04"));
  town.deputy("bo", "anna", "", days("2026-02-03", "2026-02-06"));
  EXPECT_EQ(explained_on("2026-02-03", "c-1"), "");  // Bo has no role yet
  EXPECT_EQ(explained_on("2026-02-04", "c-1"), "deputy");
  EXPECT_EQ(explained_on("2026-02-05", "c-1"), "deputy");
  EXPECT_EQ(explained_on("2026-02-06", "c-1"), "");
}

TEST_F(Explanations, ADeputyOfOneCaseStandsInForThatCaseOnly) {
  town.role("c-1", "bo");
  town.role("c-2", "bo");
  town.deputy("bo", "anna", "c-1");
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "deputy");
  EXPECT_EQ(explained_on("2026-02-10", "c-2"), "");
}

TEST_F(Explanations, ADeputyOfSomeoneWithoutARoleExplainsNothing) {
  town.role("c-1", "bo");
  town.deputy("cecilia", "anna");
  town.deputy("anna", "bo");  // the other way round
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "");
}

TEST_F(Explanations, ADeputysDeputyExplainsNothing) {
  town.role("c-1", "cecilia");
  town.deputy("cecilia", "bo");
  town.deputy("bo", "anna");
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "");
}

TEST_F(Explanations, ACareRelationOfThePersonHoldsForEveryCase) {
  town.relation("klas", "anna", "", days("2026-02-05", "2026-02-09"));
  EXPECT_EQ(explained_on("2026-02-05"), "care_relation");
  EXPECT_EQ(explained_on("2026-02-08", "c-9"), "care_relation");
  EXPECT_EQ(explained_on("2026-02-09"), "");
}

TEST_F(Explanations, AnothersCareRelationExplainsNothing) {
  town.relation("klas", "bo", "");
  town.relation("kim", "anna", "");
  EXPECT_EQ(explained_on("2026-02-10"), "");
}

TEST_F(Explanations, ACareRelationOfAPersonInAUnitIsBothTheirsAndTheUnits) {
  town.relation("klas", "bo", "north");
  EXPECT_EQ(explained_on("2026-02-10"), "unit_relation");
  town.relation("klas", "anna", "south");
  EXPECT_EQ(explained_on("2026-02-10"), "care_relation unit_relation");
}

TEST_F(Explanations, AUnitsRelationNeedsTheEmploymentOnThatDay) {
  town.registers.employments.clear();
  town.employ("anna", "north", days("2026-02-05", "2026-02-09"));
  town.relation("klas", "", "north");
  EXPECT_EQ(explained_on("2026-02-04"), "");
  EXPECT_EQ(explained_on("2026-02-05"), "unit_relation");
  EXPECT_EQ(explained_on("2026-02-08"), "unit_relation");
  EXPECT_EQ(explained_on("2026-02-09"), "");
}

TEST_F(Explanations, AUnitReachesTheClientsOfAUnitThatItCoversThatDay) {
  town.covers("north", "south", days("2026-02-05", "2026-02-09"));
  town.relation("klas", "", "south");
  EXPECT_EQ(explained_on("2026-02-04"), "");
  EXPECT_EQ(explained_on("2026-02-05"), "unit_relation");
  EXPECT_EQ(explained_on("2026-02-09"), "");
}

TEST_F(Explanations, CoveringIsOneStepAndOneWay) {
  town.covers("north", "south");
  town.covers("south", "west");
  town.covers("east", "north");
  town.relation("klas", "", "west");
  town.relation("klas", "", "east");
  EXPECT_EQ(explained_on("2026-02-10"), "");
}

TEST_F(Explanations, TheUnitAboveHasNotItsUnitsRelations) {
  town.add_unit("north", "area");
  town.relation("klas", "", "area");
  EXPECT_EQ(explained_on("2026-02-10"), "");
}

TEST_F(Explanations, AShiftExplainsFrom120MinutesBeforeTo120AfterBothIncluded) {
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00", "south");
  town.relation("klas", "", "south");
  EXPECT_EQ(explanations(at_time("2026-02-10 04:59:59.999999")), "");
  EXPECT_EQ(explanations(at_time("2026-02-10 05:00")), "shift_relation");
  EXPECT_EQ(explanations(at_time("2026-02-10 18:00")), "shift_relation");
  EXPECT_EQ(explanations(at_time("2026-02-10 18:00:00.000001")), "");
}

TEST_F(Explanations, AShiftReachesOverMidnightByItsMargin) {
  town.shift("anna", "2026-02-10 01:00", "2026-02-10 23:00", "south");
  town.relation("klas", "", "south");
  EXPECT_EQ(explanations(at_time("2026-02-09 23:00")), "shift_relation");
  EXPECT_EQ(explanations(at_time("2026-02-11 01:00")), "shift_relation");
}

TEST_F(Explanations, AShiftOfDaysExplainsInItsMiddle) {
  town.shift("anna", "2026-02-06 08:00", "2026-02-12 08:00", "south");
  town.relation("klas", "", "south");
  EXPECT_EQ(explained_on("2026-02-09"), "shift_relation");
}

TEST_F(Explanations, TheRelationOfAShiftMustHoldOnTheOpeningsDay) {
  town.shift("anna", "2026-02-09 21:00", "2026-02-10 07:00", "south");
  town.relation("klas", "", "south", days("2026-02-10"));
  EXPECT_EQ(explanations(at_time("2026-02-09 23:30")), "");
  EXPECT_EQ(explanations(at_time("2026-02-10 00:30")), "shift_relation");
}

TEST_F(Explanations, AShiftReachesWhatItsUnitCoversInOneStep) {
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00", "night");
  town.covers("night", "south");
  town.covers("south", "west");
  town.relation("klas", "", "west");
  EXPECT_EQ(explained_on("2026-02-10"), "");
  town.relation("klas", "", "south");
  EXPECT_EQ(explained_on("2026-02-10"), "shift_relation");
}

TEST_F(Explanations, AShiftWithoutAUnitExplainsNothing) {
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00");
  town.relation("klas", "bo", "");
  EXPECT_EQ(explained_on("2026-02-10"), "");
}

TEST_F(Explanations, AnotherShiftThatBeganBeforeDoesNotHideTheOneThatFits) {
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00", "south");
  town.shift("anna", "2026-02-10 12:00", "2026-02-10 13:00", "west");
  town.shift("anna", "2026-02-01 07:00", "2026-02-01 16:00", "south");
  town.relation("klas", "", "south");
  EXPECT_EQ(explanations(at_time("2026-02-10 17:30")), "shift_relation");
}

ResolvedEvent look_at(ResolvedEvent event, TextNo resource, Action action = Action::read) {
  event.resource = resource;
  event.action = action;
  return event;
}

TEST_F(Explanations, AnIntakeExplainsALookAtTheOverviewUntilSevenDaysLater) {
  town.intake("klas", "2026-02-03", "anna");
  const TextNo overview = town.no("overview");
  EXPECT_EQ(explanations(look_at(on("2026-02-02"), overview)), "");
  EXPECT_EQ(explanations(look_at(on("2026-02-03"), overview)), "intake");
  EXPECT_EQ(explanations(look_at(on("2026-02-10"), overview)), "intake");
  EXPECT_EQ(explanations(look_at(on("2026-02-11"), overview)), "");
}

TEST_F(Explanations, AnIntakeExplainsReadingAndSearchingTheOverviewOnly) {
  town.intake("klas", "2026-02-03", "anna");
  const TextNo overview = town.no("overview");
  const ResolvedEvent event = on("2026-02-03");
  EXPECT_EQ(explanations(look_at(event, overview, Action::search)), "intake");
  EXPECT_EQ(explanations(look_at(event, overview, Action::print)), "");
  EXPECT_EQ(explanations(look_at(event, overview, Action::emergency)), "");
  EXPECT_EQ(explanations(look_at(event, town.no("journal"))), "");
  EXPECT_EQ(explanations(look_at(event, town.no("Overview"))), "");
  EXPECT_EQ(explanations(look_at(event, TextNo{})), "");
}

TEST_F(Explanations, AnIntakeIsForAPersonOrForAUnitInWhichTheyAreEmployed) {
  const ResolvedEvent event = look_at(on("2026-02-04"), town.no("overview"));
  town.covers("north", "south");
  town.intake("klas", "2026-02-03", "bo");
  town.intake("klas", "2026-02-03", "", "south");  // covered is not employed
  town.intake("kim", "2026-02-03", "anna");
  EXPECT_EQ(explanations(event), "");
  town.intake("klas", "2026-02-03", "bo", "north");
  EXPECT_EQ(explanations(event), "intake");
}

TEST_F(Explanations, AnIntakeThatIsGoneFromTheRegisterExplainsUntilThatDay) {
  town.intake("klas", "2026-02-03", "anna").until = day("2026-02-05");
  const TextNo overview = town.no("overview");
  EXPECT_EQ(explanations(look_at(on("2026-02-04"), overview)), "intake");
  EXPECT_EQ(explanations(look_at(on("2026-02-05"), overview)), "");
}

TEST_F(Explanations, ADutyWithoutAScopeExplainsEverywhere) {
  town.duty("anna", "", days("2026-02-05", "2026-02-09"));
  EXPECT_EQ(explained_on("2026-02-04"), "");
  EXPECT_EQ(explained_on("2026-02-05"), "duty");
  EXPECT_EQ(explained_on("2026-02-08", "c-9"), "duty");
  EXPECT_EQ(explained_on("2026-02-09"), "");
}

TEST_F(Explanations, ADutyOfAUnitIsOfAllEmployedThereThatDay) {
  town.duty("", "north");
  EXPECT_EQ(explained_on("2026-02-10"), "duty");
  town.registers.employments.clear();
  town.employ("anna", "north", days("2026-02-01", "2026-02-10"));
  EXPECT_EQ(explained_on("2026-02-10"), "");
}

TEST_F(Explanations, ADutyOfACoveredUnitIsNotTheirs) {
  town.covers("north", "south");
  town.duty("", "south");
  town.duty("bo", "");
  EXPECT_EQ(explained_on("2026-02-10"), "");
}

TEST_F(Explanations, ADutysScopeIsTheCasesUnitOrOneAboveIt) {
  town.add_unit("top");
  town.add_unit("middle", "top");
  town.add_unit("low", "middle");
  town.add_case("c-1", "klas", "middle");
  for (const auto& [scope, expected] :
       {std::pair{"top", "duty"}, {"middle", "duty"}, {"low", ""}, {"elsewhere", ""}}) {
    town.registers.duties.clear();
    town.duty("anna", "").scope = town.unit(scope);
    EXPECT_EQ(explained_on("2026-02-10", "c-1"), expected) << scope;
  }
}

TEST_F(Explanations, ADutyWithAScopeNeedsACaseWithAUnit) {
  town.add_unit("north");
  town.duty("anna", "").scope = town.unit("north");
  town.add_case("c-1", "klas");
  EXPECT_EQ(explained_on("2026-02-10"), "");
  EXPECT_EQ(explained_on("2026-02-10", "c-1"), "");
  EXPECT_EQ(explained_on("2026-02-10", "c-unknown"), "");
}

TEST_F(Explanations, ADutyForAResourceExplainsThatResourceOnly) {
  town.duty("anna", "").resource = town.no("invoice");
  EXPECT_EQ(explained_on("2026-02-10"), "");
  EXPECT_EQ(explanations(look_at(on("2026-02-10"), town.no("journal"))), "");
  EXPECT_EQ(explanations(look_at(on("2026-02-10"), town.no("invoice"), Action::print)), "duty");
}

TEST_F(Explanations, AreFoundIndependently) {
  town.add_case("c-1", "klas");
  town.role("c-1", "anna");
  town.role("c-1", "bo");
  town.deputy("bo", "anna");
  town.relation("klas", "anna", "north");
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00", "north");
  town.intake("klas", "2026-02-10", "anna");
  town.duty("anna", "");
  EXPECT_EQ(explanations(look_at(on("2026-02-10", "c-1"), town.no("overview"))),
            "care_relation caseworker deputy duty intake shift_relation unit_relation");
}

TEST_F(Explanations, AnUnresolvedPersonHasNone) {
  town.role("c-1", "bo");
  town.relation("klas", "", "north");
  town.relation("klas", "bo", "");
  town.intake("klas", "2026-02-10", "", "north");
  town.duty("", "north");
  ResolvedEvent event = look_at(on("2026-02-10", "c-1"), town.no("overview"));
  event.person = {};
  EXPECT_EQ(explanations(event), "");
}

TEST_F(Explanations, APermissionIsAFactAndExplainsNothing) {
  town.permit("anna", "klas", days("2026-02-05", "2026-02-09")).system =
      town.no<SystemNo>("elsewhere");
  EXPECT_FALSE(find(on("2026-02-04")).permission);
  EXPECT_TRUE(find(on("2026-02-05")).permission);
  EXPECT_TRUE(find(on("2026-02-08")).permission);
  EXPECT_FALSE(find(on("2026-02-09")).permission);
  EXPECT_EQ(explained_on("2026-02-05"), "");
}

TEST_F(Explanations, APermissionForAGroupOrAnotherClientIsNoFact) {
  town.permit("anna", "group-7");
  town.permit("anna", "kim");
  town.permit("bo", "klas");
  EXPECT_FALSE(find(on("2026-02-10")).permission);
}

TEST_F(Explanations, APermissionExplainsOnlyIfTheRoutineSaysSo) {
  rules.permission_explains = true;
  EXPECT_EQ(explained_on("2026-02-10"), "");
  town.permit("anna", "klas");
  EXPECT_EQ(explained_on("2026-02-10"), "permission");
}

TEST_F(Explanations, GraceDaysReachOverTheEndsOfRolesRelationsAndDeputies) {
  rules.grace = {2, 3};
  const DayRange valid = days("2026-02-05", "2026-02-09");
  town.role("c-1", "anna", valid);
  town.role("c-2", "bo", valid);
  town.deputy("bo", "anna", "", valid);
  town.relation("klas", "anna", "north", valid);
  for (const auto& [date, held] : {std::pair{"2026-02-02", false},
                                   {"2026-02-03", true},
                                   {"2026-02-11", true},
                                   {"2026-02-12", false}}) {
    EXPECT_EQ(explained_on(date, "c-1"), held ? "care_relation caseworker unit_relation" : "");
    EXPECT_EQ(explained_on(date, "c-2"), held ? "care_relation deputy unit_relation" : "");
  }
}

TEST_F(Explanations, GraceDaysReachOverNothingElse) {
  rules.grace = {9, 9};
  const DayRange valid = days("2026-02-05", "2026-02-09");
  town.registers.employments.clear();
  town.employ("anna", "north", valid);
  town.relation("klas", "", "north");
  town.duty("anna", "", valid);
  town.permit("anna", "klas", valid);
  EXPECT_EQ(explained_on("2026-02-09"), "");
  EXPECT_FALSE(find(on("2026-02-09")).permission);
  town.registers.employments.clear();
  town.employ("anna", "south");
  town.covers("south", "north", valid);
  EXPECT_EQ(explained_on("2026-02-09"), "");
}

TEST_F(Explanations, AnOpenValidityWithGraceIsStillOpen) {
  rules.grace = {0, 3650};
  town.role("c-1", "anna", days("2026-02-05"));
  EXPECT_EQ(explained_on("2099-12-31", "c-1"), "caseworker");
}

TEST_F(Explanations, OfOneEventDoNotDependOnTheOneBefore) {
  town.role("c-1", "anna", days("2026-02-05", "2026-02-06"));
  town.relation("kim", "anna", "");
  town.duty("bo", "");
  const RegisterIndex index = town.index();
  Explainer explainer{index, rules, matching, window, town.no("overview")};
  const std::vector events{on("2026-02-05", "c-1"),
                           on("2026-02-05"),
                           on("2026-02-06", "c-1"),
                           town.event("2026-02-05 12:00", "anna", "kim"),
                           town.event("2026-02-05 12:00", "bo", "kim"),
                           town.event("2026-02-05 12:00", "anna", "klas", "c-1")};
  for (int round = 0; round < 2; ++round)
    for (const ResolvedEvent& event : events) EXPECT_EQ(explainer.findings(event), find(event));
}

}  // namespace
}  // namespace insyn
