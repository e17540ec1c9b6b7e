#include <gtest/gtest.h>

#include <thread>

#include "base/text.h"
#include "web/pages/pages_for_tests.h"
#include "web/pages/source_days.h"

namespace insyn {
namespace {

DeliveryState delivery(std::string_view from, std::string_view to) {
  DeliveryState one;
  one.source = "viva";
  one.open["from"] = from;
  one.open["to"] = to;
  return one;
}

Day day(std::string_view text) { return *parse_day(text); }

TEST(SourceDays, ADayBetweenTwoDeliveriesIsMissing) {
  State state;
  state.deliveries = {delivery("2026-02-04T07:00:00Z", "2026-02-05T07:00:00Z"),
                      delivery("2026-02-01T07:00:00Z", "2026-02-02T07:00:00Z")};
  EXPECT_EQ(gaps_of(state, "viva"),
            (std::vector<DayRange>{{day("2026-02-03"), day("2026-02-04")}}));
  const auto days = covered_days(state, "viva", {day("2026-01-31"), day("2026-02-07")});
  using Came = SourceDay::Came;
  const std::vector<Came> expected{Came::not_expected, Came::usual, Came::usual,
                                   Came::missing,      Came::usual, Came::usual,
                                   Came::not_expected};
  ASSERT_EQ(days.size(), expected.size());
  for (std::size_t i = 0; i < days.size(); ++i) EXPECT_EQ(days[i].came, expected[i]) << i;
}

TEST(SourceDays, ADeliveryInsideAnotherMakesNoGap) {
  State state;
  state.deliveries = {delivery("2026-02-01T07:00:00Z", "2026-02-10T07:00:00Z"),
                      delivery("2026-02-02T07:00:00Z", "2026-02-03T07:00:00Z"),
                      delivery("2026-02-11T07:00:00Z", "2026-02-12T07:00:00Z")};
  EXPECT_TRUE(gaps_of(state, "viva").empty());
}

TEST(SourceDays, ASwedishDayBeginsBeforeItsUtcDay) {
  State state;  // 23:30 UTC is half past midnight the day after
  state.deliveries = {delivery("2026-02-01T23:30:00Z", "2026-02-01T23:30:00Z")};
  EXPECT_EQ(reach_of(state, "viva"), (DayRange{day("2026-02-02"), day("2026-02-03")}));
}

TEST(SourceDays, ADeliveryWithoutEventsCoversNothing) {
  State state;
  state.deliveries = {delivery("", "")};
  EXPECT_EQ(reach_of(state, "viva"), DayRange{});
}

class Sources : public testing::Test {
 protected:
  /// Uploads a file as the browser does; the value is the import's page when it is done.
  HttpResponse upload(const std::string& kind, const std::string& text) {
    const auto file = pages.write("upload.csv", text);
    const HttpResponse taken =
        pages.post("/kallor/ladda-upp", {{"slag", kind}},
                   {{.field = "fil", .name = "<b>log.csv", .path = file.string(), .size = 1}});
    EXPECT_EQ(taken.status, 303) << taken.body;
    const std::string path = led_to(taken);
    const auto number =
        static_cast<std::uint64_t>(parse_integer(path.substr(path.rfind('/') + 1)).value());
    while (!pages.imports->find(number)->is_done() || !pages.desk->is_idle())
      std::this_thread::yield();
    return pages.get(path);
  }

  PagesForTests pages{source_routes()};
};

TEST_F(Sources, AnUploadedLogIsImportedWithAReceipt) {
  const HttpResponse page =
      upload("logg:canonical", "time,staff_id,action\n2026-02-10 10:00,s-anna,read\n,s-bo,read\n");
  EXPECT_TRUE(says(page, "Inläst"));
  EXPECT_TRUE(says(page, "&lt;b&gt;log.csv"));
  EXPECT_FALSE(says(page, "hx-get"));
  const HttpResponse receipt = pages.get("/kallor/leverans/2");
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(says(receipt, "1 rad gick inte att läsa"));
}

TEST_F(Sources, AFileThatCannotBeUsedSaysWhy) {
  const HttpResponse page = upload("logg:canonical", "a,b\n1,2\n");
  EXPECT_TRUE(says(page, "Inte inläst"));
  EXPECT_TRUE(says(page, "time"));
  EXPECT_EQ(pages.get("/kallor/leverans/2").status, 404);
}

TEST_F(Sources, ARegisterThatShrankIsRefusedUnlessAccepted) {
  const std::string one_unit = "unit_id,name,kind\ntop,Top,department\n";
  EXPECT_TRUE(says(upload("register:units", one_unit), "Inte inläst"));
}

TEST_F(Sources, WithoutAFileTheFormSaysSo) {
  const HttpResponse page = pages.post("/kallor/ladda-upp", {{"slag", "logg:canonical"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "Välj en fil som inte är tom."));
}

TEST_F(Sources, RejectedRowsAreShownAsTheyCameAndTheLookIsLogged) {
  upload("logg:canonical", "time,staff_id,action\n,<script>bo,read\n");
  const HttpResponse page = pages.get("/kallor/leverans/2/avvisade");
  EXPECT_TRUE(says(page, "&lt;script&gt;bo"));
  ASSERT_EQ(pages.views.size(), 1U);
  EXPECT_EQ(pages.views.read(0, 1)[0].page, "rejected");
  EXPECT_EQ(pages.views.read(0, 1)[0].user, pages.admin());
}

TEST_F(Sources, WhoMayNotSeeRejectedRowsIsNotLedToThem) {
  upload("logg:canonical", "time,staff_id,action\n,s-bo,read\n");
  pages.as_new(UserRole::auditor);
  EXPECT_FALSE(says(pages.get("/kallor/leverans/2"), "/avvisade"));
  EXPECT_EQ(pages.get("/kallor/leverans/2/avvisade").status, 403);
  EXPECT_EQ(pages.get("/kallor/ladda-upp").status, 403);
}

TEST_F(Sources, ASourceShowsItsDeliveries) {
  const HttpResponse page = pages.get("/kallor/canonical");
  EXPECT_TRUE(says(page, "/kallor/leverans/1"));
  EXPECT_EQ(pages.get("/kallor/no-such").status, 404);
}

TEST_F(Sources, ADeliveryOfInsynsOwnLogLeadsToNoSource) {
  View look;
  look.at = pages.now;
  look.user = pages.admin();
  look.page = "own-log";
  pages.views.append(std::vector<View>{look});
  pages.act([&](Home& home) { ASSERT_EQ(*deliver_views(home, pages.views), 1U); });
  const HttpResponse page = pages.get("/kallor/leverans/2");
  EXPECT_TRUE(says(page, "Insyns egen logg"));
  EXPECT_FALSE(says(page, "/kallor/insyn"));
  EXPECT_TRUE(says(pages.get("/kallor/leverans/1"), "href=\"/kallor/canonical\""));
}

TEST_F(Sources, APageAskedForBeyondTheLastIsTheLast) {
  EXPECT_TRUE(says(pages.get("/kallor/canonical?sida=99"), "/kallor/leverans/1"));
}

}  // namespace
}  // namespace insyn
