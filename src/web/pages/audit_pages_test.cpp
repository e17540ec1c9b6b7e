#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "app/audit_acts.h"
#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

const std::string value(64, 'a');

/// The period of the small town's routine is 2–15 February 2026; its clock says 17 February.
class AuditPages : public testing::Test {
 protected:
  void is_checked() {
    ASSERT_EQ(led_to(pages.post("/kontroller/oppna/2026-1/kallor", {{"skal", "Bara ett prov"}})),
              "/kontroller/oppna/2026-1?sagt=sources-checked");
  }
  void is_opened(const std::string& seed = "beacon") {
    is_checked();
    ASSERT_EQ(led_to(pages.post("/kontroller/oppna/2026-1",
                                {{"slump", seed}, {"skal", "Registret är litet"}})),
              "/kontroller/2026-1?sagt=audit-opened");
  }
  void is_drawn() {
    is_opened();
    pages.now += std::chrono::minutes{10};
    ASSERT_EQ(led_to(pages.post(at("/lottning"), {{"tal", value}})), at("?sagt=audit-drawn"));
  }
  void is_routed() {
    is_drawn();
    ASSERT_EQ(led_to(pages.post(at("/jav"), {})), at("?sagt=lists-routed"));
  }
  void is_sent() {
    is_routed();
    ASSERT_EQ(led_to(pages.post(at("/skicka"), {})), at("?sagt=lists-sent"));
  }
  static std::string at(const std::string& part) { return "/kontroller/2026-1.1" + part; }
  const AuditProgress& progress() { return pages.town.progress(); }

  PagesForTests pages{audit_routes()};
};

TEST_F(AuditPages, TheYearShowsItsPeriodsAndWhatWaits) {
  const HttpResponse page = pages.get("/kontroller?ar=2026");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "href=\"/kontroller/2026-1\""));
  EXPECT_TRUE(says(page, "Ingen har kontrollerat att källorna är kompletta."));
  EXPECT_EQ(pages.get("/kontroller?ar=nittio").status, 200);
}

TEST_F(AuditPages, ThePlannedAuditIsPlayedFromOpeningToSending) {
  EXPECT_TRUE(says(pages.get("/kontroller/2026-1"), "/kontroller/oppna/2026-1"));
  is_sent();
  EXPECT_TRUE(progress().all_sent());
  for (const char* part : {"", "/listor", "/aktiva", "/urval", "/skicka"})
    EXPECT_EQ(pages.get(at(part)).status, 200) << part;
}

TEST_F(AuditPages, NothingIsOpenedBeforeTheSourcesAreChecked) {
  EXPECT_EQ(pages.post("/kontroller/oppna/2026-1", {{"slump", "beacon"}}).status, 409);
  EXPECT_TRUE(pages.town.state().audits.empty());
}

