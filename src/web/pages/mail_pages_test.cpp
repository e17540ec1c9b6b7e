#include <gtest/gtest.h>

#include "domain/calendar/format.h"
#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

/// 17 February 2026. `chief` and `other` are managers; the administrator is Ada.
class MailPages : public testing::Test {
 protected:
  MailPages() {
    other = pages.as_new(UserRole::manager);
    chief = pages.as_new(UserRole::manager, "", "s-maria");
  }
  const PeopleState& people() { return pages.town.state().people; }
  HttpResponse choose(const std::string& path, const std::string& person,
                      const std::string& from = "2026-02-20",
                      const std::string& last = "2026-02-27") {
    return pages.post(path, {{"person", person}, {"fran", from}, {"till", last}});
  }

  PagesForTests pages{page_routes()};
  const std::string own = "/min-sida/ersattare";
  std::string chief, other;
};

TEST_F(MailPages, AManagerChoosesADeputyForDaysThatIncludeTheLast) {
  EXPECT_TRUE(says(pages.get("/min-sida"), "Ingen ersättare är vald."));
  EXPECT_EQ(led_to(choose(own, other)), own + "?sagt=deputy-named");
  ASSERT_EQ(people().deputies.size(), 1U);
  EXPECT_EQ(people().deputies[0].user, chief);
  EXPECT_EQ(people().deputies[0].deputy, other);
  EXPECT_EQ(people().deputies[0].days.to, *parse_day("2026-02-28"));
  EXPECT_TRUE(says(pages.get("/min-sida"), "20–27\u00a0februari 2026"));
  EXPECT_EQ(pages.get(own).status, 200);
}

TEST_F(MailPages, WhatIsMissingIsSaidAtItsFieldAndWhatWasTypedStays) {
  const HttpResponse none = choose(own, "", "2026-02-20", "snart");
  EXPECT_EQ(none.status, 422);
  EXPECT_TRUE(says(none, "Välj vem som ska vara ersättare."));
  EXPECT_TRUE(says(none, "Ange den sista dagen."));
  EXPECT_TRUE(says(none, "value=\"2026-02-20\""));
  const HttpResponse turned = choose(own, other, "2026-02-27", "2026-02-20");
  EXPECT_EQ(turned.status, 422);
  EXPECT_TRUE(says(turned, "Sista dagen ska inte ligga före den första"));
  EXPECT_TRUE(people().deputies.empty());
}

TEST_F(MailPages, NobodyStandsInForThemselfOrWithoutALikeRoleOrWithAProtectedIdentity) {
  const std::string auditor = pages.as_new(UserRole::auditor);
  const std::string hidden = pages.as_new(UserRole::manager, "", "s-anna");
  pages.act([&](Home&) {
    pages.town.register_file(Register::staff,
                             "staff_id,name,personal_number,protected\ns-anna,Anna,,1\n"
                             "s-maria,Maria,,\n");
  });
  pages.as(chief);
  for (const std::string& user : {chief, auditor, hidden}) {
    EXPECT_FALSE(says(pages.get(own), "value=\"" + user + "\"")) << user;
    EXPECT_EQ(choose(own, user).status, 422) << user;
  }
  EXPECT_TRUE(people().deputies.empty());
  pages.as(auditor);
  EXPECT_TRUE(says(pages.get(own), "Det finns ingen att välja"));
}

TEST_F(MailPages, BothCanEndItAndNobodyElse) {
  choose(own, other);
  const std::string named = std::to_string(people().deputies[0].named);
  pages.as_new(UserRole::manager);
  EXPECT_EQ(pages.post(own, {{"avsluta", named}}).status, 404);
  EXPECT_FALSE(people().deputies[0].ended);
  pages.as(other);
  EXPECT_TRUE(says(pages.get("/min-sida"), "Du är ersättare för"));
  EXPECT_EQ(led_to(pages.post(own, {{"avsluta", named}})), own + "?sagt=deputy-ended");
  EXPECT_TRUE(people().deputies[0].ended);
  EXPECT_EQ(pages.post(own, {{"avsluta", named}}).status, 404) << "it isn't there any more";
}

TEST_F(MailPages, TheDirectorChoosesForAnybodyAndTheAdministratorOnlySees) {
  const std::string at = "/anvandare/" + chief;
  pages.as_new(UserRole::director);
  EXPECT_EQ(pages.get(at + "/ersattare").status, 200);
  EXPECT_EQ(led_to(choose(at + "/ersattare", other)), at + "/ersattare?sagt=deputy-named");
  EXPECT_EQ(choose("/anvandare/u-0000000000000000/ersattare", other).status, 404);
  pages.as(pages.admin());
  EXPECT_TRUE(says(pages.get(at), "20–27\u00a0februari 2026"));
  EXPECT_FALSE(says(pages.get(at), at + "/ersattare"));
  EXPECT_EQ(choose(at + "/ersattare", other).status, 403);
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_EQ(choose(at + "/ersattare", other).status, 404) << "by the lists of the own area";
  EXPECT_EQ(people().deputies.size(), 1U);
}

TEST_F(MailPages, OneSeesWhereMailsGoAndTurnsThemOffForOneself) {
  EXPECT_TRUE(says(pages.get("/min-sida"), "ingen e-postadress"));
  pages.as(pages.admin());
  EXPECT_EQ(pages
                .post("/anvandare/" + chief + "/namn",
                      {{"namn", "Maria"}, {"epost", "maria@ljungfors.example"}})
                .status,
            303);
  pages.as(chief);
  EXPECT_TRUE(says(pages.get("/min-sida"), "maria@ljungfors.example"));
  EXPECT_EQ(pages.post("/min-sida/mejl", {{"mejl", "av"}}).status, 303);
  EXPECT_FALSE(people().user(chief)->wants_mail);
  EXPECT_TRUE(people().user(other)->wants_mail);
  EXPECT_TRUE(says(pages.get("/min-sida"), "Slå på mejlen"));
  EXPECT_EQ(pages.post("/min-sida/mejl", {{"mejl", "pa"}}).status, 303);
  EXPECT_TRUE(people().user(chief)->wants_mail);
  EXPECT_EQ(pages.post("/min-sida/mejl", {{"mejl", "ibland"}}).status, 404);
}

TEST_F(MailPages, NamesComeOutAsText) {
  choose(own, other);
  EXPECT_FALSE(says(pages.get(own), "<script>manager"));
}

}  // namespace
}  // namespace insyn
