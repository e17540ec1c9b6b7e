#include <gtest/gtest.h>

#include "app/audit_acts.h"
#include "app/source_check.h"
#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

std::vector<PageRoute> overview_and_audits() {
  std::vector<PageRoute> all = overview_routes();
  for (const auto& part : {audit_routes(), review_routes()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// The small town's audit; all of its lists are of area-a.
class Overview : public testing::Test {
 protected:
  template <class R>
  static void must(const R& result) {
    if (!result) throw std::runtime_error{result.error().text};
  }
  void is_opened() {
    pages.act([](Home& home) {
      must(check_sources(home, "2026-1", "prov"));
      must(open_audit(home, {.period = "2026-1",
                             .seed_source = std::nullopt,
                             .reason = "Registret är litet",
                             .frame_key = {}}));
    });
    pages.now += std::chrono::minutes{10};
  }
  void is_sent() {
    is_opened();
    pages.act([](Home& home) {
      must(draw_audit(home, "2026-1.1", std::string(64, 'a')));
      must(route_audit(home, "2026-1.1"));
      must(send_lists(home, "2026-1.1"));
    });
  }
  /// A list of another area, which was sent too.
  void has_list_of(const std::string& area) {
    pages.act([&](Home&) {
      pages.town.record(
          act::lists_routed,
          {{"lists", json::array{json::object{
                         {"list", area}, {"area", area}, {"reader", "r"}, {"rows", 1}}}}});
      pages.town.record(act::lists_sent, {{"lists", json::array{json::string{area}}}});
    });
  }
  void signs(const std::string& area) {
    pages.act([&](Home&) {
      const auto lists = pages.town.progress().lists;
      for (const auto& [code, list] : lists) {
        if (list.area != area) continue;
        pages.town.record(act::list_signed, {{"list", code}});
        for (const MovedRows& moved : list.moved)
          pages.town.record(act::list_signed, {{"list", code}, {"part", moved.part()}});
      }
    });
  }
  static std::string unsigned_of(std::int64_t all) {
    return std::to_string(all) + " av " + std::to_string(all) + " listor är inte underskrivna.";
  }

  PagesForTests pages{overview_and_audits()};
};

TEST_F(Overview, AnAreaHeadHearsOfTheOwnAreasListsOnly) {
  is_sent();
  const std::int64_t of_a = pages.town.progress().managers_lists();
  has_list_of("area-b");
  pages.as_new(UserRole::area_head, "area-a");
  for (const char* path : {"/", "/kontroller?ar=2026"})
    EXPECT_TRUE(says(pages.get(path), unsigned_of(of_a))) << path;
  pages.as_new(UserRole::area_head, "area-b");
  for (const char* path : {"/", "/kontroller?ar=2026"})
    EXPECT_TRUE(says(pages.get(path), unsigned_of(1))) << path;
}

TEST_F(Overview, AnAreaThatIsDoneIsSignedOffWhileOthersGoOn) {
  is_sent();
  has_list_of("area-b");
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_FALSE(says(pages.get("/kontroller/2026-1.1"), "/omrade")) << "its lists aren't signed";
  signs("area-a");
  EXPECT_TRUE(says(pages.get("/"), "Alla listor i A är underskrivna. Godkänn området."));
  EXPECT_TRUE(says(pages.get("/kontroller/2026-1.1"), "Godkänn A"));
  EXPECT_EQ(led_to(pages.post("/kontroller/2026-1.1/omrade", {{"omrade", "area-a"}})),
            "/kontroller/2026-1.1?sagt=area-signed-off");
  EXPECT_FALSE(says(pages.get("/kontroller/2026-1.1"), "Godkänn A"));
  EXPECT_FALSE(says(pages.get("/"), "Alla listor i A"));
}

TEST_F(Overview, TheDirectorHearsOfAnAreaThatIsDoneOnlyIfNobodyHeadsIt) {
  is_sent();
  has_list_of("area-b");
  pages.as_new(UserRole::area_head, "area-a");
  signs("area-a");
  const std::string director = pages.as_new(UserRole::director);
  EXPECT_FALSE(says(pages.get("/"), "Godkänn området."));
  signs("area-b");
  EXPECT_TRUE(says(pages.get("/"), "area-b har ingen verksamhetsområdeschef i Insyn."));
  pages.as_new(UserRole::area_head, "area-b");
  pages.as(director);
  EXPECT_FALSE(says(pages.get("/"), "Godkänn området."));
}

TEST_F(Overview, AnAreaWhereNobodyWasDrawnHasNothingToDo) {
  is_sent();
  pages.as_new(UserRole::area_head, "area-c");
  const HttpResponse page = pages.get("/");
  EXPECT_TRUE(says(page, "Inget väntar på dig just nu"));
  EXPECT_FALSE(says(page, "listor är inte underskrivna"));
}

}  // namespace
}  // namespace insyn