TEST_F(AuditPages, AValueIsRefusedBeforeItsTimeAndInAnotherShape) {
  is_opened();
  EXPECT_EQ(pages.post(at("/lottning"), {{"tal", value}}).status, 422);
  pages.now += std::chrono::minutes{10};
  const HttpResponse wrong = pages.post(at("/lottning"), {{"tal", "<b>12"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(says(wrong, "&lt;b&gt;12"));
  EXPECT_FALSE(progress().drawn_at);
}

TEST_F(AuditPages, DiceNeedTwoPersonsAndTwentyDigits) {
  is_opened("tarningar");
  const std::string digits = "35142 66214 15326 43516";
  for (const auto& [thrower, reader, typed] :
       {std::tuple{"", "Bo", digits}, std::tuple{"Bo", "Bo", digits},
        std::tuple{"Bo", "Eva", std::string{"35142"}},
        std::tuple{"Bo", "Eva", std::string{"75142 66214 15326 43516"}}})
    EXPECT_EQ(
        pages.post(at("/lottning"), {{"kast", thrower}, {"ater", reader}, {"tal", typed}}).status,
        422);
  pages.post(at("/lottning"), {{"kast", "Bo"}, {"ater", "Eva"}, {"tal", digits}});
  ASSERT_TRUE(progress().drawn_at);
  const json::object words = pages.town.last_words();
  EXPECT_EQ(text_of(words, "seed"), "35142662141532643516");
  EXPECT_NE(text_of(words, "by").find("Bo"), std::string::npos);
  EXPECT_NE(text_of(words, "by").find("Eva"), std::string::npos);
}

TEST_F(AuditPages, TheRecordHoldsNoNamesAndIsADownload) {
  is_drawn();
  const HttpResponse record = pages.get(at("/dragning.json"));
  EXPECT_EQ(record.type, "application/json");
  EXPECT_TRUE(says(record, "insyn-draw/1"));
  EXPECT_FALSE(says(record, "s-anna"));
}

TEST_F(AuditPages, WhoLooksAtNamesIsLoggedOnceForEachPerson) {
  is_drawn();
  const auto before = pages.views.size();
  pages.get(at("/urval"));
  EXPECT_EQ(pages.views.size(), before + 5);
  const View look = pages.views.read(before, 1).at(0);
  EXPECT_EQ(look.audit, "2026-1.1");
  EXPECT_EQ(look.user, pages.admin());
}

TEST_F(AuditPages, AnAreaHeadSeesOnlyTheOwnArea) {
  is_sent();
  pages.as_new(UserRole::area_head, "area-b");
  const HttpResponse lists = pages.get(at("/listor"));
  EXPECT_EQ(lists.status, 200);
  EXPECT_TRUE(says(lists, "Inga listor här"));
  EXPECT_EQ(pages.post(at("/omrade"), {{"omrade", "area-a"}}).status, 404);
  EXPECT_EQ(pages.post(at("/paminn"), {{"omrade", "area-a"}}).status, 409);
  for (const auto& entry : progress().lists)
    EXPECT_EQ(pages.get(at("/listor/") + entry.first).status, 404);
}

TEST_F(AuditPages, ListsOfARoleLeaveNoTraceForAnAreaHead) {
  is_sent();
  const std::string bar = "0 av " + std::to_string(progress().managers_lists()) + " klara";
  EXPECT_TRUE(says(pages.get(at("")), bar));
  pages.act([&](Home& home) {
    json::object open{{"audit", "2026-1.1"}};
    open["lists"] = json::array{json::object{{"list", "secret"},
                                             {"area", "area-a"},
                                             {"reader", ""},
                                             {"role", "quality_controller"},
                                             {"rows", 7531}}};
    ASSERT_TRUE(home.ledger.record({act::lists_routed, std::move(open), {}}, home.now));
    json::object sent{{"audit", "2026-1.1"}, {"lists", json::array{"secret"}}};
    ASSERT_TRUE(home.ledger.record({act::lists_sent, std::move(sent), {}}, home.now));
  });
  const std::string rows = messages_in("sv").number(7531);
  EXPECT_TRUE(says(pages.get(at("/listor")), "kvalitetscontroller"));
  EXPECT_TRUE(says(pages.get(at("/listor")), rows));
  EXPECT_TRUE(says(pages.get(at("")), bar)) << "the bar counts what the step's text counts";
  pages.as_new(UserRole::area_head, "area-a");
  for (const char* part : {"", "/listor"}) {
    EXPECT_FALSE(says(pages.get(at(part)), "kvalitetscontroller")) << part;
    EXPECT_FALSE(says(pages.get(at(part)), rows)) << part;
  }
}

TEST_F(AuditPages, ListsSayHowFarTheyAreAndNotWhomTheyAreAbout) {
  is_sent();
  pages.as_new(UserRole::area_head, "area-a");
  const HttpResponse page = pages.get(at("/listor"));
  EXPECT_TRUE(says(page, "Inte öppnad"));
  EXPECT_TRUE(says(page, "Maria"));
  EXPECT_FALSE(says(page, "Anna"));
  EXPECT_FALSE(says(page, "s-anna"));
}

TEST_F(AuditPages, ListsThatAreLateStandFirstAndAreCounted) {
  is_sent();
  pages.act([&](Home& home) {
    const auto record = [&](std::string_view kind, json::object open) {
      open["audit"] = "2026-1.1";
      ASSERT_TRUE(home.ledger.record({std::string{kind}, std::move(open), {}}, home.now));
    };
    record(
        act::lists_routed,
        {{"lists", json::array{json::object{
                       {"list", "done"}, {"area", "area-a"}, {"reader", "Adam"}, {"rows", 1}}}}});
    record(act::lists_sent, {{"lists", json::array{"done"}}});
    record(act::list_signed, {{"list", "done"}});
  });
  const auto adam_is_first = [&] {
    const std::string page = pages.get(at("/listor")).body;
    return page.find("Adam") < page.find("Maria");
  };
  EXPECT_TRUE(adam_is_first());
  EXPECT_FALSE(says(pages.get(at("/listor")), "sena."));
  pages.now += std::chrono::days{60};
  EXPECT_FALSE(adam_is_first());
  const auto late = std::ranges::count_if(
      progress().lists, [](const auto& entry) { return !entry.second.signed_off; });
  EXPECT_TRUE(says(pages.get(at("/listor")),
                   messages_in("sv").n("{} lista är sen.", "{} listor är sena.", late)));
}

TEST_F(AuditPages, TheCompilerSeesCountsOnly) {
  is_sent();
  pages.as_new(UserRole::compiler);
  EXPECT_EQ(pages.get(at("")).status, 200);
  for (const char* part : {"/listor", "/aktiva", "/urval", "/lottning"})
    EXPECT_EQ(pages.get(at(part)).status, 403) << part;
}

TEST_F(AuditPages, EveryRoleThatMayGetsThePages) {
  is_sent();
  for (const UserRole role : all_user_roles()) {
    pages.as_new(role, is_of_an_area(role) ? "area-a" : "");
    for (const std::string& path :
         {std::string{"/kontroller"}, std::string{"/kontroller/prov/2026-1"}, at(""), at("/listor"),
          at("/aktiva"), at("/urval"), at("/skicka")}) {
      const HttpResponse page = pages.get(path);
      if (page.status == 403) continue;
      EXPECT_EQ(page.status, 200) << code_of(role) << " " << path;
    }
  }
}

TEST_F(AuditPages, WhatCanNotBeDoneSaysWhy) {
  is_routed();
  EXPECT_TRUE(says(pages.post(at("/avsluta"), {}), "Rapporten är inte lämnad än."));
  EXPECT_TRUE(says(pages.post(at("/avbryt"), {}), "Skriv varför kontrollen ska avbrytas."));
  EXPECT_EQ(pages.post(at("/paminn"), {}).status, 409);
  EXPECT_FALSE(pages.town.state().audit("2026-1.1")->annulled);
}

TEST_F(AuditPages, NobodyLeavesTheSampleForBeingOnLeave) {
  is_drawn();
  const json::object drawn = pages.town.home().ledger.words(*pages.town.state().audits[0].drawn);
  const json::object& stratum = drawn.at("draw").at("strata").at(0).as_object();
  const std::string person = text_of(stratum.at("selected").at(0).as_object(), "pseudonym");
  EXPECT_EQ(pages.get(at("/urval/") + person).status, 200);
  EXPECT_EQ(pages.post(at("/urval/") + person, {{"grund", "leave"}, {"skal", "Ledig"}}).status,
            409);
  EXPECT_TRUE(progress().left.empty());
  EXPECT_EQ(led_to(pages.post(at("/urval/") + person, {{"grund", "robot"}, {"skal", "Ett konto"}})),
            at("/urval?sagt=left-sample"));
}

TEST_F(AuditPages, RowsForASecondReadingAreNotDrawnBeforeEveryListIsSigned) {
  is_sent();
  EXPECT_EQ(pages.post(at("/andra-lasning"), {}).status, 409);
  EXPECT_FALSE(says(pages.get(at("")), "/andra-lasning"));
}

TEST_F(AuditPages, WhatIsNotThereIsNotThere) {
  for (const char* path : {"/kontroller/2026-9", "/kontroller/2026-1.7", "/kontroller/oppna/x",
                           "/kontroller/2026-1/listor", "/kontroller/2026-1/lottning"})
    EXPECT_EQ(pages.get(path).status, 404) << path;
}

TEST_F(AuditPages, NamesOfTheRegisterComeOutAsText) {
  pages.act([&](Home&) {
    pages.town.register_file(Register::staff, "staff_id,name,personal_number\ns-anna,<script>x,\n");
  });
  is_drawn();
  const HttpResponse page = pages.get(at("/urval"));
  EXPECT_FALSE(says(page, "<script>x"));
}

}  // namespace
}  // namespace insyn
