#include "web/pages/review_pages.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/audit_acts.h"
#include "app/source_check.h"
#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

/// The small town's audit is sent. Maria opened the same record as Anna and Bo, so that Vera reads
/// their rows, one each, which no register supports.
class ReviewPages : public testing::Test {
 protected:
  ReviewPages() {
    pages.act([&](Home& home) {
      must(check_sources(home, "2026-1", "prov"));
      must(open_audit(home, {.period = "2026-1",
                             .seed_source = std::nullopt,
                             .reason = "Registret är litet",
                             .frame_key = {}}));
    });
    pages.now += std::chrono::minutes{10};
    pages.act([&](Home& home) {
      must(draw_audit(home, "2026-1.1", std::string(64, 'a')));
      must(route_audit(home, "2026-1.1"));
      must(send_lists(home, "2026-1.1"));
    });
    vera = pages.as_new(UserRole::manager, {}, "s-vera");
    url = first_list();
  }
  template <class R>
  static void must(const R& result) {
    if (!result) throw std::runtime_error{result.error().text};
  }
  std::string first_list() {
    const std::string body = pages.get("/granskningar").body;
    const std::size_t at = body.find("/granskningar/2026-1.1/");
    return at == std::string::npos ? "" : body.substr(at, body.find('"', at) - at);
  }
  std::string list_code() const {
    const std::string part = url.substr(url.rfind('/') + 1);
    return part.substr(0, part.find('.'));
  }
  Standing standing() {
    const AuditReview* audit = pages.town.state().review.audit("2026-1.1");
    return audit == nullptr ? Standing::unanswered : audit->standing(list_code(), 0);
  }
  HttpResponse judge(std::vector<NameValue> fields) {
    fields.push_back({"steg", "1"});
    return pages.post(url + "/rad/1", std::move(fields));
  }

  PagesForTests pages{page_routes()};
  std::string vera, url;
};

TEST_F(ReviewPages, AReaderHasTheirListsAndSeesTheRows) {
  ASSERT_FALSE(url.empty());
  const HttpResponse page = pages.get(url);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "Behöver din bedömning (1)"));
  EXPECT_TRUE(says(page, "Har stöd i registren (0)"));
  EXPECT_TRUE(says(page, "Vissa rader granskas alltid av någon annan än chefen"));
}

TEST_F(ReviewPages, NobodyElseSeesTheList) {
  pages.as_new(UserRole::manager, {}, "s-sub");
  EXPECT_EQ(pages.get(url).status, 404);
  EXPECT_EQ(pages.post(url + "/rad/1", {{"steg1", "ja"}}).status, 404);
  EXPECT_TRUE(says(pages.get("/granskningar"), "Inga listor väntar på dig"));
  pages.as(pages.admin());
  EXPECT_EQ(pages.get(url).status, 403);
  EXPECT_EQ(pages.get("/granskningar/2026-1.1/finns-inte").status, 403);
}

TEST_F(ReviewPages, ComingToAListOpensItOnce) {
  const auto before = pages.town.home().ledger.size();
  pages.get(url);
  pages.get(url);
  EXPECT_EQ(pages.town.home().ledger.size(), before + 1);
}

TEST_F(ReviewPages, ALookIsLoggedWithWhoseDataItWas) {
  const auto before = pages.views.size();
  pages.get(url);
  ASSERT_GT(pages.views.size(), before);
  const View look = pages.views.read(before, 1).at(0);
  EXPECT_EQ(look.user, vera);
  EXPECT_EQ(look.audit, "2026-1.1");
  EXPECT_TRUE(look.staff.starts_with("s-"));
  EXPECT_TRUE(look.client.starts_with("c-"));
}

TEST_F(ReviewPages, AnAdvisersLookIsLoggedWithWhoseDataItWas) {
  EXPECT_EQ(judge({{"steg1", "vet-inte"}, {"stod", "Behövdes den?"}}).status, 303);
  const std::string asked = std::to_string(pages.town.state().review.asks.begin()->first);
  pages.as_new(UserRole::quality_controller);
  const auto before = pages.views.size();
  ASSERT_EQ(pages.get("/granskningar/fraga/" + asked).status, 200);
  ASSERT_EQ(pages.views.size(), before + 1);
  const View look = pages.views.read(before, 1).at(0);
  EXPECT_EQ(look.page, "question");
  EXPECT_TRUE(look.staff.starts_with("s-")) << look.staff;
  EXPECT_TRUE(look.client.starts_with("c-")) << look.client;
}

