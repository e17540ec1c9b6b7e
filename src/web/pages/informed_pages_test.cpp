#include <gtest/gtest.h>

#include "app/informed.h"
#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

std::vector<PageRoute> routes() {
  std::vector<PageRoute> all = informed_routes();
  for (const auto& part : {own_page_routes(), own_log_routes()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

class InformedPages : public testing::Test {
 protected:
  void publish() {
    ASSERT_EQ(
        pages.post("/informerad/publicera", {{"text", "Vi lottar\r\n\r\nSå går det till."}}).status,
        303);
  }

  PagesForTests pages{routes()};
};

TEST_F(InformedPages, BeforeATextIsPublishedThePageSaysWhatToDo) {
  EXPECT_TRUE(says(pages.get("/informerad"), "Ingen information är publicerad"));
}

TEST_F(InformedPages, ATextIsReadByWhoeverIsToSignForIt) {
  publish();
  pages.as_new(UserRole::manager, "", "s-maria");
  const HttpResponse page = pages.get("/informerad/text/1");
  EXPECT_TRUE(says(page, "<h2>Vi lottar</h2>"));
  EXPECT_TRUE(says(page, "<p>Så går det till.</p>"));
  EXPECT_EQ(pages.get("/informerad/text/2").status, 404);
}

TEST_F(InformedPages, UnitsAreCounted) {
  publish();
  pages.post("/informerad/enhet/north", {{"medarbetare", "s-anna"},
                                         {"medarbetare", "s-bo"},
                                         {"medarbetare", "s-vera"},  // works elsewhere
                                         {"dag", "2026-02-16"},
                                         {"satt", "meeting"}});
  pages.act([](Home& home) { EXPECT_EQ(informed_staff(home).size(), 2U); });
  const HttpResponse unit = pages.get("/informerad/enhet/north");
  EXPECT_TRUE(says(unit, "Möte"));
  EXPECT_EQ(pages.views.read(0, 1)[0].page, "informed");
}

TEST_F(InformedPages, AnAreaHeadSeesTheUnitsOfTheAreaOnly) {
  publish();
  pages.as_new(UserRole::area_head, "area-a");
  const HttpResponse page = pages.get("/informerad");
  EXPECT_TRUE(says(page, "/informerad/enhet/north"));
  EXPECT_FALSE(says(page, "/informerad/enhet/top"));
  EXPECT_EQ(pages.get("/informerad/enhet/top").status, 404);
}

TEST_F(InformedPages, SigningIsForOneself) {
  publish();
  pages.as_new(UserRole::manager, "", "s-maria");
  EXPECT_TRUE(says(pages.get("/min-sida"), "Jag har läst informationen"));
  EXPECT_EQ(led_to(pages.post("/min-sida/kvittera", {{"version", "1"}})),
            "/min-sida?sagt=information-signed");
  EXPECT_TRUE(says(pages.get("/min-sida"), "Kvitterad"));
  pages.act([](Home& home) {
    const auto informed = informed_staff(home);
    ASSERT_EQ(informed.size(), 1U);
    EXPECT_EQ(informed.at("s-maria").signed_version, 1);
  });
}

TEST_F(InformedPages, TheOwnPageShowsWhetherOnesLineWasInTheFrame) {
  pages.act([](Home& home) {
    ASSERT_TRUE(open_audit(
        home, {.period = "2026-1", .seed_source = "dice", .reason = {}, .frame_key = {}}));
    ASSERT_TRUE(draw_audit(home, "2026-1.1", "0123456789"));
  });
  pages.as_new(UserRole::manager, "", "s-maria");
  EXPECT_TRUE(says(pages.get("/min-sida"), "Du lottades"));
  const HttpResponse line = pages.get("/min-sida/lottning/2026-1.1");
  EXPECT_TRUE(says(line, "2026-1/"));
  EXPECT_TRUE(says(line, "Listans kontrollsumma är den som låstes då."));
  pages.as_new(UserRole::director, "", "s-dora");
  EXPECT_TRUE(says(pages.get("/min-sida/lottning/2026-1.1"), "Du fanns inte med"));
  EXPECT_EQ(pages.get("/min-sida/lottning/2026-9.1").status, 404);
}

TEST_F(InformedPages, TheOwnLogIsFilteredByDayAndPersonAndLogsItself) {
  publish();
  pages.get("/informerad/enhet/north");
  pages.as_new(UserRole::data_protection_officer);
  EXPECT_TRUE(says(pages.get("/egen-logg"), "Informerad personal"));
  EXPECT_TRUE(
      says(pages.get("/egen-logg?dag=2026-02-16"), "Ingen tittade på uppgifter om personer"));
  EXPECT_FALSE(says(pages.get("/egen-logg?person=u-0"), "<td data-l=\"Vem\">Ada"));
  EXPECT_TRUE(says(pages.get("/egen-logg/ar/2026"), "Ada"));
  EXPECT_EQ(pages.get("/egen-logg/ar/0").status, 404);
}

TEST_F(InformedPages, TheAdministratorNeverSeesTheOwnLog) {
  EXPECT_EQ(pages.get("/egen-logg").status, 403);
  EXPECT_EQ(pages.get("/egen-logg/ar/2026").status, 403);
}

}  // namespace
}  // namespace insyn
