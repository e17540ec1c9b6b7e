#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "web/pages/frame.h"
#include "web/pages/names.h"
#include "web/pages/pages_for_tests.h"
#include "web/pages/said.h"

namespace insyn {
namespace {

std::vector<PageRoute> all_but_audits() {
  std::vector<PageRoute> all;
  for (const auto& part : {overview_routes(), source_routes(), routine_routes(), user_routes(),
                           own_log_routes(), informed_routes(), own_page_routes(), help_routes()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

class Pages : public testing::Test {
 protected:
  PagesForTests pages{all_but_audits()};
};

TEST_F(Pages, EveryPageWithoutAPlaceAnswersEveryRoleThatMay) {
  for (const UserRole role : all_user_roles()) {
    pages.as_new(role, is_of_an_area(role) ? "area-a" : "",
                 role == UserRole::manager ? "s-maria" : "");
    for (const PageRoute& route : all_but_audits()) {
      if (route.method != Method::get || route.pattern.find(':') != std::string_view::npos)
        continue;
      const HttpResponse response = pages.get(std::string{route.pattern});
      if (response.status == 403) continue;
      EXPECT_EQ(response.status, 200) << code_of(role) << " " << route.pattern;
      EXPECT_TRUE(says(response, "<h1>")) << route.pattern;
    }
  }
}

TEST_F(Pages, MarkupInNamesComesOutAsText) {
  pages.as_new(UserRole::administrator);
  for (const PageRoute& route : all_but_audits()) {
    if (route.method != Method::get || route.pattern.find(':') != std::string_view::npos) continue;
    const HttpResponse response = pages.get(std::string{route.pattern});
    EXPECT_FALSE(says(response, "<script>adm")) << route.pattern;
    EXPECT_FALSE(says(response, "Viva <b>")) << route.pattern;
  }
  EXPECT_TRUE(says(pages.get("/anvandare"), "&lt;script&gt;administrator"));
  EXPECT_TRUE(says(pages.get("/kallor"), "Viva &lt;b&gt;"));
}

TEST_F(Pages, TheMenuHoldsOnlyWhatSomebodyMayUse) {
  pages.as_new(UserRole::manager, "", "s-maria");
  const HttpResponse managers = pages.get("/");
  EXPECT_FALSE(says(managers, "href=\"/anvandare\""));
  EXPECT_FALSE(says(managers, "href=\"/egen-logg\""));
  EXPECT_TRUE(says(managers, "href=\"/rutinen\""));
  pages.as_new(UserRole::data_protection_officer);
  EXPECT_TRUE(says(pages.get("/"), "href=\"/egen-logg\""));
}

TEST_F(Pages, TheMenuMarksThePageUnderWay) {
  EXPECT_TRUE(says(pages.get("/kallor"), "href=\"/kallor\" aria-current=\"page\""));
}

TEST_F(Pages, WhatWasDoneIsSaidInOurWordsOnly) {
  EXPECT_TRUE(says(pages.get("/anvandare?sagt=user-added"), "Användaren är tillagd."));
  EXPECT_FALSE(says(pages.get("/anvandare?sagt=Ring-0700"), "Ring-0700"));
  EXPECT_EQ(sentence_of("no-such-code"), "");
}

TEST_F(Pages, EveryFormHasTheToken) {
  const HttpResponse page = pages.get("/anvandare/ny");
  EXPECT_TRUE(says(page, "name=\"csrf\" value=\"token-1\""));
}

TEST_F(Pages, TheOverviewSaysWhatWaitsForARoleAndNotForOthers) {
  // The period of February has ended, and nothing has been opened.
  EXPECT_TRUE(says(pages.get("/"), "Väntar på dig"));
  EXPECT_TRUE(says(pages.get("/"), "Kontroll 2026-1"));
  pages.as_new(UserRole::disclosure_officer);
  EXPECT_TRUE(says(pages.get("/"), "Inget väntar på dig just nu"));
}

TEST_F(Pages, TheOwnLogCallsEveryPageByWords) {
  const std::string source = INSYN_REPO;
  for (const auto& file : std::filesystem::directory_iterator{source + "/src/web/pages"}) {
    std::ifstream in{file.path()};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    for (const char* call : {"log_look(visit, \"", "log_looks(visit, \"", "log_rows(visit, \""})
      for (std::size_t at = 0; (at = text.find(call, at)) != std::string::npos;) {
        at += std::string_view{call}.size();
        const std::string code = text.substr(at, text.find('"', at) - at);
        EXPECT_NE(code, page_title_in_own_log(messages_in("sv"), code)) << code;
        EXPECT_EQ(page_title_in_own_log(messages_in("sv"), code).find("Sidan "), std::string::npos)
            << code;
      }
  }
}

TEST_F(Pages, TheOverviewAsksForASecondPerson) {
  std::string user;
  pages.act([&](Home& home) {
    user = *add_user(home, {.name = "Bo", .email = {}, .staff = {}, .login = {}});
    ASSERT_TRUE(propose_change(home, {.user = user,
                                      .give = {{UserRole::auditor, ""}},
                                      .take = {},
                                      .identity = std::nullopt,
                                      .reason = "test"}));
  });
  EXPECT_TRUE(says(pages.get("/"), "1 förslag väntar på en andra person."));
}

TEST_F(Pages, HelpIsOfTheRolesThatSomebodyHas) {
  EXPECT_TRUE(says(pages.get("/hjalp"), "För dig som är administratör"));
  EXPECT_FALSE(says(pages.get("/hjalp"), "För dig som är revisor"));
}

TEST(Told, ASentenceFromInsideIsMarkedAsSwedishOnAnEnglishPage) {
  const Messages& english = messages_in("en");
  const std::string unknown = "Raden <b> går inte att läsa.";
  EXPECT_EQ(told(messages_in("sv"), unknown).str(), "Raden &lt;b&gt; går inte att läsa.");
  EXPECT_EQ(told(english, unknown).str(),
            "<span lang=\"sv\">Raden &lt;b&gt; går inte att läsa.</span>");
  const std::string known = "Ange vilken dag beslutet fattades.";
  EXPECT_EQ(told(english, known).str(), Html{english.t(known)}.str());
  EXPECT_NE(told(english, known).str(), known);
}

TEST(Told, DatesAreWrittenAsPagesWriteThemButNotInNames) {
  const Messages& words = messages_in("sv");
  const std::string day = words.date(*parse_day("2025-06-25"));
  EXPECT_EQ(told(words, "Saknas: 2025-06-25, 2025-06-25.").str(),
            "Saknas: " + day + ", " + day + ".");
  EXPECT_EQ(told(words, "2025-06-25").str(), day);
  EXPECT_EQ(told(messages_in("en"), "Saknas: 2025-06-25").str(),
            "<span lang=\"sv\">Saknas: " + day + "</span>")
      << "in the sentence's language";
  for (const char* name : {"2025-06-25.csv:3: fel", "logg-2025-06-25", "12025-06-25", "2025-06-31",
                           "a/2025-06-25/b", "2025-06-251", "2026-1.1", ""})
    EXPECT_EQ(told(words, name).str(), name);
}

}  // namespace
}  // namespace insyn
