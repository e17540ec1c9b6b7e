#include "app/ledger.h"

#include <gtest/gtest.h>

#include "store/memory/act_log.h"

namespace insyn {
namespace {

constexpr Instant nine{std::chrono::microseconds{1'767'258'000'000'000}};

class LedgerTest : public testing::Test {
 protected:
  Ledger opened() { return Ledger::open(log_, key_).value(); }

  MemoryActLog log_;
  LedgerKey key_{.name = "insyn/test", .key = ed25519_key(Bytes32{})};
};

TEST_F(LedgerTest, WhoReadsCatchesUpWithWhoWrites) {
  Ledger writer = opened();
  Ledger reader = opened();
  ASSERT_TRUE(writer.record({.kind = "noted", .open = {}, .words = {{"why", "a"}}}, nine));
  ASSERT_TRUE(reader.catch_up());
  ASSERT_TRUE(writer.record({.kind = "noted", .open = {}, .words = {{"why", "b"}}}, nine));
  EXPECT_EQ(reader.size(), 1U) << "until it is asked to";
  ASSERT_TRUE(reader.catch_up());
  EXPECT_EQ(reader.root(), writer.root());
  EXPECT_EQ(reader.leaves(), writer.leaves());
  EXPECT_EQ(reader.words(1).at("why"), "b");
  ASSERT_TRUE(reader.catch_up());
  EXPECT_EQ(reader.size(), 2U) << "nothing is folded twice";
}

TEST_F(LedgerTest, WhoHasNotCaughtUpCannotWrite) {
  Ledger writer = opened();
  Ledger other = opened();
  ASSERT_TRUE(writer.record({.kind = "noted", .open = {}, .words = {}}, nine));
  EXPECT_FALSE(other.record({.kind = "noted", .open = {}, .words = {}}, nine));
  EXPECT_EQ(log_.read(0).size(), 1U);
}

}  // namespace
}  // namespace insyn
