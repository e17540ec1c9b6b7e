#include "domain/register/stored_row.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

const RegisterSchema& employments = schema_of(Register::employments);
// staff 1, unit 2, no title, group delivery, no manager, from 2026-01-01, open.
const RegisterRow sound{{1, 2, 0, 1, 0, 20454, empty_cell}};

bool stands(std::size_t cell, std::int64_t value) {
  RegisterRow row = sound;
  row.cells[cell] = value;
  return is_stored_row(employments, row, 3);
}

TEST(StoredRow, ARowOfItsRegisterIsOne) { EXPECT_TRUE(is_stored_row(employments, sound, 3)); }

TEST(StoredRow, ATextMustBeThereAndAnIdNotEmpty) {
  EXPECT_TRUE(stands(2, 2));
  EXPECT_FALSE(stands(2, 3));
  EXPECT_FALSE(stands(2, -1));
  EXPECT_FALSE(stands(2, std::int64_t{1} << 32 | 1));
  EXPECT_FALSE(stands(0, 0));
  EXPECT_FALSE(stands(2, empty_cell));
}

TEST(StoredRow, AChoiceIsOneOfItsList) {
  EXPECT_TRUE(stands(3, 0));
  EXPECT_FALSE(stands(3, 2));
  EXPECT_FALSE(stands(3, -1));
  EXPECT_FALSE(stands(3, empty_cell));
}

TEST(StoredRow, DaysLieInTheYearsOneTo9999AndARequiredOneIsThere) {
  EXPECT_TRUE(stands(6, -719'162));
  EXPECT_FALSE(stands(6, -719'163));
  EXPECT_TRUE(stands(6, 2'932'896));
  EXPECT_FALSE(stands(6, 2'932'897));
  EXPECT_FALSE(stands(6, INT64_MAX));
  EXPECT_FALSE(stands(5, empty_cell));
}

TEST(StoredRow, InstantsFlagsAndCountsKeepToTheirBounds) {
  const auto shift = [](std::int64_t starts) {
    return is_stored_row(schema_of(Register::shifts), {{1, starts, 0, 0}}, 2);
  };
  EXPECT_TRUE(shift(1'767'225'600'000'000));
  EXPECT_FALSE(shift(INT64_MAX));
  EXPECT_FALSE(shift(empty_cell));
  const auto member = [](std::int64_t flag) {
    return is_stored_row(schema_of(Register::staff), {{1, 1, 0, 0, 0, flag}}, 2);
  };
  EXPECT_TRUE(member(1));
  EXPECT_TRUE(member(empty_cell));
  EXPECT_FALSE(member(2));
  const auto permission = [](std::int64_t clients) {
    return is_stored_row(schema_of(Register::permissions), {{1, 1, 1, clients, 0, empty_cell}}, 2);
  };
  EXPECT_TRUE(permission(7));
  EXPECT_FALSE(permission(-7));
}

TEST(StoredRow, OnlyARowWithoutValidityHasOneCellMoreAndThatIsADay) {
  RegisterRow row = sound;
  row.cells.push_back(20454);
  EXPECT_FALSE(is_stored_row(employments, row, 3));
  row.cells.resize(6);
  EXPECT_FALSE(is_stored_row(employments, row, 3));
  EXPECT_FALSE(is_stored_row(employments, {}, 3));
  const RegisterSchema& units = schema_of(Register::units);
  EXPECT_TRUE(is_stored_row(units, {{1, 1, 0, 2, 0, 20454}}, 2));
  EXPECT_FALSE(is_stored_row(units, {{1, 1, 0, 2, 0, INT64_MIN}}, 2));
}

}  // namespace
}  // namespace insyn
