#include "domain/sampling/population.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

const DayRange window = days("2026-02-02", "2026-02-16");

std::optional<Group> group(RegisterTown& town) {
  return group_of(town.index(), town.staff("anna"), window);
}

TEST(GroupOf, AuthorityWinsOverDelivery) {
  RegisterTown town;
  town.employ("anna", "north").group = Group::authority;
  town.employ("anna", "south").group = Group::delivery;
  EXPECT_EQ(group(town), Group::authority);
}

TEST(GroupOf, AnEmploymentOnTheWindowsLastDayAloneCounts) {
  RegisterTown town;
  town.employ("anna", "north", days("2026-02-15")).group = Group::authority;
  EXPECT_EQ(group(town), Group::authority);
}

TEST(GroupOf, AnEmploymentOnTheWindowsFirstDayAloneCounts) {
  RegisterTown town;
  town.employ("anna", "north", days("2026-01-01", "2026-02-03"));
  EXPECT_EQ(group(town), Group::delivery);
}

TEST(GroupOf, EmploymentsThatOnlyTouchTheWindowDoNotCount) {
  RegisterTown town;
  town.employ("anna", "north", days("2026-01-01", "2026-02-02")).group = Group::authority;
  town.employ("anna", "north", days("2026-02-16")).group = Group::authority;
  EXPECT_EQ(group(town), std::nullopt);
}

std::int64_t permissions(RegisterTown& town, PermissionCount what = PermissionCount::scopes) {
  return permission_count(town.index(), town.staff("anna"), window, what);
}

TEST(PermissionCount, IsTheHighestOnOneAndTheSameDay) {
  RegisterTown town;
  town.permit("anna", "a", days("2026-02-02", "2026-02-05"));
  town.permit("anna", "b", days("2026-02-04", "2026-02-08"));
  town.permit("anna", "c", days("2026-02-05", "2026-02-09"));
  town.permit("anna", "d", days("2026-02-09"));
  EXPECT_EQ(permissions(town), 2);  // three in the window's first week, never three a day
}

TEST(PermissionCount, HasItsHighestOnTheFirstDayIfMoreEndThanBegin) {
  RegisterTown town;
  for (const std::string_view scope : {"a", "b", "c"})
    town.permit("anna", scope, days("2025-01-01", "2026-02-03"));
  EXPECT_EQ(permissions(town), 3);
}

TEST(PermissionCount, ThoseOfTheLastDayCountAndThoseAfterDoNot) {
  RegisterTown town;
  town.permit("anna", "a", days("2026-02-15"));
  town.permit("anna", "b", days("2026-02-16"));
  town.permit("anna", "c", days("2026-01-01", "2026-02-02"));
  EXPECT_EQ(permissions(town), 1);
}

TEST(PermissionCount, TheSameScopeCountsOnceASystem) {
  RegisterTown town;
  town.permit("anna", "a", days("2026-01-01"));
  town.permit("anna", "a", days("2026-02-03"));
  EXPECT_EQ(permissions(town), 1);
  town.permit("anna", "a").system = town.no<SystemNo>("treserva");
  EXPECT_EQ(permissions(town), 2);
}

TEST(PermissionCount, AnothersPermissionsDoNotCount) {
  RegisterTown town;
  town.permit("bo", "a");
  EXPECT_EQ(permissions(town), 0);
}

TEST(PermissionCount, MayCountTheClientsThatAreReached) {
  RegisterTown town;
  town.permit("anna", "group-1").clients = 12;
  town.permit("anna", "klas");
  town.permit("anna", "group-2", days("2026-01-01", "2026-02-02")).clients = 500;
  EXPECT_EQ(permissions(town), 2);
  EXPECT_EQ(permissions(town, PermissionCount::clients), 13);
}

/// Piteå's strata with their bounds.
Routine pitea() {
  const auto stratum = [](std::string id, GroupRule group, std::int64_t low,
                          std::optional<std::int64_t> high) {
    StratumRule rule;
    rule.id = std::move(id);
    rule.group = group;
    rule.permissions_min = low;
    rule.permissions_max = high;
    return rule;
  };
  Routine routine;
  routine.strata = {stratum("authority", GroupRule::authority, 0, {}),
                    stratum("delivery-high", GroupRule::delivery, 16, {}),
                    stratum("delivery-medium", GroupRule::delivery, 6, 15),
                    stratum("delivery-low", GroupRule::delivery, 1, 5),
                    stratum("delivery-none", GroupRule::delivery, 0, 0),
                    stratum("unplaced", GroupRule::none, 0, {})};
  return routine;
}

