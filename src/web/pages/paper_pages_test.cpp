#include <gtest/gtest.h>

#include "app/audit_acts.h"
#include "web/pages/pages_for_tests.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

class PaperPages : public testing::Test {
 protected:
  void is_opened() {
    pages.act([](Home& home) {
      OpenOptions options;
      options.period = "2026-1";
      AuditHome::must(open_audit(home, options));
    });
  }
  void is_drawn() {
    is_opened();
    pages.act([](Home& home) { AuditHome::must(draw_audit(home, "2026-1.1", "0138243811")); });
  }
  void is_routed() {
    is_drawn();
    pages.act([](Home& home) {
      AuditHome::must(name_substitute(home, "s-sub", "decided"));
      AuditHome::must(route_audit(home, "2026-1.1"));
    });
  }
  HttpResponse get(const std::string& part) { return pages.get("/kontroller/2026-1.1" + part); }

  PagesForTests pages{page_routes()};
};

TEST_F(PaperPages, TheReportIsAPageAFileAndAWorkbook) {
  is_drawn();
  pages.as_new(UserRole::director);
  for (const char* paper : {"/rapport", "/underlag", "/utskott", "/namnd"}) {
    const HttpResponse page = get(paper);
    EXPECT_EQ(page.status, 200) << paper;
    EXPECT_EQ(page.body.find("<h1"), page.body.rfind("<h1")) << paper;
    EXPECT_FALSE(says(page, "<script>director"));
    EXPECT_TRUE(get(paper + std::string{".pdf"}).body.starts_with("%PDF-"));
    EXPECT_TRUE(get(paper + std::string{".xlsx"}).body.starts_with("PK"));
    EXPECT_TRUE(get(paper + std::string{".csv?tabell=1"}).body.starts_with("\xEF\xBB\xBF"));
    EXPECT_TRUE(says(page, paper + std::string{".csv?tabell=1"}));
    EXPECT_EQ(get(paper + std::string{".csv?tabell=99"}).status, 404);
  }
  EXPECT_TRUE(says(get("/rapport"), "Preliminär"));
}

TEST_F(PaperPages, TheReferenceThatIsEnteredStandsInThePaperAndItsFiles) {
  is_drawn();
  pages.as_new(UserRole::director);
  EXPECT_TRUE(says(get("/utskott"), "name=\"dnr\""));
  const HttpResponse page = get("/utskott?dnr=SN 1/2");
  EXPECT_TRUE(says(page, "SN 1/2"));
  EXPECT_FALSE(says(page, "inget diarienummer"));
  EXPECT_TRUE(says(page, "/utskott.pdf?dnr=SN%201%2F2"));
}

TEST_F(PaperPages, WhoCountsOneAreaOnlyOrNothingGetsNoReport) {
  is_drawn();
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_EQ(get("/rapport").status, 404);
  EXPECT_EQ(get("/namnd.pdf").status, 404);
  pages.as(pages.admin());
  EXPECT_EQ(get("/rapport").status, 403);
}

TEST_F(PaperPages, BeforeTheDrawThereIsAProtocolButNoReport) {
  is_opened();
  pages.as_new(UserRole::compiler);
  EXPECT_EQ(get("/rapport").status, 404);
  EXPECT_TRUE(says(get("/protokoll"), "Lottningen är inte gjord än."));
}

TEST_F(PaperPages, TheProtocolNamesTheDrawnOnlyToThoseWhoMaySeeThem) {
  is_drawn();
  EXPECT_FALSE(says(get("/protokoll"), ">Anna<"));
  EXPECT_TRUE(says(get("/protokoll?bilaga=namn"), "Anna"));
  EXPECT_TRUE(says(get("/protokoll?bilaga=namn"), "protokoll.pdf?bilaga=namn"));
  pages.as_new(UserRole::compiler);
  EXPECT_EQ(get("/protokoll").status, 200);
  EXPECT_EQ(get("/protokoll?bilaga=namn").status, 404);
}

TEST_F(PaperPages, AnAreaHeadSeesTheListsOfTheOwnAreaOnly) {
  is_routed();
  pages.as_new(UserRole::area_head, "area-a");
  const HttpResponse own = get("/avvikelser");
  EXPECT_EQ(own.status, 200);
  EXPECT_TRUE(says(own, "Maria"));
  EXPECT_EQ(get("/avvikelser?omrade=top").status, 404);
}

TEST_F(PaperPages, TheIncidentListIsForWhoCountsOutcomes) {
  is_drawn();
  EXPECT_EQ(pages.get("/incidenter").status, 403);
  pages.as_new(UserRole::data_protection_officer);
  EXPECT_TRUE(says(pages.get("/incidenter"), "Inget misstag är infört."));
  EXPECT_TRUE(says(pages.get("/incidenter?kontroll=2026-1.1"), "Incidentlista, kontroll 2026-1.1"));
  EXPECT_TRUE(pages.get("/incidenter.xlsx?kontroll=2026-1.1").body.starts_with("PK"));
  EXPECT_TRUE(pages.get("/incidenter.pdf").body.starts_with("%PDF-"));
  EXPECT_EQ(pages.get("/incidenter?kontroll=2027-1.1").status, 404);
}

TEST_F(PaperPages, TheListsCountWhatTheReportLinksToForWhoReadsIt) {
  is_routed();
  pages.as_new(UserRole::director);
  EXPECT_TRUE(says(get("/listor"), "Öppningar som chefer granskar"));
  EXPECT_TRUE(says(get("/rapport"), "/kontroller/2026-1.1/listor#area-area-a"));
  EXPECT_TRUE(says(get("/listor"), "id=\"area-area-a\""));
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_FALSE(says(get("/listor"), "Öppningar som chefer granskar"));
}

TEST_F(PaperPages, AFormIsForWhoReadsTheListAndForNobodyElse) {
  is_routed();
  const auto& lists = pages.town.progress().lists;
  ASSERT_FALSE(lists.empty());
  for (const auto& entry : lists)
    for (const char* paper : {"/blankett.pdf", "/brev.pdf"})
      EXPECT_EQ(get("/listor/" + entry.first + paper).status, 404);
  pages.act([](Home& home) { AuditHome::must(send_lists(home, "2026-1.1")); });
  pages.as_new(UserRole::manager, {}, "s-maria");
  int read = 0;
  for (const auto& entry : pages.town.progress().lists)
    read += get("/listor/" + entry.first + "/blankett.pdf").status == 200 ? 1 : 0;
  EXPECT_GT(read, 0);
  EXPECT_LT(read, std::ssize(pages.town.progress().lists));
}

TEST_F(PaperPages, WhatIsntThereIsNotFound) {
  pages.as_new(UserRole::director);
  EXPECT_EQ(get("/rapport").status, 404);
  EXPECT_EQ(get("/protokoll").status, 404);
  EXPECT_EQ(get("/misstankar/17/blankett.pdf").status, 404);
  EXPECT_EQ(get("/misstankar/x/blankett.pdf").status, 404);
}

}  // namespace
}  // namespace insyn
