#include "domain/review/lists.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

const DayRange window = days("2026-02-02", "2026-02-16");

/// `unit area reviewer` with `-` for none.
std::string placed(RegisterTown& town, std::optional<Group> group = Group::delivery) {
  const Placement placement =
      placement_of(town.index(), town.staff("anna"), group, window, town.texts);
  const auto shown = [&](auto number) -> std::string {
    return number ? town.texts[number.value] : "-";
  };
  return shown(placement.unit) + " " + shown(placement.area) + " " + shown(placement.reviewer);
}

TEST(Placement, OfWhoNeverWasEmployedIsNone) {
  RegisterTown town;
  EXPECT_EQ(placed(town, std::nullopt), "- - -");
  town.employ("anna", "later", days("2026-02-16"));
  EXPECT_EQ(placed(town, std::nullopt), "- - -");
}

TEST(Placement, IsWhereTheyAreEmployedOnTheWindowsLastDay) {
  RegisterTown town;
  town.employ("anna", "ended", days("2026-02-10", "2026-02-15"));
  town.employ("anna", "valid", days("2026-01-01", "2026-02-16"));
  town.employ("anna", "later", days("2026-02-16"));
  EXPECT_EQ(placed(town), "valid - -");
}

TEST(Placement, OfSeveralTheDecidingGroupComesBeforeTheLatestStart) {
  RegisterTown town;
  town.employ("anna", "delivery", days("2026-02-01"));
  town.employ("anna", "authority", days("2020-01-01")).group = Group::authority;
  EXPECT_EQ(placed(town, Group::authority), "authority - -");
  EXPECT_EQ(placed(town, Group::delivery), "delivery - -");
}

TEST(Placement, WithinTheGroupTheLatestStartThenTheLowestUnit) {
  RegisterTown town;
  town.employ("anna", "a-early", days("2025-01-01"));
  town.employ("anna", "c", days("2026-01-01"));
  town.employ("anna", "b", days("2026-01-01"));
  EXPECT_EQ(placed(town), "b - -");
}

TEST(Placement, OfWhoHasLeftIsWhereTheyBeganLast) {
  RegisterTown town;
  town.employ("anna", "long", days("2020-01-01", "2026-02-14")).group = Group::authority;
  town.employ("anna", "recent", days("2025-01-01", "2025-03-01"));
  // The latest start comes before the group here; the group and the unit break its ties.
  EXPECT_EQ(placed(town, Group::authority), "recent - -");
  town.employ("anna", "same-day", days("2025-01-01", "2025-02-01")).group = Group::authority;
  EXPECT_EQ(placed(town, Group::authority), "same-day - -");
  EXPECT_EQ(placed(town, Group::delivery), "recent - -");
}

TEST(Placement, OfTwoThatDifferOnlyInWhatChangedTheListedOneIsRight) {
  RegisterTown town;
  Employment& old = town.employ("anna", "north");
  old.manager = town.staff("a-gone");
  old.listed = false;
  town.employ("anna", "north").manager = town.staff("b-now");
  EXPECT_EQ(placed(town), "north - b-now");
}

TEST(Placement, TheAreaIsTheUnitOrTheNearestAboveItOfThatKind) {
  RegisterTown town;
  town.add_unit("whole", "", UnitKind::area);
  town.add_unit("area", "whole", UnitKind::area);
  town.add_unit("provider", "area", UnitKind::provider);
  town.add_unit("north", "provider");
  town.employ("anna", "north");
  EXPECT_EQ(placed(town), "north area -");
  town.registers.employments.front().unit = town.unit("area");
  EXPECT_EQ(placed(town), "area area -");
}

TEST(Placement, WithoutAnAreaAboveThereIsNone) {
  RegisterTown town;
  town.add_unit("top", "", UnitKind::department);
  town.add_unit("north", "top");
  town.add_unit("area", "north", UnitKind::area);
  town.employ("anna", "north");
  EXPECT_EQ(placed(town), "north - -");
}

TEST(Placement, TheReviewerIsTheManagerBeforeTheUnitsHead) {
  RegisterTown town;
  town.add_unit("north").head = town.staff("head");
  town.employ("anna", "north").manager = town.staff("manager");
  EXPECT_EQ(placed(town), "north - manager");
  town.registers.employments.front().manager = {};
  EXPECT_EQ(placed(town), "north - head");
}

