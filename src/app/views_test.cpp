#include "app/views.h"

#include <gtest/gtest.h>

#include "app/audit.h"
#include "app/extract.h"
#include "app/home_for_tests.h"
#include "app/import_log.h"
#include "store/memory/view_log.h"

namespace insyn {
namespace {

class Text final : public ByteSource {
 public:
  explicit Text(std::string text) : text_{std::move(text)} {}
  std::string_view next() override {
    return std::exchange(given_, true) ? std::string_view{} : std::string_view{text_};
  }

 private:
  std::string text_;
  bool given_ = false;
};

View view_at(std::string_view time, const std::string& user_staff, const std::string& client = "") {
  View view;
  view.at = parse_time(time).at;
  view.user = "u-" + user_staff;
  view.user_staff = user_staff;
  view.page = "list";
  view.staff = client.empty() ? "s7" : "";
  view.client = client;
  view.audit = "2026-1.1";
  return view;
}

class ViewsTest : public testing::Test {
 protected:
  Home& home() { return made_.home(); }

  /// One member of staff reads one client's record in a system that is audited.
  void import_reading() {
    Text log{"time;staff_id;client_id;action\n2026-02-03T10:00:00Z;s1;k1;read\n"};
    const Source source{.id = "canonical", .kind = "canonical", .system = "sys", .label = ""};
    ASSERT_TRUE(import_log(home(), source, log, "log.csv", {}));
  }

  Result<json::object> open_period() {
    OpenOptions options;
    options.period = "2026-1";
    return open_audit(home(), options);
  }

  Result<json::object> extract_of(const std::string& client) {
    ExtractOptions options;
    options.client = client;
    options.ground = "dnr 1";
    return make_extract(home(), options);
  }

  HomeForTests made_;
  MemoryViewLog log_;
};

TEST_F(ViewsTest, EachViewBecomesOneEvent) {
  log_.append(std::vector{view_at("2026-02-03T10:00:00Z", "s2"),
                          view_at("2026-02-03T10:00:00Z", "s2")});  // twice in the same instant
  ASSERT_EQ(deliver_views(home(), log_), 2U);
  const auto& deliveries = home().ledger.state().deliveries;
  ASSERT_EQ(deliveries.size(), 1U);
  EXPECT_EQ(deliveries[0].source, "insyn");
  EXPECT_EQ(integer_of(deliveries[0].open, "accepted"), 2);
  EXPECT_EQ(integer_of(deliveries[0].open, "rejected_count"), 0);
}

TEST_F(ViewsTest, WithNothingNewThereIsNoDelivery) {
  ASSERT_EQ(deliver_views(home(), log_), 0U);
  log_.append(std::vector{view_at("2026-02-03T10:00:00Z", "s2")});
  ASSERT_EQ(deliver_views(home(), log_), 1U);
  ASSERT_EQ(deliver_views(home(), log_), 0U);
  EXPECT_EQ(home().ledger.state().deliveries.size(), 1U);
}

/// Forgets the mark, as a crash between the import and the mark would.
class ForgetfulLog final : public ViewLog {
 public:
  explicit ForgetfulLog(ViewLog& log) : log_{log} {}
  void append(std::span<const View> views) override { log_.append(views); }
  std::uint64_t size() override { return log_.size(); }
  std::vector<View> read(std::uint64_t from, std::uint64_t limit) override {
    return log_.read(from, limit);
  }
  std::uint64_t delivered() override { return log_.delivered(); }
  void set_delivered(std::uint64_t) override {}

