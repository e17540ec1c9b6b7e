#include <gtest/gtest.h>

#include "store/contract/adapters.h"

namespace insyn {
namespace {

template <class Home>
class SmallStoresContract : public testing::Test {
 protected:
  Home home_;
};
TYPED_TEST_SUITE(SmallStoresContract, SmallHomes);

TYPED_TEST(SmallStoresContract, PendingImportsAreListedByDeliveryUntilRemoved) {
  PendingImports& pending = this->home_.pending();
  EXPECT_TRUE(pending.list().empty());
  pending.put(10, "ten");
  pending.put(2, std::string_view{"t\0wo", 4});
  pending.put(10, "");
  EXPECT_EQ(pending.list(), (std::vector<PendingImport>{{2, std::string{"t\0wo", 4}}, {10, ""}}));
  pending.remove(2);
  pending.remove(3);
  EXPECT_EQ(pending.list(), (std::vector<PendingImport>{{10, ""}}));
}

TYPED_TEST(SmallStoresContract, ADestroyedDeliveryKeyIsNotOneThatNeverWas) {
  DeliveryKeys& keys = this->home_.delivery_keys();
  const Bytes32 one = sha256("one");
  const Bytes32 two = sha256("two");
  keys.put(one, "wrapped");
  keys.remove(two);
  EXPECT_EQ(keys.get(one), "wrapped");
  EXPECT_EQ(keys.get(two), std::nullopt);
  keys.remove(one);
  EXPECT_EQ(keys.get(one), "");
  keys.put(one, "another");
  EXPECT_EQ(keys.get(one), "another");
}

}  // namespace
}  // namespace insyn
