#include "domain/register/dangling.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

TEST(Dangling, AnEmptyReferenceIsNone) {
  RegisterTown town;
  town.add_unit("top");
  town.add_member("s-1");
  town.employ("s-1", "top");
  town.add_client("k-1");
  town.relation("k-1", "", "top");
  town.duty("s-1", "");
  EXPECT_TRUE(dangling_references(town.registers, StaffNo{}).empty());
}

TEST(Dangling, DifferentIdsAreCountedOnceAndNotShown) {
  RegisterTown town;
  town.add_client("k-1");
  town.relation("k-1", "", "lost-1");
  town.relation("k-1", "", "lost-1");
  town.relation("k-1", "", "lost-2");
  EXPECT_EQ(dangling_references(town.registers, StaffNo{}),
            std::vector<std::string>{
                "Registret care_relations nämner 2 unit_id som inte finns i units."});
}

TEST(Dangling, EachKindOfReferenceIsItsOwnWarning) {
  RegisterTown town;
  town.add_unit("low", "lost").head = town.staff("nobody");
  EXPECT_EQ(dangling_references(town.registers, StaffNo{}).size(), 2U);
}

TEST(Dangling, EveryReferenceToAnotherRegisterIsLookedAt) {
  RegisterTown town;
  town.covers("u", "u");
  town.employ("s", "u").manager = town.staff("s");
  town.permit("s", "k");
  town.identity("k", "value");
  town.add_case("c", "k", "u");
  town.role("lost-case", "s");
  town.deputy("s", "s", "lost-case");
  town.relation("k", "s", "u");
  town.duty("s", "u").scope = town.unit("u");
  town.intake("k", "2026-02-03", "s", "u");
  town.absence("s", always);
  town.shift("s", "2026-02-03 08:00", "2026-02-03 16:00", "u");
  town.consent("k", always);
  // Two of unit_covers, three of employments, permissions 1, client_ids 1, cases 2, case_roles 2,
  // deputies 3, care_relations 3, duties 3, intakes 3, absences 1, shifts 2, consents 1.
  EXPECT_EQ(dangling_references(town.registers, StaffNo{}).size(), 27U);
}

}  // namespace
}  // namespace insyn
