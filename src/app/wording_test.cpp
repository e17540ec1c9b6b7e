#include "app/wording.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

TEST(FirstName, IsFoundInEitherOrder) {
  EXPECT_EQ(first_name_of("Anna Maria Öberg"), "Anna");
  EXPECT_EQ(first_name_of("Öberg, Anna Maria"), "Anna");
  EXPECT_EQ(first_name_of("Öberg,"), "");
  EXPECT_EQ(first_name_of("  "), "");
}

}  // namespace
}  // namespace insyn
