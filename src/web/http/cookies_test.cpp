#include "web/http/cookies.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

TEST(Cookies, ThatAreMalformedAreLeftOutAndTheOthersCount) {
  const Fields good{{{"__Host-s", "abc"}}};
  for (const auto* text :
       {"__Host-s=abc; x", "x; __Host-s=abc", "; ;__Host-s=abc;", "a b=c; __Host-s=abc",
        "a=b c; __Host-s=abc", "a=\"b\"; __Host-s=abc", "=b; __Host-s=abc", "a=b\\; __Host-s=abc",
        "a=\xc3\xa5; __Host-s=abc", "a=b,c; __Host-s=abc"})
    EXPECT_EQ(parse_cookies(text), good) << text;
}

// RFC 6265 3.1.
TEST(Cookies, ComeAsNamesAndValues) {
  EXPECT_EQ(parse_cookies("SID=31d4d96e407aad42; lang=en-US"),
            (Fields{{{"SID", "31d4d96e407aad42"}, {"lang", "en-US"}}}));
  EXPECT_EQ(parse_cookies("a=b=c=="), (Fields{{{"a", "b=c=="}}}));
  EXPECT_EQ(parse_cookies("a="), (Fields{{{"a", ""}}}));
  EXPECT_EQ(parse_cookies("a=1; a=2")["a"], "1");
}

TEST(Cookies, AreLimitedInNumber) {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "a=b; ";
  EXPECT_EQ(parse_cookies(many).all.size(), 100U);
}

}  // namespace
}  // namespace insyn
