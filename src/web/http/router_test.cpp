#include "web/http/router.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

/// A router and what stands behind its routes.
struct Site {
  Router router;
  std::vector<std::string> texts;

  void add(Method method, std::string_view route, std::string text) {
    router.add(method, route);
    texts.push_back(std::move(text));
  }
};

/// Who answers: the route's text and the captured parts.
std::string answer_of(const Site& site, Method method, std::string_view path) {
  const auto match = site.router.find(method, path);
  if (!match.route) return match.path_known ? "405" : "404";
  std::string answer = site.texts[*match.route];
  for (const auto& [name, value] : match.captures.all) answer += " " + name + "=" + value;
  return answer;
}

Site some_routes() {
  Site site;
  site.add(Method::get, "/", "start");
  site.add(Method::get, "/kontroller/:kontroll/lista", "lista");
  site.add(Method::get, "/kontroller/:kontroll/:del", "del");
  site.add(Method::get, "/kontroller/ny/:del", "ny del");
  site.add(Method::get, "/kontroller/:kontroll", "kontroll");
  site.add(Method::get, "/kontroller/ny", "ny");
  site.add(Method::post, "/kontroller/:kontroll", "ändra");
  site.add(Method::post, "/logga-ut", "ut");
  return site;
}

TEST(Router, FindsTheRouteThatIsWrittenOutFurthestLeft) {
  const Site site = some_routes();
  EXPECT_EQ(answer_of(site, Method::get, "/"), "start");
  EXPECT_EQ(answer_of(site, Method::get, "/kontroller/ny"), "ny");
  EXPECT_EQ(answer_of(site, Method::get, "/kontroller/2026-1"), "kontroll kontroll=2026-1");
  EXPECT_EQ(answer_of(site, Method::get, "/kontroller/1/lista"), "lista kontroll=1");
  EXPECT_EQ(answer_of(site, Method::get, "/kontroller/1/rader"), "del kontroll=1 del=rader");
  EXPECT_EQ(answer_of(site, Method::get, "/kontroller/ny/lista"), "ny del del=lista");
}

TEST(Router, AnswersHeadAsGet) {
  EXPECT_EQ(answer_of(some_routes(), Method::head, "/kontroller/ny"), "ny");
  EXPECT_EQ(answer_of(some_routes(), Method::head, "/logga-ut"), "405");
}

TEST(Router, TellsAnotherMethodFromNobody) {
  const Site site = some_routes();
  EXPECT_EQ(answer_of(site, Method::post, "/kontroller/ny"), "ändra kontroll=ny");
  EXPECT_EQ(answer_of(site, Method::get, "/logga-ut"), "405");
  EXPECT_EQ(answer_of(site, Method::post, "/"), "405");
  for (const auto* path : {"", "kontroller", "/kontroll", "/kontroller/1/2/3"})
    EXPECT_EQ(answer_of(site, Method::post, path), "404");
}

TEST(Redirect, LeadsToAPathOfOursOrToTheStart) {
  const auto location = [](std::string_view path) {
    const auto response = redirect_to(path);
    EXPECT_EQ(response.status, 303);
    return response.headers.at(0).value;
  };
  EXPECT_EQ(location("/kontroller/2026-1?flik=lista&a=%20"), "/kontroller/2026-1?flik=lista&a=%20");
  EXPECT_EQ(location("/listor/1?rad=2#rad-2"), "/listor/1?rad=2#rad-2");
  EXPECT_EQ(location("/listor#a#b"), "/listor#a%23b") << "there is one place";
  EXPECT_EQ(location("/åtgärder"), "/%C3%A5tg%C3%A4rder");
  for (const auto* path :
       {"", "x", "//example.org", "/\\example.org", "\\/example.org", "https://example.org",
        "/\t/example.org", "/a\r\nSet-Cookie: a=b", "javascript:alert(1)"})
    EXPECT_EQ(location(path), "/") << path;
}

TEST(Fields, AreFoundByNameInTheirOrder) {
  const Fields fields{{{"a", "1"}, {"b", "2"}, {"a", "3"}}};
  EXPECT_EQ(fields["a"], "1");
  EXPECT_EQ(fields["c"], "");
  EXPECT_EQ(fields.every("a"), (std::vector<std::string_view>{"1", "3"}));
  EXPECT_TRUE(fields.has("b"));
  EXPECT_FALSE(fields.has("A"));
}

TEST(Header, HoldsNothingThatEndsALine) {
  EXPECT_TRUE(is_header({"X-Test", "å\t b"}));
  for (const auto* value : {"a\r", "a\nb", "a\x7f", "a\x1b"})
    EXPECT_FALSE(is_header({"X-Test", value})) << value;
  EXPECT_FALSE(is_header({"X-Test", std::string("a\0b", 3)}));
  for (const auto* name : {"", "X Test", "X:", "å", "X\n"})
    EXPECT_FALSE(is_header({name, ""})) << name;
}

}  // namespace
}  // namespace insyn
