#include "web/http/target.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace insyn {
namespace {

std::string path_of(std::string_view text) {
  const auto target = parse_target(text);
  return target ? target->path : "refused";
}

TEST(Target, ThatCanBeReadInTwoWaysIsRefused) {
  for (const auto* text :
       {"",           "kontroller", "//",      "//host/a",     "/a//b",    "/a//",
        "/.",         "/..",        "/a/../b", "/a/./b",       "/a/..",    "/%2e%2e/b",
        "/a/%2E",     "/a%2fb",     "/a%2Fb",  "/a%5cb",       "/a\\b",    "/a%00",
        "/a%0d%0a",   "/a%7f",      "/%",      "/%4",          "/%zz",     "/%+1",
        "/a b",       "/a\tb",      "/a#b",    "/a\"",         "/%ff",     "/%c0%af",
        "/%ed%a0%80", "/\xc3\xa5",  "*",       "http://host/", "host:443", "?a=b"})
    EXPECT_FALSE(parse_target(text)) << text;
  EXPECT_FALSE(parse_target(std::string_view{"/a\0b", 4}));
}

TEST(Target, IsDecodedOnce) {
  EXPECT_EQ(path_of("/"), "/");
  EXPECT_EQ(path_of("/kontroller/2026-1.1"), "/kontroller/2026-1.1");
  EXPECT_EQ(path_of("/%C3%A5tg%c3%a4rder"), "/åtgärder");
  EXPECT_EQ(path_of("/a%252fb"), "/a%2fb");
  EXPECT_EQ(path_of("/a+b:c@d;e,f"), "/a+b:c@d;e,f");
  EXPECT_EQ(path_of("/..."), "/...");
}

TEST(Target, LosesOneSlashAtItsEnd) { EXPECT_EQ(path_of("/kontroller/?a=b"), "/kontroller"); }

TEST(Target, KeepsTheQueryApart) {
  const auto target = parse_target("/s%C3%B6k?text=%C3%A5%2F%26+b&sida=2&sida=3&tom=&bar&&");
  ASSERT_TRUE(target);
  const Fields wanted{{{"text", "å/& b"}, {"sida", "2"}, {"sida", "3"}, {"tom", ""}, {"bar", ""}}};
  EXPECT_EQ(target->query, wanted);
  EXPECT_EQ(parse_target("/a?")->query, Fields{});
  EXPECT_EQ(parse_target("/a?b?c=/d")->query, (Fields{{{"b?c", "/d"}}}));
}

TEST(Target, WithAQueryThatIsNoTextIsRefused) {
  for (const auto* text : {"/a?b=%", "/a?b=%ff", "/a?b=%00", "/a?b=c d", "/a?b#c", "/a?\xc3\xa5"})
    EXPECT_FALSE(parse_target(text)) << text;
}

RC_GTEST_PROP(PercentEncoding, IsUndoneByDecoding, (const std::string& text)) {
  RC_ASSERT(percent_decoded(percent_encoded(text)) == text);
  RC_ASSERT(percent_decoded(percent_encoded(text, "/+")) == text);
}

}  // namespace
}  // namespace insyn
