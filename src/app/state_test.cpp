#include "app/state.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

Act act_of(std::uint64_t seq, std::string_view kind, json::object open = {}) {
  Act act;
  act.seq = seq;
  act.kind = std::string{kind};
  act.open = std::move(open);
  return act;
}

Act opened(std::uint64_t seq, std::string_view audit, std::string_view period) {
  return act_of(seq, act::audit_opened, {{"audit", audit}, {"period", period}});
}

Act of_audit(std::uint64_t seq, std::string_view kind, std::string_view audit) {
  return act_of(seq, kind, {{"audit", audit}});
}

State folded(const std::vector<Act>& acts) {
  State state;
  for (const Act& act : acts) apply(state, act);
  return state;
}

TEST(State, OfNoActsIsEmpty) {
  const State state;
  EXPECT_EQ(state.last_delivery(), 0U);
  EXPECT_EQ(state.audit("2026-1"), nullptr);
  EXPECT_EQ(state.audit_of_period("2026-1"), nullptr);
  EXPECT_FALSE(state.matching_decided);
}

TEST(State, DeliveriesKeepWhatTheirActsSay) {
  const json::object open{{"delivery", 2}, {"sha256", "ab12"}, {"source", "viva"}, {"rows", 7}};
  const State state = folded({act_of(4, act::delivery_imported, {{"delivery", 1}}),
                              act_of(6, act::delivery_imported, open)});
  ASSERT_EQ(state.deliveries.size(), 2U);
  EXPECT_EQ(state.deliveries[1].number, 2U);
  EXPECT_EQ(state.deliveries[1].seq, 6U);
  EXPECT_EQ(state.deliveries[1].sha256, "ab12");
  EXPECT_EQ(state.deliveries[1].source, "viva");
  EXPECT_EQ(state.deliveries[1].open, open);
  EXPECT_EQ(state.last_delivery(), 2U);
}

TEST(State, ADeliverysNumberIsReadSignedOrUnsigned) {
  // A parser gives small numbers signed, a writer of ours unsigned: they are the same act.
  json::object open;
  open["delivery"] = std::uint64_t{3};
  EXPECT_EQ(folded({act_of(1, act::delivery_imported, open)}).last_delivery(), 3U);
  open["delivery"] = std::int64_t{3};
  EXPECT_EQ(folded({act_of(1, act::delivery_imported, open)}).last_delivery(), 3U);
}

TEST(State, TheFirstDecisionOnMatchingStands) {
  const State state = folded({act_of(3, act::matching_decided), act_of(9, act::matching_decided)});
  EXPECT_EQ(state.matching_decided, 3U);
}

TEST(State, AnAuditIsOpenedDrawnAndAnnulledByItsId) {
  const State state =
      folded({opened(2, "a", "2026-1"), opened(3, "b", "2026-2"),
              of_audit(4, act::audit_drawn, "a"), of_audit(5, act::audit_annulled, "b")});
  ASSERT_NE(state.audit("a"), nullptr);
  EXPECT_EQ(state.audit("a")->opened, 2U);
  EXPECT_EQ(state.audit("a")->drawn, 4U);
  EXPECT_FALSE(state.audit("a")->annulled);
  EXPECT_FALSE(state.audit("b")->drawn);
  EXPECT_EQ(state.audit("b")->annulled, 5U);
}

TEST(State, AnAuditHoldsItsPeriodUntilItIsAnnulled) {
  State state = folded({opened(2, "first", "2026-1"), of_audit(3, act::audit_drawn, "first")});
  ASSERT_NE(state.audit_of_period("2026-1"), nullptr);
  EXPECT_EQ(state.audit_of_period("2026-2"), nullptr);

  apply(state, of_audit(4, act::audit_annulled, "first"));
  EXPECT_EQ(state.audit_of_period("2026-1"), nullptr);
  EXPECT_NE(state.audit("first"), nullptr);  // what was drawn can still be read

  apply(state, opened(5, "second", "2026-1"));
  ASSERT_NE(state.audit_of_period("2026-1"), nullptr);
  EXPECT_EQ(state.audit_of_period("2026-1")->id, "second");
}

TEST(State, AnActOfAnAuditThatIsNotThereChangesNothing) {
  const State state = folded({opened(2, "a", "2026-1"), of_audit(3, act::audit_drawn, "b"),
                              of_audit(4, act::audit_annulled, "b"), act_of(5, act::audit_drawn)});
  ASSERT_EQ(state.audits.size(), 1U);
  EXPECT_FALSE(state.audits[0].drawn);
  EXPECT_FALSE(state.audits[0].annulled);
}

TEST(State, KindsOfALaterVersionArePassedOver) {
  const State state = folded({act_of(7, act::home_made), act_of(8, act::register_imported),
                              act_of(9, "period-moved", {{"audit", "a"}, {"delivery", 5}}),
                              act_of(10, act::directed_audit), act_of(11, act::extract_made),
                              act_of(12, act::register_imported), act_of(13, "")});
  EXPECT_EQ(state.made, 7U);
  EXPECT_EQ(state.register_imports, (std::vector<std::uint64_t>{8, 12}));
  EXPECT_TRUE(state.deliveries.empty());
  EXPECT_TRUE(state.audits.empty());
  EXPECT_FALSE(state.matching_decided);
}

TEST(State, ValuesOfAnotherTypeAreAsIfMissing) {
  const State state =
      folded({act_of(1, act::delivery_imported, {{"delivery", "one"}, {"sha256", 7}})});
  ASSERT_EQ(state.deliveries.size(), 1U);
  EXPECT_EQ(state.deliveries[0].number, 0U);
  EXPECT_EQ(state.deliveries[0].sha256, "");
}

TEST(State, TheKindsAreWrittenInOldLedgersAndNeverRenamed) {
  for (const auto& [kind, written] : std::vector<std::pair<std::string_view, std::string_view>>{
           {act::home_made, "home-made"},
           {act::delivery_imported, "delivery-imported"},
           {act::register_imported, "register-imported"},
           {act::matching_decided, "matching-decided"},
           {act::audit_opened, "audit-opened"},
           {act::audit_drawn, "audit-drawn"},
           {act::audit_annulled, "audit-annulled"},
           {act::directed_audit, "directed-audit"},
           {act::extract_made, "extract-made"}})
    EXPECT_EQ(kind, written);
}

}  // namespace
}  // namespace insyn
