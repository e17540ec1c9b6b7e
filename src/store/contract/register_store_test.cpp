#include "store/register_store.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "store/contract/adapters.h"

namespace insyn {
namespace {

using Rows = std::vector<BelievedRow>;

BelievedRow row(std::int64_t cell, bool listed = true) {
  return {.row = {.cells = {cell, empty_cell, -1}}, .listed = listed};
}

Rows sorted(Rows rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

template <class Home>
class RegisterStoreContract : public testing::Test {
 protected:
  Rows known(std::uint64_t known_at, Register id = Register::staff) {
    return sorted(store_.load(id, known_at));
  }

  Home home_;
  RegisterStore& store_ = home_.registers();
};
TYPED_TEST_SUITE(RegisterStoreContract, SmallHomes);

TYPED_TEST(RegisterStoreContract, NothingIsBelievedOfARegisterThatNeverCame) {
  EXPECT_TRUE(this->known(0).empty());
  EXPECT_TRUE(this->known(UINT64_MAX).empty());
}

TYPED_TEST(RegisterStoreContract, RowsOfPositionPAreBelievedOnceMoreThanPActsWereMade) {
  this->store_.replace(Register::staff, Rows{row(1)}, 4);
  EXPECT_TRUE(this->known(4).empty());
  EXPECT_EQ(this->known(5), Rows{row(1)});
  EXPECT_EQ(this->known(UINT64_MAX), Rows{row(1)});
}

TYPED_TEST(RegisterStoreContract, WhatWasBelievedBeforeIsStillKnown) {
  this->store_.replace(Register::staff, Rows{row(1), row(2)}, 0);
  this->store_.replace(Register::staff, Rows{row(2), row(3)}, 5);
  EXPECT_EQ(this->known(1), (Rows{row(1), row(2)}));
  EXPECT_EQ(this->known(5), (Rows{row(1), row(2)}));
  EXPECT_EQ(this->known(6), (Rows{row(2), row(3)}));
}

TYPED_TEST(RegisterStoreContract, ARowThatComesBackIsBelievedAgain) {
  this->store_.replace(Register::staff, Rows{row(1)}, 0);
  this->store_.replace(Register::staff, Rows{}, 1);
  this->store_.replace(Register::staff, Rows{row(1)}, 2);
  EXPECT_EQ(this->known(1), Rows{row(1)});
  EXPECT_EQ(this->known(2), Rows{});
  EXPECT_EQ(this->known(3), Rows{row(1)});
}

TYPED_TEST(RegisterStoreContract, EqualRowsAreOneButListedAndGoneAreTwo) {
  this->store_.replace(Register::staff, Rows{row(1), row(1), row(1, false)}, 0);
  EXPECT_EQ(this->known(1), (Rows{row(1, false), row(1)}));
}

TYPED_TEST(RegisterStoreContract, CellsKeepEveryValueAndRowsTheirLengths) {
  const Rows rows{{.row = {.cells = {INT64_MIN, INT64_MAX, 0, -1}}, .listed = true},
                  {.row = {.cells = {7}}, .listed = false},
                  {.row = {.cells = {7, 0}}, .listed = false}};
  this->store_.replace(Register::shifts, rows, 0);
  EXPECT_EQ(this->known(1, Register::shifts), sorted(rows));
}

TYPED_TEST(RegisterStoreContract, RegistersDoNotMix) {
  this->store_.replace(Register::staff, Rows{row(1)}, 0);
  this->store_.replace(Register::units, Rows{row(2)}, 1);
  this->store_.replace(Register::staff, Rows{}, 2);
  EXPECT_EQ(this->known(3, Register::units), Rows{row(2)});
}

TYPED_TEST(RegisterStoreContract, ForgettingTakesBackWhatWasWrittenThereAndLater) {
  this->store_.replace(Register::staff, Rows{row(1), row(2)}, 0);
  this->store_.replace(Register::staff, Rows{row(2)}, 3);
  this->store_.replace(Register::staff, Rows{row(4)}, 4);
  this->store_.replace(Register::units, Rows{row(9)}, 4);
  this->store_.forget_from(4);
  EXPECT_EQ(this->known(UINT64_MAX), Rows{row(2)});
  EXPECT_TRUE(this->known(UINT64_MAX, Register::units).empty());
  this->store_.forget_from(3);
  EXPECT_EQ(this->known(4), (Rows{row(1), row(2)}));
  this->store_.forget_from(0);
  EXPECT_TRUE(this->known(UINT64_MAX).empty());
}

TYPED_TEST(RegisterStoreContract, AgreesWithALogOfWholeSnapshotsWhateverTheOrderOfCalls) {
  RegisterStore& store = this->store_;
  EXPECT_TRUE(rc::check([&store] {
    store.forget_from(0);                // One store for all cases, since opening one is slow.
    std::vector<Rows> believed{Rows{}};  // [n]: what is believed when n acts have been made
    const auto steps = *rc::gen::inRange(1, 8);
    for (int step = 0; step < steps; ++step) {
      if (*rc::gen::weightedElement<bool>({{1, true}, {3, false}})) {
        const auto at = *rc::gen::inRange<std::size_t>(0, believed.size());
        store.forget_from(at);
        believed.resize(at + 1);
      } else {
        Rows rows;
        for (const int cell : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5)))
          rows.push_back(row(cell));
        store.replace(Register::staff, rows, believed.size() - 1);
        rows = sorted(rows);
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        believed.push_back(rows);
      }
      for (std::size_t acts = 0; acts < believed.size(); ++acts)
        RC_ASSERT(sorted(store.load(Register::staff, acts)) == believed[acts]);
    }
  }));
}

}  // namespace
}  // namespace insyn
