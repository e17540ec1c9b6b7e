#include "store/duckdb/key_set.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace insyn {
namespace {

TEST(KeySet, MayHaveEverythingThatWasAddedHoweverKeysMeet) {
  EXPECT_TRUE(rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& added) {
    KeySet keys{added.size()};
    // Few values: many share a first slot or a fingerprint, and 0 is among them.
    for (const auto& [high, low] : added) keys.add({.high = high, .low = low});
    for (const auto& [high, low] : added) RC_ASSERT(keys.may_have({.high = high, .low = low}));
  }));
}

TEST(KeySet, HasHardlyAnythingElse) {
  KeySet keys{100'000};
  const auto key = [](std::uint64_t i) { return keyed_hash({}, std::to_string(i)); };
  for (std::uint64_t i = 0; i < 100'000; ++i) keys.add(key(i));
  int wrong = 0;
  for (std::uint64_t i = 100'000; i < 200'000; ++i) wrong += keys.may_have(key(i)) ? 1 : 0;
  EXPECT_LE(wrong, 1);  // 1e5 searches of about two slots each, 2^-32 a slot
}

TEST(KeySet, IsFullAtItsCapacityAndEqualKeysCountOnce) {
  KeySet keys{2};
  keys.add({1, 1});
  keys.add({1, 1});
  EXPECT_FALSE(keys.is_full());
  keys.add({2, 2});
  EXPECT_TRUE(keys.is_full());
  keys.add({2, 2});
  EXPECT_FALSE(keys.may_have({3, 3}));
}

}  // namespace
}  // namespace insyn
