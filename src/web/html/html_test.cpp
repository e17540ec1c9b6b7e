#include "web/html/html.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/check_page.h"

namespace insyn {
namespace {

/// What a browser reads out of text with entities; none of which we don't write.
std::string read_back(const std::string& markup) {
  const std::vector<std::pair<std::string, char>> entities = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  for (std::size_t i = 0; i < markup.size();) {
    const auto hit = std::find_if(entities.begin(), entities.end(), [&](const auto& entity) {
      return markup.compare(i, entity.first.size(), entity.first) == 0;
    });
    out += hit == entities.end() ? markup[i] : hit->second;
    i += hit == entities.end() ? 1 : hit->first.size();
  }
  return out;
}

/// Bytes among which markup's own are common.
std::string any_text() {
  return *rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::elementOf(std::string{"<>&\"';#amplt/= \n\0", 17}), rc::gen::arbitrary<char>()));
}

TEST(Html, TextThatLooksLikeMarkupStaysText) {
  EXPECT_EQ(el("p", {}, "<script>alert(1)</script>").str(),
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  EXPECT_EQ(Html("&lt; är inte <").str(), "&amp;lt; är inte &lt;");
  EXPECT_EQ(el("a", {{"title", "\"><b onclick='x'>"}}, "x").str(),
            "<a title=\"&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;\">x</a>");
}

TEST(Html, WhateverTextGoesInComesOutAgainAndNothingOfItIsMarkup) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = any_text();
    const std::string markup = Html(text).str();
    RC_ASSERT(markup.find_first_of("<>\"'") == std::string::npos);
    RC_ASSERT(read_back(markup) == text);
  }));
}

TEST(Html, WhateverAnAttributeHoldsItEndsWhereItsQuotesEnd) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = any_text();
    const std::string markup = el("p", {{"title", text}}).str();
    const std::string start = "<p title=\"", end = "\"></p>";
    RC_ASSERT(markup.compare(0, start.size(), start) == 0);
    const std::string value =
        markup.substr(start.size(), markup.size() - start.size() - end.size());
    RC_ASSERT(value.find_first_of("<>\"'") == std::string::npos);
    RC_ASSERT(read_back(value) == text);
    RC_ASSERT(markup.substr(start.size() + value.size()) == end);
  }));
}

TEST(Html, IsEscapedOnceHoweverDeepItStands) {
  const Html inner = el("strong", {}, "A & B");
  EXPECT_EQ(el("p", {}, "Hej ", inner, "! ", 3).str(), "<p>Hej <strong>A &amp; B</strong>! 3</p>");
  EXPECT_EQ(all(inner, " ", inner).str(), "<strong>A &amp; B</strong> <strong>A &amp; B</strong>");
  EXPECT_EQ((Html("<") + Html(">")).str(), "&lt;&gt;");
  EXPECT_TRUE(Html{}.empty());
}

TEST(Html, NumbersAreWrittenButTruthsAndCharactersAreNot) {
  EXPECT_EQ(Html(-12).str(), "-12");
  EXPECT_EQ(Html(std::size_t{7}).str(), "7");
  EXPECT_FALSE((std::is_convertible_v<bool, Html>));
  EXPECT_FALSE((std::is_convertible_v<char, Html>));
}

TEST(Attributes, ThatAreOffAreNotWritten) {
  EXPECT_EQ(void_el("input", {flag("required"), flag("checked", false)}).str(), "<input required>");
  EXPECT_EQ(el("a", {when(false, "aria-current", "page")}).str(), "<a></a>");
  EXPECT_EQ(el("a", {when(true, "aria-current", "page")}).str(), "<a aria-current=\"page\"></a>");
  EXPECT_EQ(el("a", {{"alt", ""}}).str(), "<a alt=\"\"></a>");
}

/// What the page was refused for; empty if it wasn't.
template <class Make>
std::string fault_of(const Make& make) {
  try {
    make();
  } catch (const BrokenPage& fault) {
    return fault.what();
  }
  return {};
}

