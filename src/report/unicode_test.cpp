#include "report/unicode.h"

#include <gtest/gtest.h>

namespace insyn::paper {
namespace {

TEST(CodePoints, ReadsAllLengths) {
  EXPECT_EQ(code_points("aå\u20ac\U0001F600"), U"aå\u20ac\U0001F600");
}

// Unicode 15, table 3-8 and the text below it: what is no sign becomes a replacement for each byte
// or each longest part of it; here each byte.
TEST(CodePoints, ReplacesEachByteThatIsNoPartOfASign) {
  EXPECT_EQ(code_points("\xC3("), U"\ufffd(");
  EXPECT_EQ(code_points("\xFFz"), U"\ufffdz");
  EXPECT_EQ(code_points("\xC0\xAF"), U"\ufffd\ufffd");            // overlong
  EXPECT_EQ(code_points("\xED\xA0\x80"), U"\ufffd\ufffd\ufffd");  // a surrogate
  EXPECT_EQ(code_points("\xF4\x90\x80\x80"), U"\ufffd\ufffd\ufffd\ufffd");
  EXPECT_EQ(code_points("\xE2\x82"), U"\ufffd\ufffd");  // cut off
}

TEST(AppendUtf8, IsTheReverse) {
  const std::string text = "aå\u20ac\U0001F600\u07ff\uffff";
  std::string again;
  for (const char32_t sign : code_points(text)) append_utf8(again, sign);
  EXPECT_EQ(again, text);
}

}  // namespace
}  // namespace insyn::paper