TEST_F(ReviewPages, AnAnswerWithoutAGroundSaysSoAndKeepsWhatWasTyped) {
  const HttpResponse page = judge({{"steg1", "ja"}, {"grund-text", "Hoppade in <b>akut</b>"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "Välj varför det behövdes."));
  EXPECT_TRUE(says(page, "Hoppade in &lt;b&gt;akut&lt;/b&gt;"));
  EXPECT_EQ(judge({}).status, 422);
  EXPECT_EQ(judge({{"steg1", "nej"}}).status, 422);
}

TEST_F(ReviewPages, AnAnswerFromAnOldPageDoesntReplaceOneThatCameMeanwhile) {
  EXPECT_EQ(judge({{"steg1", "ja"}, {"grund", "other_unit"}, {"sedan", "0"}}).status, 303);
  const HttpResponse page = judge({{"steg1", "ja"}, {"grund", "fees"}, {"sedan", "0"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "Raden fick ett annat svar medan sidan var öppen."));
  EXPECT_FALSE(says(page, "name=\"sedan\" value=\"0\""));
}

TEST_F(ReviewPages, ARowThatWasUndoneIsAnsweredAnew) {
  EXPECT_EQ(judge({{"steg1", "ja"}, {"grund", "other_unit"}}).status, 303);
  EXPECT_EQ(led_to(pages.post(url + "/rad/1/angra", {})), url + "?rad=1#rad-1");
  EXPECT_EQ(led_to(pages.get(url + "/rad/1")), url + "?rad=1#rad-1");
}

TEST_F(ReviewPages, EachOpeningIsOneClickAway) {
  EXPECT_TRUE(says(pages.get(url), url + "/rad/1/oppningar"));
  const HttpResponse page = pages.get(url + "/rad/1/oppningar");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "Öppnad"));
  EXPECT_EQ(pages.get(url + "/rad/99/oppningar").status, 404);
}

TEST_F(ReviewPages, ARefusalOfTheActIsShownAtTheRow) {
  const HttpResponse page = judge({{"steg1", "ja"}, {"grund", "on_call"}});
  EXPECT_NE(page.status, 303);
  EXPECT_TRUE(says(page, "data-focus=\"slip\""));
  EXPECT_TRUE(says(page, "value=\"on_call\""));
}

TEST_F(ReviewPages, WordsThatAreLackingAreAskedForAtTheirFieldAndNothingIsCalledSaved) {
  judge({{"steg1", "ja"}, {"grund", "other_unit"}});
  EXPECT_TRUE(says(pages.get(url), "Sparat "));
  const HttpResponse page = judge({{"steg1", "ja"}, {"grund", "on_call"}});
  EXPECT_TRUE(says(page,
                   "name=\"grund-text\" rows=\"2\" maxlength=\"2000\" "
                   "aria-describedby=\"fel\" aria-invalid=\"true\""));
  EXPECT_TRUE(says(page, "id=\"fel\""));
  EXPECT_FALSE(says(page, "name=\"steg2-text\" rows=\"2\" maxlength=\"2000\" aria"));
  EXPECT_TRUE(says(page, "Det senaste är inte sparat."));
  EXPECT_FALSE(says(page, "Sparat "));
}

TEST_F(ReviewPages, AListIsJudgedConfirmedAndSigned) {
  EXPECT_EQ(led_to(judge({{"steg1", "ja"}, {"grund", "other_unit"}})),
            url + "?till=bekrafta#bekrafta");
  EXPECT_EQ(standing(), Standing::needed);
  EXPECT_EQ(pages.post(url + "/bekrafta", {}).status, 422);
  EXPECT_EQ(led_to(pages.post(url + "/bekrafta", {{"kanner", "nej"}})),
            url + "?till=skriv-under#skriv-under");
  EXPECT_EQ(led_to(pages.post(url + "/skriv-under", {})), url + "?till=skriv-under#skriv-under");
  const HttpResponse page = pages.get(url);
  EXPECT_TRUE(says(page, "Underskriven"));
  EXPECT_FALSE(says(page, "Spara och gå till nästa rad"));
  EXPECT_EQ(pages.get(url + "/blankett").status, 200);
}

