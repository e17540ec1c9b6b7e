#include "store/duckdb/key_set.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/hash.h"

namespace insyn {
namespace {

TEST(KeySet, MayHaveEverythingThatWasAddedHoweverIdsMeet) {
  EXPECT_TRUE(rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& added) {
    KeySet keys{added.size()};
    // Few values: many share a first slot or a fingerprint, and 0 is among them.
    const auto id = [](const auto& halves) {
      return std::uint64_t{halves.first} << 32U | halves.second;
    };
    for (const auto& halves : added) keys.add(id(halves));
    for (const auto& halves : added) RC_ASSERT(keys.may_have(id(halves)));
  }));
}

TEST(KeySet, HasHardlyAnythingElse) {
  KeySet keys{100'000};
  const auto id = [](std::uint64_t i) { return keyed_hash({}, std::to_string(i)).low | 1; };
  for (std::uint64_t i = 0; i < 100'000; ++i) keys.add(id(i));
  int wrong = 0;
  for (std::uint64_t i = 100'000; i < 200'000; ++i) wrong += keys.may_have(id(i)) ? 1 : 0;
  EXPECT_LE(wrong, 1);  // 1e5 searches of about two slots each, 2^-32 a slot
}

TEST(KeySet, IsFullAtItsCapacityAndEqualIdsCountOnce) {
  KeySet keys{2};
  keys.add(std::uint64_t{1} << 32U);
  keys.add(std::uint64_t{1} << 32U);
  EXPECT_FALSE(keys.is_full());
  keys.add(std::uint64_t{2} << 32U);
  EXPECT_TRUE(keys.is_full());
  keys.add(std::uint64_t{2} << 32U);
  EXPECT_FALSE(keys.may_have(std::uint64_t{3} << 32U));
}

}  // namespace
}  // namespace insyn