 private:
  ViewLog& log_;
};

TEST_F(ViewsTest, AfterACrashBeforeTheMarkTheSameViewsAreDuplicates) {
  log_.append(std::vector{view_at("2026-02-03T10:00:00Z", "s2", "k\";\n1")});
  ForgetfulLog crashed{log_};
  ASSERT_EQ(deliver_views(home(), crashed), 1U);
  log_.append(std::vector{view_at("2026-02-03T10:00:01Z", "s2")});
  ASSERT_EQ(deliver_views(home(), log_), 2U);
  const auto& last = home().ledger.state().deliveries.back().open;
  EXPECT_EQ(integer_of(last, "duplicates"), 1);
  EXPECT_EQ(integer_of(last, "conflicts"), 0);
  EXPECT_EQ(integer_of(last, "accepted"), 1);
}

TEST_F(ViewsTest, WhoLooksInInsynIsNotActiveAndStandsInNoFrame) {
  import_reading();
  log_.append(std::vector{view_at("2026-02-03T10:00:00Z", "s2", "k1")});
  ASSERT_EQ(deliver_views(home(), log_), 1U);
  const auto opened = open_period();
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_EQ(integer_of(*opened, "frame_size"), 1);
  const auto frame = audit_frame(home(), "2026-1");
  EXPECT_EQ(frame->at("staff").as_object().size(), 1U);
  EXPECT_EQ(frame->at("staff").as_object().begin()->value(), "s1");
}

TEST_F(ViewsTest, ALookInInsynStandsOnNoListEvenOfWhoWasDrawn) {
  import_reading();
  log_.append(std::vector{view_at("2026-02-04T10:00:00Z", "s1", "k2")});
  ASSERT_EQ(deliver_views(home(), log_), 1U);
  ASSERT_TRUE(open_period());
  ASSERT_TRUE(draw_audit(home(), "2026-1", "seed"));
  const auto lists = audit_lists(home(), "2026-1");
  ASSERT_TRUE(lists);
  const std::string text = canonical_json(*lists);
  EXPECT_NE(text.find("\"k1\""), std::string::npos);
  EXPECT_EQ(text.find("\"k2\""), std::string::npos);
}

TEST_F(ViewsTest, ADayWithNothingButLooksInInsynStillLacksItsLogs) {
  import_reading();
  log_.append(std::vector{view_at("2026-02-05T10:00:00Z", "s2")});
  ASSERT_EQ(deliver_views(home(), log_), 1U);
  const auto opened = open_period();
  ASSERT_TRUE(opened);
  const std::string warnings = canonical_json(opened->at("warnings"));
  EXPECT_NE(warnings.find("2026-02-05"), std::string::npos) << warnings;
  EXPECT_EQ(warnings.find("2026-02-03"), std::string::npos) << warnings;
}

TEST_F(ViewsTest, ALookInInsynIsInNoExtractNorIsItsSourceOrItsTime) {
  import_reading();
  log_.append(std::vector{view_at("2026-01-05T10:00:00Z", "s2", "k1")});
  ASSERT_EQ(deliver_views(home(), log_), 1U);
  const auto extract = extract_of("k1");
  ASSERT_TRUE(extract) << extract.error().text;
  EXPECT_EQ(extract->at("entries").as_array().size(), 1U);
  EXPECT_EQ(text_of(extract->at("period").as_object(), "from"), "2026-02-03");
  const json::object& completeness = extract->at("completeness").as_object();
  ASSERT_EQ(completeness.at("sources").as_array().size(), 1U);
  EXPECT_EQ(text_of(completeness.at("sources").as_array()[0].as_object(), "source"), "canonical");
}

TEST_F(ViewsTest, TheYearlyListCountsLooksAndPeopleByUserAndPage) {
  log_.append(std::vector{view_at("2025-12-31T22:59:59Z", "s1"),  // 2025 in Sweden
                          view_at("2025-12-31T23:00:00Z", "s1"),  // 2026
                          view_at("2026-05-01T10:00:00Z", "s1"),
                          view_at("2026-05-01T10:00:00Z", "s1", "k1"),
                          view_at("2026-05-01T10:00:00Z", "s2", "k1")});
  const People people{{{.id = "u-s1", .details = {.name = "Moa"}, .grants = {}}}};
  EXPECT_EQ(
      yearly_looks(log_, people, 2026),
      (std::vector<LookCount>{{"u-s1", "Moa", "list", 3, 2}, {"u-s2", "okänd", "list", 1, 1}}));
  EXPECT_TRUE(yearly_looks(log_, people, 2024).empty());
}

TEST_F(ViewsTest, ViewsOfSomeDaysAreHalfOpen) {
  log_.append(
      std::vector{view_at("2026-05-01T10:00:00Z", "s1"), view_at("2026-05-02T10:00:00Z", "s2")});
  const auto views = views_between(log_, {*parse_day("2026-05-01"), *parse_day("2026-05-02")});
  ASSERT_EQ(views.size(), 1U);
  EXPECT_EQ(views[0].user_staff, "s1");
}

}  // namespace
}  // namespace insyn
