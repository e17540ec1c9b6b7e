#include <gtest/gtest.h>

#include "app/audit_acts.h"
#include "app/audit_steps.h"
#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "domain/calendar/format.h"
#include "web/pages/pages_for_tests.h"

namespace insyn {
namespace {

/// The small town's lists, sent. `at` is the page of one of area-a.
class ListChanges : public testing::Test {
 protected:
  ListChanges() {
    pages.act([&](Home& home) {
      AuditHome::must(open_audit(home, {"2026-1", "drand quicknet round 26170000", "", ""}));
      AuditHome::must(draw_with(home, "2026-1.1", std::string(64, 'a')));
      AuditHome::must(route_audit(home, "2026-1.1"));
      AuditHome::must(send_lists(home, "2026-1.1"));
    });
    for (const auto& [code, list] : pages.town.progress().lists)
      if (list.is_managers() && list.area == "area-a") one = code;
    at = lists + "/" + one;
  }
  const ListProgress& list() { return pages.town.progress().lists.at(one); }
  Day due() {
    const auto look = pages.desk->look();
    const auto period = find_period(*look->routine, "2026-1");
    return schedule_of(look->state, *look->routine, *period).answer_by;
  }
  static std::string text(Day day) { return format_day(day); }

  PagesForTests pages{audit_routes()};
  const std::string lists = "/kontroller/2026-1.1/listor";
  std::string at, one;
};

TEST_F(ListChanges, AnAreaHeadGivesAListALaterDayWithAReason) {
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_TRUE(says(pages.get(lists), at + "#datum"));
  const Day later = due() + std::chrono::days{2};
  EXPECT_EQ(led_to(pages.post(at + "/datum", {{"dag", text(later)}, {"orsak", "Sjukdom"}})),
            lists + "?sagt=deadline-extended");
  EXPECT_EQ(list().answer_by, later);
  EXPECT_TRUE(says(pages.get(lists), "Svar senast " + messages_in("sv").date(later)));
}

TEST_F(ListChanges, AListWithALaterDayIsNotLateBeforeIt) {
  pages.as_new(UserRole::area_head, "area-a");
  const Day later = due() + std::chrono::days{2};
  for (const auto& [code, progress] : pages.town.progress().lists)
    pages.post(lists + "/" + code + "/datum", {{"dag", text(later)}, {"orsak", "Sjukdom"}});
  pages.now += std::chrono::days{(due() - *parse_day("2026-02-17")).count() + 1};
  EXPECT_FALSE(says(pages.get(lists), "Sen<"));
  pages.now += std::chrono::days{2};
  EXPECT_TRUE(says(pages.get(lists), "Sen<"));
}

TEST_F(ListChanges, AnEarlierDayNoDayAndNoReasonAreRefusedWithWhatWasTyped) {
  pages.as_new(UserRole::director);
  for (const auto& [day, reason] :
       {std::pair{std::string{}, "Sjukdom"}, std::pair{text(due()), "Sjukdom"},
        std::pair{text(due() + std::chrono::days{2}), ""},
        std::pair{std::string{"2027-01-01"}, "Sjukdom"}}) {
    const HttpResponse page = pages.post(at + "/datum", {{"dag", day}, {"orsak", reason}});
    EXPECT_EQ(page.status, 422) << day;
    EXPECT_TRUE(says(page, "value=\"" + day + "\"")) << day;
  }
  EXPECT_FALSE(list().answer_by);
}

TEST_F(ListChanges, NobodyElseMayAndAnothersAreaIsNotThere) {
  const std::string day = text(due() + std::chrono::days{2});
  for (const UserRole role : {UserRole::administrator, UserRole::manager, UserRole::compiler}) {
    pages.as_new(role);
    EXPECT_EQ(pages.post(at + "/datum", {{"dag", day}, {"orsak", "x"}}).status, 403);
  }
  pages.as_new(UserRole::area_head, "area-b");
  for (const char* part : {"", "/datum", "/ersattare"})
    EXPECT_EQ(pages.post(at + part, {{"dag", day}, {"orsak", "x"}}).status, 404) << part;
  EXPECT_EQ(pages.get(at + "/ersattare").status, 404);
  EXPECT_FALSE(list().answer_by);
}

TEST_F(ListChanges, WhoIsReviewedGivesNobodyMoreTime) {
  std::string about;
  pages.act([&](Home& home) {
    const auto all = *current_lists(home, home.ledger.state().audits[0],
                                    *committed_frame(home, home.ledger.state().audits[0]));
    for (const CurrentList& list : all)
      if (list.code == one) about = list.staff;
  });
  pages.as_new(UserRole::area_head, "area-a", about);
  EXPECT_EQ(pages.get(at).status, 404);
}

TEST_F(ListChanges, TheReadersDeputyIsChosenByTheAreaHead) {
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_TRUE(says(pages.get(at + "/ersattare"), "Granskaren är inte användare i Insyn"));
  EXPECT_EQ(pages.post(at + "/ersattare", {{"person", "x"}}).status, 404);
  const std::string other = pages.as_new(UserRole::manager);
  std::vector<std::string> readers;
  for (const char* staff : {"s-maria", "s-vera", "s-dora"})
    readers.push_back(pages.as_new(UserRole::manager, "", staff));
  pages.as_new(UserRole::area_head, "area-a");
  EXPECT_EQ(led_to(pages.post(at + "/ersattare",
                              {{"person", other}, {"fran", "2026-02-20"}, {"till", "2026-02-27"}})),
            at + "/ersattare?sagt=deputy-named");
  const auto& deputies = pages.town.state().people.deputies;
  ASSERT_EQ(deputies.size(), 1U);
  EXPECT_NE(std::ranges::find(readers, deputies[0].user), readers.end());
  EXPECT_TRUE(says(pages.get(at), "20–27\u00a0februari 2026"));
}

TEST_F(ListChanges, RowsThatARoleReadsLeaveNoTraceForAnAreaHead) {
  pages.act([&](Home& home) {
    json::object open{{"audit", "2026-1.1"}};
    open["lists"] = json::array{json::object{
        {"list", "split"},
        {"area", "area-a"},
        {"reader", "nobody"},
        {"reasons", {"confidential"}},
        {"rows", 4711},
        {"moved", {{{"role", "quality_controller"}, {"rows", {0}}, {"reasons", {"is_client"}}}}}}};
    ASSERT_TRUE(home.ledger.record({act::lists_routed, std::move(open), {}}, home.now));
  });
  pages.as_new(UserRole::area_head, "area-a");
  const HttpResponse page = pages.get(lists);
  EXPECT_TRUE(says(page, messages_in("sv").number(4710)));
  EXPECT_FALSE(says(page, messages_in("sv").number(4711)));
  EXPECT_FALSE(says(page, "Chefen ska inte läsa raden"));
}

}  // namespace
}  // namespace insyn