TEST_F(ReviewPages, NothingIsSignedBeforeAllIsAnswered) {
  const HttpResponse page = pages.post(url + "/skriv-under", {});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "1 rad att bedöma"));
}

TEST_F(ReviewPages, NoAcceptableExplanationLeadsToTheThirdStep) {
  EXPECT_EQ(led_to(judge({{"steg1", "nej"}, {"steg2", "nej"}})), url + "?rad=1&steg=3#rad-1");
  EXPECT_EQ(standing(), Standing::unanswered);
  const HttpResponse page = pages.post(url + "/rad/1/misstanke", {{"steg", "3"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "Lämna över som misstanke"));
}

TEST_F(ReviewPages, ASuspicionIsSeenByWhoIsToldAndOnlyItsClocksByTheOfficer) {
  ASSERT_EQ(pages
                .post(url + "/rad/1/misstanke",
                      {{"steg", "3"}, {"aldrig", "curiosity"}, {"aldrig-text", "Ville veta."}})
                .status,
            303);
  EXPECT_EQ(standing(), Standing::suspected);
  EXPECT_TRUE(says(pages.get(url), "Överlämnat"));
  const std::string number = std::to_string(pages.town.state().review.suspicions.at(0).opened);
  pages.as_new(UserRole::director);
  EXPECT_TRUE(says(pages.get("/misstankar"), "/misstankar/" + number));
  const HttpResponse whole = pages.get("/misstankar/" + number);
  EXPECT_EQ(whole.status, 200);
  EXPECT_TRUE(says(whole, "Ville veta."));
  pages.as_new(UserRole::data_protection_officer);
  EXPECT_EQ(pages.get("/misstankar").status, 403);
  const HttpResponse clocks = pages.get("/misstankar/frister");
  EXPECT_TRUE(says(clocks, "Misstanke " + number));
  for (const char* told : {"Ville veta", "Klas", "Stina", "Anna", "Bo", "Cia", "Dan", "Vera"})
    EXPECT_FALSE(says(clocks, ">" + std::string{told})) << told;
}

TEST_F(ReviewPages, WhoIsNamedForAnInvolvedDirectorComesToThatSuspicionAndNobodyElseDoes) {
  const std::string director = pages.as_new(UserRole::director);
  const std::string compiler = pages.as_new(UserRole::compiler);
  const std::string named = pages.as_new(UserRole::auditor, {}, "s-sub");
  pages.act([](Home& home) { must(name_substitute(home, "s-sub", "Beslut 1")); });
  EXPECT_EQ(pages.get("/misstankar").status, 403);
  const auto hand_over_at = [&](const std::string& list, const char* involved) {
    pages.as(vera);
    ASSERT_EQ(pages
                  .post(list + "/rad/1/misstanke", {{"steg", "3"},
                                                    {"aldrig", "curiosity"},
                                                    {"aldrig-text", "Ville veta."},
                                                    {"socialchef", involved}})
                  .status,
              303);
  };
  pages.as(vera);
  const std::string body = pages.get("/granskningar").body;
  hand_over_at(url, "ja");
  const auto path_of = [&](std::size_t at) {
    return "/misstankar/" + std::to_string(pages.town.state().review.suspicions.at(at).opened);
  };
  pages.as(named);
  EXPECT_TRUE(says(pages.get("/"), "href=\"/misstankar\""));
  EXPECT_TRUE(says(pages.get("/"), "href=\"" + path_of(0) + "\"")) << "the overview tells of it";
  EXPECT_TRUE(says(pages.get("/misstankar"), path_of(0)));
  const HttpResponse page = pages.get(path_of(0));
  EXPECT_TRUE(says(page, "Ville veta."));
  EXPECT_TRUE(says(page, path_of(0) + "/tid"));
  EXPECT_TRUE(says(page, path_of(0) + "/aterlamna"));
  for (const std::string& other : {director, compiler, pages.admin(), vera}) {
    pages.as(other);
    const int expected = other == director ? 404 : 403;
    EXPECT_EQ(pages.get(path_of(0)).status, expected);
    EXPECT_EQ(pages.post(path_of(0) + "/aterlamna", {{"aterlamna", "x"}}).status, expected);
    EXPECT_FALSE(says(pages.get("/"), path_of(0)));
  }
  // The director learns from their own pages that there is none; the report is as the board's.
  pages.as(director);
  EXPECT_FALSE(says(pages.get("/misstankar"), path_of(0)));
  const HttpResponse report = pages.get("/kontroller/2026-1.1/rapport");
  EXPECT_EQ(report.status, 200);
  EXPECT_FALSE(says(report, "Misstanken från"));
  EXPECT_FALSE(says(report, path_of(0)));
  EXPECT_TRUE(says(report, "misstanke överlämnad"));
  pages.as(named);
  EXPECT_TRUE(says(pages.get("/kontroller/2026-1.1/rapport"), path_of(0)));
  // One in which the director isn't involved is the director's, not the other's.
  const std::size_t next = body.find("/granskningar/2026-1.1/", body.find(url) + url.size());
  std::string second;
  for (std::size_t at = next; at != std::string::npos && (second.empty() || second == url);
       at = body.find("/granskningar/2026-1.1/", at + 1))
    second = body.substr(at, body.find('"', at) - at);
  ASSERT_NE(second, url);
  hand_over_at(second, "");
  pages.as(named);
  EXPECT_EQ(pages.get(path_of(1)).status, 404);
  EXPECT_FALSE(says(pages.get("/misstankar"), path_of(1)));
  pages.as(director);
  EXPECT_EQ(pages.get(path_of(1)).status, 200);
  const HttpResponse both = pages.get("/kontroller/2026-1.1/rapport");
  EXPECT_TRUE(says(both, path_of(1)));
  EXPECT_FALSE(says(both, path_of(0)));
  pages.as(named);
  EXPECT_EQ(led_to(pages.post(path_of(0) + "/aterlamna", {{"aterlamna", "Hon var i tjänst."}})),
            "/misstankar?sagt=suspicion-returned");
}

TEST_F(ReviewPages, TheOverviewTellsOfSuspicionsThatWaitTheMostUrgentFirst) {
  pages.post(url + "/rad/1/misstanke",
             {{"steg", "3"}, {"aldrig", "curiosity"}, {"aldrig-text", "Ville veta."}});
  const std::string number = std::to_string(pages.town.state().review.suspicions.at(0).opened);
  const std::string compiler = pages.as_new(UserRole::compiler);
  EXPECT_FALSE(says(pages.get("/"), "Misstanke " + number));
  const std::string director = pages.as_new(UserRole::director);
  EXPECT_TRUE(says(pages.get("/"), "href=\"/misstankar/" + number + "\""));
  EXPECT_TRUE(says(pages.get("/"), "Ingen tidsfrist går än."));
  pages.as_new(UserRole::data_protection_officer);
  const HttpResponse officer = pages.get("/");
  EXPECT_TRUE(says(officer, "href=\"/misstankar/frister#misstanke-" + number + "\""));
  EXPECT_FALSE(says(officer, "Ville veta"));
  pages.now += std::chrono::hours{2};
  pages.post("/misstankar/" + number + "/tid", {{"slag-" + number, "certainty"},
                                                {"dag-" + number, "2026-02-17"},
                                                {"kl-" + number, "10.00"}});
  EXPECT_TRUE(says(pages.get("/"), "Integritetsskyddsmyndigheten"));
  EXPECT_TRUE(says(pages.get("/"), "timmar kvar"));
  pages.now += std::chrono::hours{100};
  EXPECT_TRUE(says(pages.get("/"), "gick ut"));
  pages.as(director);
  pages.post("/misstankar/" + number + "/aterlamna", {{"aterlamna", "Hon var i tjänst."}});
  EXPECT_FALSE(says(pages.get("/"), "Misstanke " + number)) << "nothing waits";
}

TEST_F(ReviewPages, AListSaysOfWhichAuditItIs) {
  const std::string sentence = "Kontroll 2026-1, öppningar ";
  EXPECT_TRUE(says(pages.get("/granskningar"), sentence));
  EXPECT_TRUE(says(pages.get("/"), sentence));
}

TEST_F(ReviewPages, WithoutSupportedRowsThereIsNothingToTakeOut) {
  const HttpResponse page = pages.get(url);
  EXPECT_TRUE(says(page, "name=\"kanner\""));
  EXPECT_TRUE(says(page, "Ja, det är med i mina svar"));
  for (const char* choice : {"Ja, ta ut raden", "Visa alla", "Ta bara ut raderna"})
    EXPECT_FALSE(says(page, choice)) << choice;
  EXPECT_EQ(pages.post(url + "/bekrafta", {{"kanner", "ja"}}).status, 303);
}

TEST_F(ReviewPages, ATimeIsNotedAndAnImpossibleOneIsNot) {
  pages.post(url + "/rad/1/misstanke",
             {{"steg", "3"}, {"aldrig", "curiosity"}, {"aldrig-text", "Ville veta."}});
  const std::string number = std::to_string(pages.town.state().review.suspicions.at(0).opened);
  pages.as_new(UserRole::data_protection_officer);
  const std::string path = "/misstankar/" + number + "/tid";
  EXPECT_EQ(pages.post(path, {{"slag-" + number, "certainty"}, {"dag-" + number, "i går"}}).status,
            422);
  pages.now += std::chrono::hours{2};
  EXPECT_EQ(led_to(pages.post(path, {{"slag-" + number, "certainty"},
                                     {"dag-" + number, "2026-02-17"},
                                     {"kl-" + number, "10.00"}})),
            "/misstankar/frister?sagt=suspicion-stamped");
  EXPECT_TRUE(pages.town.state().review.suspicions.at(0).stamps.certainty);
}

TEST_F(ReviewPages, ConflictHandsTheListOnWithoutAskingWhy) {
  EXPECT_EQ(led_to(pages.post(url + "/jav", {})), "/granskningar?sagt=list-handed-on");
  EXPECT_EQ(pages.get(url).status, 404);
}

TEST_F(ReviewPages, WhatIsEnteredFromPaperIsMarked) {
  EXPECT_EQ(led_to(judge({{"steg1", "ja"}, {"grund", "other_unit"}, {"fran", "papper"}})),
            url + "?till=bekrafta&fran=papper#bekrafta");
  EXPECT_TRUE(pages.town.state().review.audit("2026-1.1")->list(list_code())->row(0)->from_paper);
}

TEST_F(ReviewPages, SupportIsAskedAndAnsweredForThatRowOnly) {
  EXPECT_EQ(led_to(judge({{"steg1", "vet-inte"}, {"stod-till", "roll"}, {"stod", "Hur?"}})),
            url + "?till=bekrafta#bekrafta");
  pages.as_new(UserRole::quality_controller);
  const std::string body = pages.get("/granskningar").body;
  const std::size_t at = body.find("/granskningar/fraga/");
  ASSERT_NE(at, std::string::npos);
  const std::string asked = body.substr(at, body.find('"', at) - at);
  EXPECT_TRUE(says(pages.get(asked), "Hur?"));
  EXPECT_EQ(pages.get(url).status, 404);
  EXPECT_EQ(pages.post(asked, {}).status, 422);
  EXPECT_EQ(led_to(pages.post(asked, {{"omdome", "needed"}, {"text", "Jourens rad."}})),
            "/granskningar?sagt=support-given");
  pages.as(vera);
  EXPECT_TRUE(says(pages.get(url), "Jourens rad."));
}

TEST(ReviewWords, PlacesAreFilledInAndAHissingNameTakesNoS) {
  EXPECT_EQ(filled_in("Läs {förnamn}s svar till {okänd}.", {{"förnamn", "Lars"}}),
            "Läs Lars svar till okänd.");
  EXPECT_EQ(filled_in("Läs {förnamn}s svar", {{"förnamn", "Eva"}}), "Läs Evas svar");
  EXPECT_EQ(filled_in("utan slut {", {}), "utan slut {");
}

}  // namespace
}  // namespace insyn
