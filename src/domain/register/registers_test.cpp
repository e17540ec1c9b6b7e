#include "domain/register/registers.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

std::int64_t number_of(std::string_view date) { return day(date).time_since_epoch().count(); }

TEST(AddRow, AnEmptyEndIsOpen) {
  Registers all;
  add_row(all, Register::absences, {{1, 2, number_of("2026-02-03"), empty_cell}}, true);
  ASSERT_EQ(all.absences.size(), 1U);
  EXPECT_EQ(all.absences[0].staff, StaffNo{1});
  EXPECT_EQ(all.absences[0].valid, days("2026-02-03"));
}

TEST(AddRow, APermissionWithoutClientsReachesOne) {
  Registers all;
  for (const std::int64_t clients : {empty_cell, std::int64_t{0}, std::int64_t{40}})
    add_row(all, Register::permissions, {{1, 2, 3, clients, number_of("2026-02-03"), empty_cell}},
            true);
  EXPECT_EQ(all.permissions[0].clients, 1);
  EXPECT_EQ(all.permissions[1].clients, 0);
  EXPECT_EQ(all.permissions[2].clients, 40);
}

TEST(AddRow, ARowThatIsGoneFromARegisterWithoutEndsHoldsUntilThatDay) {
  Registers all;
  add_row(all, Register::client_ids, {{1, 2, 3}}, true);
  add_row(all, Register::client_ids, {{1, 2, 3, number_of("2026-02-03")}}, false);
  EXPECT_EQ(all.client_ids[0].until, day_never);
  EXPECT_EQ(all.client_ids[1].until, day("2026-02-03"));

  const std::int64_t received = at("2026-02-01 23:30").time_since_epoch().count();
  add_row(all, Register::intakes, {{1, received, 2, 3, empty_cell}}, true);
  add_row(all, Register::intakes, {{1, received, 2, 3, 0, number_of("2026-02-03")}}, false);
  EXPECT_EQ(all.intakes[0].until, day_never);
  EXPECT_EQ(all.intakes[1].until, day("2026-02-03"));
}

TEST(AddRow, AnIntakesDayIsTheSwedishOneOfItsTime) {
  Registers all;
  const std::int64_t received = at("2026-02-01T23:30Z").time_since_epoch().count();
  add_row(all, Register::intakes, {{1, received, 2, 3, empty_cell}}, true);
  EXPECT_EQ(all.intakes[0].received, day("2026-02-02"));
}

TEST(AddRow, AFlagThatIsEmptyIsNotSet) {
  Registers all;
  add_row(all, Register::clients, {{1, 0, 0, 0, empty_cell, 0, empty_cell}}, true);
  add_row(all, Register::clients, {{2, 0, 0, 0, 1, 1, number_of("2026-02-03")}}, false);
  EXPECT_FALSE(all.clients[0].is_protected || all.clients[0].public_interest);
  EXPECT_FALSE(all.clients[0].deceased_on);
  EXPECT_TRUE(all.clients[1].is_protected && all.clients[1].public_interest);
  EXPECT_EQ(all.clients[1].deceased_on, day("2026-02-03"));
  EXPECT_TRUE(all.clients[0].listed);
  EXPECT_FALSE(all.clients[1].listed);
}

TEST(AddRow, ACaseMayBeWithoutALaw) {
  Registers all;
  add_row(all, Register::cases, {{1, 2, empty_cell, 0, number_of("2026-02-03"), empty_cell}}, true);
  add_row(all, Register::cases, {{1, 2, 2, 3, number_of("2026-02-03"), number_of("2026-02-04")}},
          true);
  EXPECT_FALSE(all.cases[0].law);
  EXPECT_FALSE(all.cases[0].closed);
  EXPECT_EQ(all.cases[1].law, Law::hsl);  // SoL, LSS, HSL
  EXPECT_EQ(all.cases[1].closed, day("2026-02-04"));
}

TEST(AddRow, PassagesAreLeftOut) {
  Registers all;
  add_row(all, Register::passages, {{1, 2, 3, 4}}, true);
  EXPECT_TRUE(all.staff.empty() && all.shifts.empty() && all.absences.empty());
}

}  // namespace
}  // namespace insyn
