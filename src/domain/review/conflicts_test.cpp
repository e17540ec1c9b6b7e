#include "domain/review/conflicts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

/// Anna of the unit north, whose head is Maria; above her Vera, above her Dora.
class Conflicts : public ::testing::Test {
 protected:
  void SetUp() override {
    town.add_unit("top").head = town.staff("dora");
    town.add_unit("area", "top", UnitKind::area).head = town.staff("vera");
    town.add_unit("north", "area").head = town.staff("maria");
    for (const char* person : {"anna", "maria", "vera", "dora", "sub"}) {
      town.add_member(person);
      town.employ(person, "north");
    }
    town.add_client("klas");
    town.add_client("stina");
    facts.sending = day("2026-03-02");
  }

  StaffMember& member(std::string_view id) {
    return *std::ranges::find(town.registers.staff, town.staff(id), &StaffMember::id);
  }
  Client& client(std::string_view id) {
    return *std::ranges::find(town.registers.clients, town.client(id), &Client::id);
  }

  ListToRoute list(std::string_view person, std::string_view reviewer,
                   const std::vector<std::string>& clients = {}) {
    ListToRoute result;
    result.staff = town.staff(person);
    result.line = review_line(town.index(), result.staff, town.staff(reviewer), town.unit("north"));
    for (const std::string& one : clients) result.rows.push_back({town.client(one), false});
    return result;
  }

  std::string name(StaffNo person) { return person ? town.texts[person.value] : "-"; }
  template <class Reasons>
  std::string shown(const Reasons& reasons) {
    std::string text;
    for (const Conflict reason : reasons) text += " " + std::string{code_of(reason)};
    return text;
  }
  /// `reader reasons | rows>reader-or-role reasons` for each list.
  std::vector<std::string> routed(const std::vector<ListToRoute>& lists) {
    std::vector<std::string> result;
    for (const ListRoute& route : route_lists(town.index(), lists, facts)) {
      std::string text = name(route.reader) + shown(route.reasons);
      for (const RowRoute& moved : route.rows) {
        text += " |";
        for (const std::size_t row : moved.rows) text += " " + std::to_string(row);
        text += ">" + (moved.role == ReviewRole::manager ? name(moved.reader)
                                                         : std::string{name_of(moved.role)});
        text += shown(moved.reasons);
      }
      result.push_back(text);
    }
    return result;
  }
  using Texts = std::vector<std::string>;

  RegisterTown town;
  RoutingFacts facts;
};

TEST_F(Conflicts, WithoutOneTheListGoesToWhomTheDrawNamed) {
  EXPECT_EQ(routed({list("anna", "maria", {"klas"})}), Texts{"maria"});
}

TEST_F(Conflicts, TheLineHasEachOnceAndNeverThePerson) {
  const auto line =
      review_line(town.index(), town.staff("vera"), town.staff("maria"), town.unit("north"));
  EXPECT_EQ(line, (std::vector<StaffNo>{town.staff("maria"), town.staff("dora")}));
}

TEST_F(Conflicts, ACycleOfUnitsEnds) {
  town.registers.units.front().parent = town.unit("north");
  EXPECT_EQ(review_line(town.index(), town.staff("anna"), {}, town.unit("north")).size(), 3U);
}

TEST_F(Conflicts, WhoIsOnLeaveOnTheDayOfTheSendingIsPassed) {
  town.absence("maria", days("2026-03-02", "2026-03-03"));
  EXPECT_EQ(routed({list("anna", "maria")}), Texts{"vera on_leave"});
  facts.sending = day("2026-03-03");
  EXPECT_EQ(routed({list("anna", "maria")}), Texts{"maria"});
}

TEST_F(Conflicts, WhoHasLeftIsPassed) {
  for (Employment& one : town.registers.employments)
    if (one.staff == town.staff("maria")) one.valid.to = day("2026-03-02");
  town.absence("vera", always);
  EXPECT_EQ(routed({list("anna", "maria")}), Texts{"dora on_leave not_employed"});
}

TEST_F(Conflicts, AHeadWithoutAnyEmploymentInTheRegisterHasNotLeft) {
  std::erase_if(town.registers.employments,
                [&](const Employment& one) { return one.staff == town.staff("maria"); });
  EXPECT_EQ(routed({list("anna", "maria")}), Texts{"maria"});
}