TEST(Placement, NobodyReviewsThemselfSoItGoesUpward) {
  RegisterTown town;
  town.add_unit("top").head = town.staff("director");
  town.add_unit("middle", "top").head = town.staff("anna");
  town.add_unit("north", "middle").head = town.staff("anna");
  town.employ("anna", "north").manager = town.staff("anna");
  EXPECT_EQ(placed(town), "north - director");
  town.registers.units.front().head = town.staff("anna");
  EXPECT_EQ(placed(town), "north - -");
}

TEST(Placement, UnitsWithoutAHeadArePassedUpward) {
  RegisterTown town;
  town.add_unit("top").head = town.staff("director");
  town.add_unit("middle", "top");
  town.add_unit("north", "middle");
  town.employ("anna", "north");
  EXPECT_EQ(placed(town), "north - director");
}

TEST(Placement, ACycleOrALostUnitAboveEnds) {
  RegisterTown town;
  town.add_unit("north", "south");
  town.add_unit("south", "north");
  town.employ("anna", "north");
  EXPECT_EQ(placed(town), "north - -");
  town.registers.employments.front().unit = town.unit("lost");
  EXPECT_EQ(placed(town), "lost - -");
}

/// Lists of Anna, whose manager is Maria.
class Lists : public ::testing::Test {
 protected:
  void SetUp() override {
    town.add_unit("north", "area");
    town.add_unit("area", "", UnitKind::area);
    town.employ("anna", "north").manager = town.staff("maria");
    town.add_member("maria");
    town.add_client("klas");
  }

  Row row(std::string_view client, std::string_view in_case = "") {
    Row result;
    result.client = town.client(client);
    result.case_no = town.case_no(in_case);
    return result;
  }
  Row flagged(Flag flag, std::string_view in_case = "") {
    Row result = row("klas", in_case);
    result.findings.flags.add(flag);
    return result;
  }
  /// `area/reviewer/role/staff denied: client client …` for each list, `-` for none.
  std::vector<std::string> lists(std::vector<DrawnStaff> drawn) {
    std::vector<std::string> result;
    const auto shown = [&](auto number) -> std::string {
      return number ? town.texts[number.value] : "-";
    };
    for (const ReviewList& list : lists_of(town.index(), std::move(drawn), window, town.texts)) {
      std::string text = shown(list.area) + "/" + shown(list.reviewer) + "/" +
                         std::string{name_of(list.role)} + "/" + shown(list.staff) + " " +
                         std::to_string(list.denied) + ":";
      for (const Row& one : list.rows) text += " " + shown(one.client);
      result.push_back(text);
    }
    return result;
  }
  DrawnStaff drawn(std::string_view person, std::vector<Row> rows = {}, std::int64_t denied = 0) {
    return {town.staff(person), Group::delivery, denied, std::move(rows)};
  }
  /// The role of the list on which a row of Anna's ends.
  std::string role_for(const Row& one) {
    std::string role;
    for (const ReviewList& list :
         lists_of(town.index(), {drawn("anna", {one})}, window, town.texts))
      if (!list.rows.empty()) role = name_of(list.role);
    return role;
  }
  Client& klas() { return town.registers.clients.front(); }
  StaffMember& maria() { return town.registers.staff.front(); }

  RegisterTown town;
};

using Texts = std::vector<std::string>;

TEST_F(Lists, EveryDrawnPersonHasOneForTheManagerIfOnlyAnEmptyOne) {
  EXPECT_EQ(lists({drawn("anna")}), Texts{"area/maria/manager/anna 0:"});
}

TEST_F(Lists, WhoHasNoReviewerHasAManagersListWithoutOne) {
  EXPECT_EQ(lists({drawn("bo", {row("klas")}, 2)}), Texts{"-/-/manager/bo 2: klas"});
}

TEST_F(Lists, RowsFlaggedSelfColleagueOrProtectedNeverReachTheManager) {
  for (const Flag flag : {Flag::self, Flag::colleague, Flag::protected_person})
    EXPECT_EQ(role_for(flagged(flag)), "quality_controller");
}

TEST_F(Lists, RowsWithOtherFlagsReachTheManager) {
  for (const Flag flag : {Flag::same_address, Flag::same_surname, Flag::public_interest,
                          Flag::emergency, Flag::after_death, Flag::case_mismatch})
    EXPECT_EQ(role_for(flagged(flag)), "manager");
}

