#include <gtest/gtest.h>

#include "web/pages/pages_for_tests.h"
#include "web/pages/routine_words.h"

namespace insyn {
namespace {

const Messages& swedish() { return messages_in("sv"); }

TEST(RoutineWords, AShareIsSaidInWords) {
  EXPECT_EQ(share_words(swedish(), 150), "15\u00a0%, ungefär 1 av 7");
  EXPECT_EQ(share_words(swedish(), 40), "4\u00a0%, ungefär 1 av 25");
  EXPECT_EQ(share_words(swedish(), 1000), "alla");
}

TEST(RoutineWords, AStratumSaysWhoIsInIt) {
  StratumRule rule;
  rule.group = GroupRule::delivery;
  rule.permissions_min = 16;
  EXPECT_EQ(who_words(swedish(), rule), "Anställda inom verkställighet, minst 16 behörigheter");
  rule.permissions_min = 6;
  rule.permissions_max = 15;
  EXPECT_EQ(who_words(swedish(), rule), "Anställda inom verkställighet, 6–15 behörigheter");
  rule.permissions_min = 0;
  rule.permissions_max = 0;
  EXPECT_EQ(who_words(swedish(), rule),
            "Anställda inom verkställighet, utan behörighet i registret");
}

class RoutinePages : public testing::Test {
 protected:
  /// The town's routine with another share, as a new version.
  std::string changed() {
    std::string text;
    pages.act([&](Home& home) {
      text = *routine_text(home, home.ledger.state().routine.versions.front());
    });
    const auto replace = [&](const std::string& from, const std::string& to) {
      const auto at = text.find(from);
      if (at == std::string::npos) throw std::runtime_error{"no " + from};
      text.replace(at, from.size(), to);
    };
    replace("version = 1", "version = 2");
    replace("share = 1000", "share = 500");
    const auto from = text.find("valid_from");
    text.replace(from, text.find('\n', from) - from, "valid_from = \"2026-06-01\"");
    return text;
  }
  const RoutineState& state() { return pages.town.home().ledger.state().routine; }

  PagesForTests pages{routine_routes()};
};

TEST_F(RoutinePages, ShowTheYearsDays) {
  EXPECT_TRUE(says(pages.get("/rutinen"), "2–15\u00a0februari 2026"));
}

TEST_F(RoutinePages, LeadToAuditsOnlyWhoMaySeeThem) {
  EXPECT_TRUE(says(pages.get("/rutinen"), "href=\"/kontroller\">"));
  for (const UserRole role : {UserRole::hr, UserRole::disclosure_officer}) {
    pages.as_new(role);
    EXPECT_EQ(pages.get("/rutinen").status, 200);
    EXPECT_FALSE(says(pages.get("/rutinen"), "href=\"/kontroller\"")) << code_of(role);
  }
}

TEST_F(RoutinePages, ATextWithAFaultComesBackWithTheLine) {
  const HttpResponse page =
      pages.post("/rutinen/andra", {{"rutin", "[routine]\r\nid = 3\r\n"}, {"skal", "Ny andel"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "rad:2"));
  EXPECT_TRUE(state().changes.empty());
}

TEST_F(RoutinePages, AChangeIsProposedByOneAndApprovedByAnother) {
  const HttpResponse proposed =
      pages.post("/rutinen/andra", {{"rutin", changed()}, {"skal", "Ny andel"}});
  ASSERT_EQ(proposed.status, 303) << proposed.body;
  ASSERT_EQ(state().changes.size(), 1U);
  const std::string path = "/rutinen/andring/" + std::to_string(state().changes[0].proposed);
  EXPECT_TRUE(says(pages.get(path), "Någon annan än du behöver godkänna"));
  EXPECT_EQ(pages.post(path, {{"beslut", "godkann"}}).status, 409);

  pages.as_new(UserRole::director);
  EXPECT_TRUE(says(pages.get(path), "Det här ändras"));
  EXPECT_EQ(led_to(pages.post(path, {{"beslut", "godkann"}})), path + "?sagt=routine-approved");
  EXPECT_EQ(state().versions.size(), 2U);
  EXPECT_TRUE(says(pages.get("/rutinen"), "Kommer"));
  EXPECT_EQ(pages.get("/rutinen/version/2").status, 200);
  EXPECT_EQ(pages.get("/rutinen/version/3").status, 404);
}

TEST_F(RoutinePages, OnlyTheDirectorDecidesOnMatching) {
  EXPECT_EQ(pages.post("/rutinen/samkorning", {{"andamal", "Beslut 2026-02-01"}}).status, 403);
  pages.as_new(UserRole::director);
  EXPECT_EQ(pages.post("/rutinen/samkorning", {{"andamal", " "}}).status, 409);
  EXPECT_EQ(pages.post("/rutinen/samkorning", {{"andamal", "Beslut 2026-02-01"}}).status, 303);
  EXPECT_TRUE(pages.town.state().matching_decided);
  EXPECT_EQ(pages.post("/rutinen/samkorning", {{"andamal", "En gång till"}}).status, 409);
}

TEST_F(RoutinePages, ADecisionIsWrittenDownAndReadByThoseWhoMay) {
  EXPECT_EQ(pages
                .post("/rutinen/beslut", {{"slag", "dpia"},
                                          {"dag", "2026-01-15"},
                                          {"syfte", "<b>Gjord</b>"},
                                          {"var", "SN 2026/17"}})
                .status,
            303);
  ASSERT_EQ(state().decisions.size(), 1U);
  const std::string path = "/rutinen/beslut/" + std::to_string(state().decisions[0].act);
  const HttpResponse page = pages.get(path);
  EXPECT_TRUE(says(page, "&lt;b&gt;Gjord&lt;/b&gt;"));
  EXPECT_TRUE(says(page, "SN 2026/17"));
  pages.as_new(UserRole::manager);
  EXPECT_EQ(pages.get(path).status, 403);
  EXPECT_FALSE(says(pages.get("/rutinen"), "Införda beslut"));
}

TEST_F(RoutinePages, ADecisionWithoutADayIsRefused) {
  EXPECT_EQ(pages.post("/rutinen/beslut", {{"slag", "dpia"}, {"syfte", "Gjord"}}).status, 400);
}

}  // namespace
}  // namespace insyn
