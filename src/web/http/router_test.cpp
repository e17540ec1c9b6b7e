#include "web/http/router.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

Handler saying(std::string text) {
  return [text](const HttpRequest&, const Captures&) {
    HttpResponse response;
    response.body = text;
    return response;
  };
}

/// Who answers: the handler's text and the captured parts.
std::string answer_of(const Router& router, Method method, std::string_view path) {
  const auto match = router.find(method, path);
  if (match.handler == nullptr) return match.path_known ? "405" : "404";
  std::string answer = (*match.handler)({}, match.captures).body;
  for (const auto& [name, value] : match.captures.all) answer += " " + name + "=" + value;
  return answer;
}

Router some_routes() {
  Router router;
  router.get("/", saying("start"));
  router.get("/kontroller/:kontroll/lista", saying("lista"));
  router.get("/kontroller/:kontroll/:del", saying("del"));
  router.get("/kontroller/ny/:del", saying("ny del"));
  router.get("/kontroller/:kontroll", saying("kontroll"));
  router.get("/kontroller/ny", saying("ny"));
  router.post("/kontroller/:kontroll", saying("ändra"));
  router.post("/logga-ut", saying("ut"));
  return router;
}

TEST(Router, FindsTheRouteThatIsWrittenOutFurthestLeft) {
  const Router router = some_routes();
  EXPECT_EQ(answer_of(router, Method::get, "/"), "start");
  EXPECT_EQ(answer_of(router, Method::get, "/kontroller/ny"), "ny");
  EXPECT_EQ(answer_of(router, Method::get, "/kontroller/2026-1"), "kontroll kontroll=2026-1");
  EXPECT_EQ(answer_of(router, Method::get, "/kontroller/1/lista"), "lista kontroll=1");
  EXPECT_EQ(answer_of(router, Method::get, "/kontroller/1/rader"), "del kontroll=1 del=rader");
  EXPECT_EQ(answer_of(router, Method::get, "/kontroller/ny/lista"), "ny del del=lista");
}

TEST(Router, AnswersHeadAsGet) {
  EXPECT_EQ(answer_of(some_routes(), Method::head, "/kontroller/ny"), "ny");
  EXPECT_EQ(answer_of(some_routes(), Method::head, "/logga-ut"), "405");
}

TEST(Router, TellsAnotherMethodFromNobody) {
  const Router router = some_routes();
  EXPECT_EQ(answer_of(router, Method::post, "/kontroller/ny"), "ändra kontroll=ny");
  EXPECT_EQ(answer_of(router, Method::get, "/logga-ut"), "405");
  EXPECT_EQ(answer_of(router, Method::post, "/"), "405");
  for (const auto* path : {"", "kontroller", "/kontroll", "/kontroller/1/2/3"})
    EXPECT_EQ(answer_of(router, Method::post, path), "404");
}

TEST(Router, ListsItsRoutesInOrder) {
  const auto routes = some_routes().routes();
  ASSERT_EQ(routes.size(), 8U);
  EXPECT_EQ(routes.front().pattern, "/");
  EXPECT_EQ(routes.back().pattern, "/logga-ut");
  EXPECT_EQ(routes.back().method, Method::post);
}

TEST(Redirect, LeadsToAPathOfOursOrToTheStart) {
  const auto location = [](std::string_view path) {
    const auto response = redirect_to(path);
    EXPECT_EQ(response.status, 303);
    return response.headers.at(0).value;
  };
  EXPECT_EQ(location("/kontroller/2026-1?flik=lista&a=%20"), "/kontroller/2026-1?flik=lista&a=%20");
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
