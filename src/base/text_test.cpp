#include "base/text.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

TEST(Utf8, IllFormedBytesAreFoundWhereverTheyStand) {
  const std::string_view faults[] = {
      "\x80",              // a byte that only follows
      "\xc0\xaf",          // overlong
      "\xe0\x80\xaf",      // overlong
      "\xf0\x8f\xbf\xbf",  // overlong
      "\xed\xa0\x80",      // a surrogate
      "\xf4\x90\x80\x80",  // above U+10FFFF
      "\xf5\x80\x80\x80",
      "\xff",
      "\xc3",
      "\xe2\x82",
      "\xf0\x9f\x98",
      "\xe5\x20\x20",  // Windows-1252
  };
  for (const std::string_view fault : faults)
    for (std::size_t before = 0; before < 18; ++before) {
      EXPECT_FALSE(is_utf8(std::string(before, 'a') + std::string{fault}));
      EXPECT_FALSE(is_utf8(std::string(before, 'a') + std::string{fault} + "abcdefghijk"));
    }
}

TEST(Utf8, EveryWellFormedLengthPasses) {
  for (std::size_t before = 0; before < 18; ++before)
    EXPECT_TRUE(is_utf8(std::string(before, 'a') + "åäö €\U0001F600\U0010FFFF\uD7FF\uE000 slut"));
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8(std::string_view{"\0", 1}));
}

TEST(Trimmed, OnlyAsciiSpaceGoesAndOnlyAtTheEnds) {
  EXPECT_EQ(trimmed(" \t\r\n a b\f\v "), "a b");
  EXPECT_EQ(trimmed("  "), "");
  EXPECT_EQ(trimmed("\u00A0a"), "\u00A0a");
}

TEST(CaseFolded, IsUnicodesFullFolding) {
  EXPECT_EQ(case_folded("ÅSTRÖM"), "åström");
  EXPECT_EQ(case_folded("Groß"), "gross");
  EXPECT_EQ(case_folded("ΣΊΣΥΦΟΣ"), case_folded("σίσυφος"));
  EXPECT_EQ(case_folded(""), "");
}

TEST(FoldedSurname, IsTheLastWordBeforeAComma) {
  EXPECT_EQ(folded_surname("Anna Öberg"), "öberg");
  EXPECT_EQ(folded_surname("Öberg, Anna"), "öberg");
  EXPECT_EQ(folded_surname("von Öberg, Anna"), "öberg");
  EXPECT_EQ(folded_surname("  Anna   ÖBERG  "), "öberg");
  EXPECT_EQ(folded_surname("Anna\u00A0Öberg"), "öberg");
  EXPECT_EQ(folded_surname("Anna Berg-Öst"), "berg-öst");
  EXPECT_EQ(folded_surname(", Anna"), "");
  EXPECT_EQ(folded_surname("  "), "");
  EXPECT_EQ(folded_surname(""), "");
}

TEST(DisplayWidth, CountsLettersNotBytesNorMarks) {
  EXPECT_EQ(display_width("åäö"), 3U);
  EXPECT_EQ(display_width("a\u030Aa"), 2U);
  EXPECT_EQ(display_width("\U0001F600"), 1U);
  EXPECT_EQ(display_width("\xff"), 1U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(ParseInteger, TakesDigitsAndNothingElse) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("007"), 7);
  EXPECT_EQ(parse_integer("9223372036854775807"), INT64_MAX);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "1a"})
    EXPECT_FALSE(parse_integer(text)) << text;
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string>{"a", "", "b", ""}));
  EXPECT_EQ(split("", ','), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace insyn
