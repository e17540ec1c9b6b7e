#include <gtest/gtest.h>

#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

class Users : public testing::Test {
 protected:
  const PeopleState& people() { return pages.town.home().ledger.state().people; }

  PagesForTests pages{user_routes()};
};

TEST_F(Users, SomebodyNewGetsACodeOnceAndNoRoleUntilAnotherApproves) {
  const HttpResponse added = pages.post(
      "/anvandare/ny", {{"namn", "Berit"}, {"inloggning", "berit"}, {"roll", "auditor"}});
  EXPECT_EQ(added.status, 200);
  EXPECT_TRUE(says(added, "Engångskod för Berit"));
  EXPECT_TRUE(says(added, "CODE-1"));
  ASSERT_EQ(people().users.size(), 2U);
  const std::string berit = people().users[1].id;
  EXPECT_TRUE(people().grants_of(berit).empty());
  EXPECT_FALSE(says(pages.get("/anvandare/" + berit), "CODE-1"));
}

TEST_F(Users, WithoutANameTheFormComesBackWithWhatWasTyped) {
  const HttpResponse response =
      pages.post("/anvandare/ny", {{"namn", " "}, {"inloggning", "berit"}});
  EXPECT_EQ(response.status, 422);
  EXPECT_TRUE(says(response, "Skriv personens namn."));
  EXPECT_TRUE(says(response, "value=\"berit\""));
  EXPECT_EQ(people().users.size(), 1U);
}

TEST_F(Users, AnAreaHeadWithoutAnAreaIsAskedForIt) {
  const HttpResponse response =
      pages.post("/anvandare/ny", {{"namn", "Vera"}, {"roll", "area_head"}});
  EXPECT_EQ(response.status, 422);
  EXPECT_TRUE(says(response, "Välj vilket område chefen ansvarar för."));
  EXPECT_EQ(people().users.size(), 1U);
}

TEST_F(Users, NobodyApprovesTheirOwnProposal) {
  const std::string user = pages.as_new(UserRole::auditor);
  pages.as(pages.admin());
  pages.post("/anvandare/" + user + "/roller", {{"roll", "compiler"}, {"skal", "Ny uppgift"}});
  ASSERT_FALSE(people().changes.empty());
  const RoleChange& change = people().changes.back();
  ASSERT_EQ(change.by, pages.admin());
  const std::string path = "/anvandare/andring/" + std::to_string(change.proposed);
  EXPECT_EQ(pages.post(path, {{"beslut", "godkann"}}).status, 409);
  EXPECT_EQ(people().grants_of(user).size(), 1U);

  pages.as_new(UserRole::director);
  EXPECT_EQ(led_to(pages.post(path, {{"beslut", "godkann"}})), "/anvandare?sagt=change-approved");
  EXPECT_EQ(people().grants_of(user).size(), 2U);
}

TEST_F(Users, WhoMaySeeTheListButNotChangeItSeesNoForms) {
  const std::string user = pages.as_new(UserRole::data_protection_officer);
  const HttpResponse page = pages.get("/anvandare/" + user);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(says(page, "Föreslå ändring"));
  EXPECT_EQ(pages.post("/anvandare/" + user + "/avsluta", {}).status, 403);
}

TEST_F(Users, AnEndedUserIsSaidToBeAndHasNoForms) {
  const std::string user = pages.as_new(UserRole::auditor);
  pages.as(pages.admin());
  pages.accounts.users.insert(user);
  EXPECT_EQ(led_to(pages.post("/anvandare/" + user + "/avsluta", {})),
            "/anvandare/" + user + "?sagt=user-ended");
  const HttpResponse page = pages.get("/anvandare/" + user);
  EXPECT_TRUE(pages.accounts.users.empty());
  EXPECT_TRUE(says(page, "Användaren är avslutad."));
  EXPECT_FALSE(says(page, "/avsluta\""));
}

TEST_F(Users, AStandInIsNamedByTheDirectorForDaysThatIncludeTheLast) {
  const std::string user = pages.as_new(UserRole::auditor);
  pages.as_new(UserRole::director);
  const HttpResponse named = pages.post(
      "/anvandare/ersattare",
      {{"person", user}, {"fran", "2026-02-17"}, {"till", "2026-02-20"}, {"skal", "Semester"}});
  EXPECT_EQ(named.status, 303);
  ASSERT_EQ(people().stand_ins.size(), 1U);
  EXPECT_EQ(people().stand_ins[0].days.to, *parse_day("2026-02-21"));
  EXPECT_TRUE(says(pages.get("/anvandare"), "17–20\u00a0februari 2026"));
}

TEST_F(Users, WhoIsNotThereIsNotThere) {
  EXPECT_EQ(pages.get("/anvandare/u-0000000000000000").status, 404);
}

}  // namespace
}  // namespace insyn