TEST_F(Lists, ConfidentialRowsOfHealthCareCasesGoToTheChiefNurse) {
  town.add_case("c-hsl", "klas").law = Law::hsl;
  town.add_case("c-sol", "klas").law = Law::sol;
  town.add_case("c-none", "klas");
  town.add_case("c-other", "kim").law = Law::hsl;
  EXPECT_EQ(role_for(flagged(Flag::self, "c-hsl")), "chief_nurse");
  EXPECT_EQ(role_for(flagged(Flag::self, "c-sol")), "quality_controller");
  EXPECT_EQ(role_for(flagged(Flag::self, "c-none")), "quality_controller");
  EXPECT_EQ(role_for(flagged(Flag::self, "c-unknown")), "quality_controller");
  // The law is that of the register's case, whosever it is.
  EXPECT_EQ(role_for(flagged(Flag::self, "c-other")), "chief_nurse");
  EXPECT_EQ(role_for(row("klas", "c-hsl")), "manager");
}

TEST_F(Lists, AClientWithTheReviewersPersonalNumberIsConfidential) {
  klas().personal_number = town.no("19121212-1212");
  EXPECT_EQ(role_for(row("klas")), "manager");
  maria().personal_number = town.no("19121212-1212");
  EXPECT_EQ(role_for(row("klas")), "quality_controller");
}

TEST_F(Lists, AClientAtTheReviewersAddressIsConfidential) {
  klas().address_key = town.no("address-1");
  EXPECT_EQ(role_for(row("klas")), "manager");
  maria().address_key = town.no("address-1");
  EXPECT_EQ(role_for(row("klas")), "quality_controller");
}

TEST_F(Lists, MissingNumbersAndAddressesAreNotTheSame) {
  EXPECT_EQ(role_for(row("klas")), "manager");
  EXPECT_EQ(role_for(row("stranger")), "manager");
}

TEST_F(Lists, TheNumberOfSomeoneWhoDoesNotReviewIsNotConfidential) {
  klas().address_key = town.no("address-1");
  town.add_member("bo").address_key = town.no("address-1");
  town.registers.units.front().head = town.staff("bo");
  EXPECT_EQ(role_for(row("klas")), "manager");
}

TEST_F(Lists, DeniedStandsOnTheManagersListOnly) {
  town.add_case("c-hsl", "klas").law = Law::hsl;
  EXPECT_EQ(lists({drawn("anna", {flagged(Flag::self), flagged(Flag::self, "c-hsl")}, 4)}),
            (Texts{"area/maria/manager/anna 4:", "area/-/chief_nurse/anna 0: klas",
                   "area/-/quality_controller/anna 0: klas"}));
}

TEST_F(Lists, RowsKeepTheirOrder) {
  EXPECT_EQ(lists({drawn("anna", {row("z"), row("a"), row("klas")})}),
            Texts{"area/maria/manager/anna 0: z a klas"});
}

TEST_F(Lists, ComeByAreaReviewerStaffAndRoleWithNoneLast) {
  town.add_unit("B", "", UnitKind::area);
  town.employ("bo", "B").manager = town.staff("maria");
  town.employ("cecilia", "B").manager = town.staff("Maria");
  town.employ("dan", "B");
  town.employ("ann", "north").manager = town.staff("maria");
  town.employ("eva", "nowhere").manager = town.staff("A");
  EXPECT_EQ(
      lists({drawn("nobody"), drawn("eva"), drawn("dan"), drawn("cecilia"), drawn("bo"),
             drawn("anna", {flagged(Flag::self)}), drawn("ann", {flagged(Flag::self)})}),
      (Texts{"B/Maria/manager/cecilia 0:", "B/maria/manager/bo 0:", "B/-/manager/dan 0:",
             "area/maria/manager/ann 0:", "area/maria/manager/anna 0:",
             "area/-/quality_controller/ann 0: klas", "area/-/quality_controller/anna 0: klas",
             "-/A/manager/eva 0:", "-/-/manager/nobody 0:"}));
}

TEST_F(Lists, OfOnePersonWithoutAReviewerComeByRole) {
  town.add_case("c-hsl", "klas").law = Law::hsl;
  EXPECT_EQ(lists({drawn("bo", {flagged(Flag::self), flagged(Flag::self, "c-hsl")})}),
            (Texts{"-/-/chief_nurse/bo 0: klas",
                   "-/-/manager/bo 0:", "-/-/quality_controller/bo 0: klas"}));
}

}  // namespace
}  // namespace insyn