/// The stratum's id of one who has so many permissions; "" if outside the audit.
std::string stratum(std::optional<Group> group, int permissions, const Routine& routine,
                    const std::vector<std::string>& scheduled) {
  RegisterTown town;
  if (group) town.employ("anna", "north").group = *group;
  for (int i = 0; i < permissions; ++i) town.permit("anna", "scope-" + std::to_string(i));
  AuditPeriod period;
  period.days = window;
  period.strata = scheduled;
  const std::array active{town.staff("anna")};
  const auto found = population(town.index(), routine, period, active);
  EXPECT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().staff, town.staff("anna"));
  EXPECT_EQ(found.front().group, group);
  EXPECT_EQ(found.front().permissions, permissions);
  const int index = found.front().stratum;
  return index < 0 ? "" : routine.strata[static_cast<std::size_t>(index)].id;
}

const std::vector<std::string> all_strata{"authority",    "delivery-high", "delivery-medium",
                                          "delivery-low", "delivery-none", "unplaced"};

TEST(Population, PermissionsDecideTheStratumOfDeliveryAtItsBounds) {
  for (const auto& [permissions, id] :
       std::vector<std::pair<int, std::string>>{{0, "delivery-none"},
                                                {1, "delivery-low"},
                                                {5, "delivery-low"},
                                                {6, "delivery-medium"},
                                                {15, "delivery-medium"},
                                                {16, "delivery-high"}})
    EXPECT_EQ(stratum(Group::delivery, permissions, pitea(), all_strata), id) << permissions;
}

TEST(Population, AuthorityIsOneStratumWhateverThePermissions) {
  EXPECT_EQ(stratum(Group::authority, 0, pitea(), all_strata), "authority");
  EXPECT_EQ(stratum(Group::authority, 30, pitea(), all_strata), "authority");
}

TEST(Population, WhoIsNotEmployedIsUnplacedWhateverThePermissions) {
  EXPECT_EQ(stratum({}, 0, pitea(), all_strata), "unplaced");
  EXPECT_EQ(stratum({}, 30, pitea(), all_strata), "unplaced");
}

TEST(Population, WhoMatchesOnlyAStratumThatIsNotScheduledIsOutsideTheAudit) {
  const std::vector<std::string> period_two{"delivery-low", "delivery-none", "unplaced"};
  EXPECT_EQ(stratum(Group::authority, 3, pitea(), period_two), "");
  EXPECT_EQ(stratum(Group::delivery, 6, pitea(), period_two), "");
  EXPECT_EQ(stratum(Group::delivery, 5, pitea(), period_two), "delivery-low");
}

TEST(Population, TheFirstScheduledStratumThatMatchesIsTaken) {
  Routine routine = pitea();
  routine.strata[1].permissions_min = 6;
  EXPECT_EQ(stratum(Group::delivery, 6, routine, all_strata), "delivery-high");
  // The order is the routine's and not the period's, and a stratum that sits out is passed over.
  EXPECT_EQ(stratum(Group::delivery, 6, routine, {"delivery-medium", "delivery-high"}),
            "delivery-high");
  EXPECT_EQ(stratum(Group::delivery, 6, routine, {"delivery-medium"}), "delivery-medium");
}

TEST(Population, AStratumOfAnyGroupTakesTheRest) {
  Routine routine = pitea();
  routine.strata.push_back({});
  routine.strata.back().id = "rest";
  EXPECT_EQ(stratum(Group::delivery, 3, routine, {"authority", "rest"}), "rest");
  EXPECT_EQ(stratum({}, 0, routine, {"authority", "rest"}), "rest");
  EXPECT_EQ(stratum(Group::authority, 0, routine, {"authority", "rest"}), "authority");
}

TEST(Population, AStratumPerUnitTakesOnlyThoseWhoAreEmployed) {
  Routine routine = pitea();
  routine.strata.insert(routine.strata.begin(), StratumRule{});
  routine.strata.front().id = "unit";
  routine.strata.front().per_unit = true;
  EXPECT_EQ(stratum(Group::delivery, 3, routine, {"unit", "unplaced"}), "unit");
  EXPECT_EQ(stratum(Group::authority, 0, routine, {"unit", "unplaced"}), "unit");
  EXPECT_EQ(stratum({}, 3, routine, {"unit", "unplaced"}), "unplaced");
}

TEST(Population, KeepsTheOrderOfTheActive) {
  RegisterTown town;
  town.employ("bo", "north").group = Group::authority;
  const std::array active{town.staff("bo"), town.staff("anna")};
  const auto found = population(town.index(), pitea(), {}, active);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].staff, town.staff("bo"));
  EXPECT_EQ(found[1].staff, town.staff("anna"));
}

}  // namespace
}  // namespace insyn
