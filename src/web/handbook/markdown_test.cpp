#include "web/handbook/markdown.h"

#include <gtest/gtest.h>

#include <string>

namespace insyn {
namespace {

Html one_image(std::string_view source, std::string_view alternative) {
  if (source != "there.png") return {};
  return void_el("img", {{"src", "/there.png"}, {"alt", alternative}});
}

std::string body_of(const std::string& text) {
  const auto read = read_markdown("# T\n\n" + text, one_image);
  return read ? read->body.str() : "refused: " + read.error().text;
}

bool is_refused(const std::string& text) { return !read_markdown(text, one_image); }

TEST(Markdown, BeginsWithItsTitleWhichIsNoPartOfTheBody) {
  const auto read = read_markdown("# Handbok för ”chefer” & andra\n\nHej.\n", one_image);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->title, "Handbok för ”chefer” & andra");
  EXPECT_EQ(read->body.str(), "<p>Hej.</p>");
}

TEST(Markdown, HasHeadingsParagraphsListsBoldAndLinks) {
  EXPECT_EQ(body_of("## Två\n\n### Tre\n\nEn rad\nsom går vidare."),
            "<h2>Två</h2><h3>Tre</h3><p>En rad som går vidare.</p>");
  EXPECT_EQ(body_of("- a\n- **b**\n\n1. c\n2. [d](/rutinen)"),
            "<ul><li>a</li><li><strong>b</strong></li></ul>"
            "<ol><li>c</li><li><a href=\"/rutinen\">d</a></li></ol>");
}

TEST(Markdown, HeadsTheRowsAndColumnsOfTables) {
  EXPECT_EQ(body_of("| a | b |\n|---|---|\n| c | d |\n| e | f |"),
            "<table class=\"ds-table cards\" role=\"table\">"
            "<thead role=\"rowgroup\"><tr role=\"row\">"
            "<th scope=\"col\" role=\"columnheader\">a</th>"
            "<th scope=\"col\" role=\"columnheader\">b</th></tr></thead>"
            "<tbody role=\"rowgroup\"><tr role=\"row\">"
            "<th scope=\"row\" role=\"rowheader\">c</th><td role=\"cell\">d</td></tr>"
            "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">e</th>"
            "<td role=\"cell\">f</td></tr></tbody></table>");
}

TEST(Markdown, ShowsImagesThatThereAreByTheirWords) {
  EXPECT_EQ(body_of("![Så ser \"det\" ut](there.png)"),
            "<p><img src=\"/there.png\" alt=\"Så ser &quot;det&quot; ut\"></p>");
  EXPECT_TRUE(is_refused("# T\n\n![Borta](gone.png)"));
  EXPECT_TRUE(is_refused("# T\n\n![](there.png)"));
}

TEST(Markdown, EscapesWhatIsText) {
  EXPECT_EQ(body_of("1 < 2 & \"3\" > 2"), "<p>1 &lt; 2 &amp; &quot;3&quot; &gt; 2</p>");
}

TEST(Markdown, RefusesHtmlAndEverythingThatTheTextsDoWithout) {
  for (const char* text :
       {"<script>x</script>", "Hej <b>du</b>", "Hej <!-- du -->", "> citat", "---", "`kod`",
        "```\nkod\n```", "    kod", "*kursiv*", "en  \nrad", "&amp;", "&lt;script&gt;",
        "![a *b*](there.png)", "3. tre", "<https://example.org>x<i>"})
    EXPECT_EQ(body_of(text).find("refused: "), 0U) << text << " gave " << body_of(text);
}

TEST(Markdown, RefusesLinksThatNoPageMayHave) {
  for (const char* url :
       {"javascript:alert(1)", "//example.org", "/\\example.org", "data:text/html,x"})
    EXPECT_TRUE(is_refused(std::string{"# T\n\n[x]("} + url + ")")) << url;
}

TEST(Markdown, HasOneTitleAndSkipsNoLevel) {
  for (const char* text : {"", "Hej.", "## T", "Hej.\n\n# T", "# T\n\n# T", "# T\n\n### Tre",
                           "# T\n\n## a\n\n#### Fyra", "# **T**", "#"})
    EXPECT_TRUE(is_refused(text)) << text;
  EXPECT_FALSE(is_refused("# T\n\n## a\n\n### b\n\n## c"));
}

}  // namespace
}  // namespace insyn
