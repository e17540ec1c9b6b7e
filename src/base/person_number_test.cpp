#include "base/person_number.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

// 191212121212 is the tax agency's own example; the others are from its series for tests.

TEST(PersonalNumber, TenOrTwelveDigitsWithOrWithoutASeparator) {
  for (const char* text : {"191212121212", "1212121212", "19121212-1212", "121212-1212",
                           "121212+1212", "19121212+1212"})
    EXPECT_TRUE(is_personal_number(text)) << text;
}

TEST(PersonalNumber, ACoordinationNumberHasSixtyAddedToTheDay) {
  EXPECT_TRUE(is_personal_number("121272-9808"));
  EXPECT_FALSE(is_personal_number("121292-9804"));  // day 32, right check digit
}

TEST(PersonalNumber, TheDateMustExistAndTheCheckDigitBeRight) {
  EXPECT_FALSE(is_personal_number("121212-1213"));
  EXPECT_FALSE(is_personal_number("121312-9800"));  // month 13, right check digit
  EXPECT_TRUE(is_personal_number("200002299808"));
  EXPECT_FALSE(is_personal_number("190002299808"));  // 1900 had no 29 February
  EXPECT_TRUE(is_personal_number("000229-9808"));    // 2000 had
  EXPECT_FALSE(is_personal_number("301212121212"));  // no such century
}

TEST(PersonalNumber, OtherShapesAreNone) {
  for (const char* text : {"", "12121212", "121212 1212", "12121-21212", "1212121212-",
                           "a212121212", "19121212-121", "1912121212120"})
    EXPECT_FALSE(is_personal_number(text)) << text;
}

TEST(WithoutSeparator, TakesItFromWhatLooksLikeAPersonalNumberOnly) {
  EXPECT_EQ(without_separator("121212-1212"), "1212121212");
  EXPECT_EQ(without_separator("19121212+1212"), "191212121212");
  EXPECT_EQ(without_separator("121212-1213"), "1212121213");  // a wrong check digit is data
  EXPECT_EQ(without_separator("191212121212"), "191212121212");
  EXPECT_EQ(without_separator("K-1234"), "K-1234");
  EXPECT_EQ(without_separator("999999-1234"), "999999-1234");
}

}  // namespace
}  // namespace insyn