TEST(Elements, ThatThePolicyRefusesBreakTheirPageAndNothingElse) {
  const auto el_fault = [](std::string_view name, const Attributes& attributes) {
    return fault_of([&] { (void)el(name, attributes); });
  };
  EXPECT_NE(el_fault("p", {{"style", "color: red"}}).find("style"), std::string::npos);
  EXPECT_NE(el_fault("p", {{"onclick", "x()"}}).find("script"), std::string::npos);
  EXPECT_NE(el_fault("p", {{"a=\"b\" c", ""}}).find("name"), std::string::npos);
  EXPECT_NE(el_fault("p q", {}).find("html.cpp:"), std::string::npos) << "says where";
  EXPECT_NE(el_fault("br", {}).find("void_el"), std::string::npos);
  EXPECT_NE(fault_of([] { (void)void_el("p", {}); }).find("void_el"), std::string::npos);
  EXPECT_EQ(el_fault("p", {{"class", "x"}}), "");
}

TEST(SafeUrl, LeadsWithinInsynOrToWhereAPersonMayWrite) {
  for (const char* good :
       {"/", "/kontroller/2026-1.1", "/a?b=c&d=//e", "#rad-4", "?rad=4#rad-4",
        "https://example.se/", "mailto:a@example.se", "tel:+46980312200", "/sök/åäö", "/a:b"})
    EXPECT_EQ(safe_url(good), good);
}

TEST(SafeUrl, LeadsNowhereElse) {
  const std::string bad[] = {"javascript:alert(1)",
                             "JavaScript:alert(1)",
                             " javascript:alert(1)",
                             "java\tscript:alert(1)",
                             "\x01javascript:alert(1)",
                             "data:text/html,<script>alert(1)</script>",
                             "vbscript:x",
                             "//host.example/",
                             "/\\host.example/",
                             "\\\\host.example/",
                             "/\t/host.example/",
                             "/\n/host.example/",
                             "\t//host.example/",
                             "/a\r\nSet-Cookie: x",
                             std::string{"/a\0b", 4},
                             "/a\x7f",
                             "http://host.example/",
                             "https:host.example",
                             "https:/host.example",
                             "HTTPS://host.example/",
                             "ftp://host.example/",
                             "file:///etc/passwd",
                             "blob:x",
                             "kontroller",
                             "../kontroller",
                             " /kontroller",
                             ""};
  for (const std::string& url : bad) EXPECT_EQ(safe_url(url), "#") << url;
}

TEST(SafeUrl, HoldsForEveryAttributeThatLeadsSomewhere) {
  for (const char* name : {"href", "action", "src", "formaction", "hx-get", "hx-post"})
    EXPECT_EQ(el("x", {{name, "javascript:alert(1)"}}).str(),
              "<x " + std::string{name} + "=\"#\"></x>");
  EXPECT_EQ(el("a", {{"href", "/a?b=1&c=2"}}).str(), "<a href=\"/a?b=1&amp;c=2\"></a>");
}

TEST(SafeUrl, LetsNothingThroughThatABrowserReadsAsAnotherPlace) {
  EXPECT_TRUE(rc::check([] {
    const std::string url = safe_url(*rc::gen::container<std::string>(
        rc::gen::elementOf(std::string{"/\\\t\n\r :?#.jJahtpsmel\0", 21})));
    RC_ASSERT(url.compare(0, 2, "//") != 0);
    RC_ASSERT(url.find_first_of(std::string_view{"\\\t\n\r\0", 5}) == std::string::npos);
    const bool ours = url[0] == '/' || url[0] == '#' || url[0] == '?';
    const bool known =
        url.rfind("https://", 0) == 0 || url.rfind("mailto:", 0) == 0 || url.rfind("tel:", 0) == 0;
    RC_ASSERT(ours || known);
  }));
}

}  // namespace
}  // namespace insyn
