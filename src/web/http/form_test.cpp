#include "web/http/form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <utility>
#include <vector>

namespace insyn {
namespace {

TEST(Form, ThatIsNoTextIsRefused) {
  for (const auto* text :
       {"a=%", "a=%4", "a=%zz", "%ff=a", "a=%c0%80", "a=%00", "a=b&c=%", "a=\xff"})
    EXPECT_FALSE(parse_form(text)) << text;
}

TEST(Form, HasALimitedNumberOfFields) {
  std::string text = "a";
  for (std::size_t i = 1; i < form_fields_max; ++i) text += "&a";
  ASSERT_TRUE(parse_form(text));
  EXPECT_EQ(parse_form(text)->all.size(), 5000U);
  EXPECT_FALSE(parse_form(text + "&a"));
}

TEST(Form, IsReadAsBrowsersWriteIt) {
  const Fields wanted{{{"namn", "Åsa & Örn"}, {"text", "rad 1\r\nrad 2"}, {"", "x"}, {"ja", ""}}};
  EXPECT_EQ(parse_form("namn=%C3%85sa+%26+%C3%96rn&text=rad+1%0D%0Arad+2&=x&ja"), wanted);
  EXPECT_EQ(parse_form("a==b=c"), (Fields{{{"a", "=b=c"}}}));
  EXPECT_EQ(parse_form(""), Fields{});
}

TEST(Form, IsWrittenAsBrowsersDo) {
  EXPECT_EQ(form_encoded({{{"a b", "1+1=2"}, {"c", ""}}}), "a+b=1%2B1%3D2&c=");
}

std::string as_field_text(std::string text) {
  for (char& c : text) c = c == '\0' ? ' ' : static_cast<char>(c & 0x7f);
  std::erase(text, '\0');
  return text + "å";
}

RC_GTEST_PROP(Form, IsReadAsItWasWritten,
              (const std::vector<std::pair<std::string, std::string>>& pairs)) {
  Fields fields;
  for (const auto& [name, value] : pairs)
    fields.all.push_back({as_field_text(name), as_field_text(value)});
  RC_ASSERT(parse_form(form_encoded(fields)) == fields);
}

TEST(MediaType, StandsBeforeItsParametersInLowerCase) {
  EXPECT_EQ(media_type("Text/HTML; charset=utf-8"), "text/html");
  EXPECT_EQ(media_type(" text/plain "), "text/plain");
  EXPECT_EQ(media_type(""), "");
}

}  // namespace
}  // namespace insyn