TEST_F(Conflicts, WhereTheLineEndsTheSubstituteReadsIfOneIsNamed) {
  EXPECT_EQ(routed({list("dora", "")}), Texts{"maria"});  // by the heads of her unit
  ListToRoute top = list("dora", "");
  top.line.clear();
  EXPECT_EQ(routed({top}), Texts{"- no_reviewer"});
  facts.substitute = town.staff("sub");
  EXPECT_EQ(routed({top}), Texts{"sub no_reviewer"});
  facts.substitute = town.staff("dora");
  EXPECT_EQ(routed({top}), Texts{"- no_reviewer self"});
  facts.substitute = town.staff("sub");
  town.absence("sub", always);
  EXPECT_EQ(routed({top}), Texts{"- no_reviewer on_leave"});
}

TEST_F(Conflicts, TwoWhoWouldReadEachOtherBothGoUpward) {
  EXPECT_EQ(routed({list("anna", "maria"), list("maria", "anna")}),
            (Texts{"vera mutual", "vera mutual"}));
}

TEST_F(Conflicts, APairThatComesAboutByMovingIsBrokenToo) {
  // Anna's list moves from Maria, who is away, to Vera, whose own list Anna has.
  town.absence("maria", always);
  EXPECT_EQ(routed({list("anna", "maria"), list("vera", "anna")}),
            (Texts{"dora mutual on_leave", "dora mutual on_leave"}));
}

TEST_F(Conflicts, AChainIsNoPair) {
  EXPECT_EQ(routed({list("anna", "maria"), list("maria", "vera"), list("vera", "dora")}),
            (Texts{"maria", "vera", "dora"}));
}

TEST_F(Conflicts, TheReadersOwnRowGoesToTheRoleAndNotToTheirHead) {
  member("maria").personal_number = client("klas").personal_number = town.no("191212121212");
  EXPECT_EQ(routed({list("anna", "maria", {"stina", "klas"})}),
            Texts{"maria | 1>quality_controller is_client"});
  ListToRoute health = list("anna", "maria", {"klas"});
  health.rows[0].health_care = true;
  EXPECT_EQ(routed({health}), Texts{"maria | 0>chief_nurse is_client"});
}

TEST_F(Conflicts, TheReadersAddressIsHeldAgainstTheOneWhoReadsIt) {
  // The draw already kept it from Maria; it is Vera who reads now.
  town.absence("maria", always);
  member("vera").address_key = client("klas").address_key = town.no("a1");
  EXPECT_EQ(routed({list("anna", "maria", {"klas", "stina"})}),
            Texts{"vera on_leave | 0>quality_controller same_address"});
}

TEST_F(Conflicts, AnEmptyAddressIsNobodys) {
  EXPECT_EQ(routed({list("anna", "maria", {"klas"})}), Texts{"maria"});
}

TEST_F(Conflicts, ARecordThatTheReaderOpenedUnexplainedGoesToTheNextWhoDidNot) {
  facts.opened_unexplained[town.staff("maria")] = {town.client("klas")};
  EXPECT_EQ(routed({list("anna", "maria", {"klas", "stina"})}),
            Texts{"maria | 0>vera opened_unexplained"});
  facts.opened_unexplained[town.staff("vera")] = {town.client("klas")};
  EXPECT_EQ(routed({list("anna", "maria", {"klas", "klas"})}),
            Texts{"maria | 0 1>dora opened_unexplained"});
  town.absence("dora", always);
  EXPECT_EQ(routed({list("anna", "maria", {"klas"})}),
            Texts{"maria | 0>quality_controller opened_unexplained"});
}

TEST_F(Conflicts, ListsOfRolesStayWithTheRole) {
  ListToRoute confidential = list("anna", "", {"klas"});
  confidential.role = ReviewRole::chief_nurse;
  EXPECT_EQ(routed({confidential}), Texts{"-"});
}

TEST_F(Conflicts, HaveCodesThatActsKeepForEver) {
  const std::vector<std::pair<Conflict, std::string>> codes{
      {Conflict::no_reviewer, "no_reviewer"},
      {Conflict::self, "self"},
      {Conflict::mutual, "mutual"},
      {Conflict::on_leave, "on_leave"},
      {Conflict::not_employed, "not_employed"},
      {Conflict::is_client, "is_client"},
      {Conflict::same_address, "same_address"},
      {Conflict::opened_unexplained, "opened_unexplained"}};
  for (const auto& [conflict, code] : codes) EXPECT_EQ(code_of(conflict), code);
}

}  // namespace
}  // namespace insyn
