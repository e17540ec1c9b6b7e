// What strangers send: on real sockets, byte by byte. Nothing here may reach a handler but what is
// said to.
#include <gtest/gtest.h>

#include <chrono>

#include "web/server/server_for_tests.h"

namespace insyn {
namespace {

constexpr std::string_view closing = "Connection: close\r\n";

std::string smuggling(std::string_view headers) {
  return "POST /eko HTTP/1.1\r\nHost: x\r\n" + std::string{headers} +
         "\r\n0\r\n\r\nGET /eko HTTP/1.1\r\nHost: x\r\nX-Test: smuggled\r\n\r\n";
}

/// One answer, the status, and then nothing more: the connection is closed.
void expect_refused(const ServerForTests& server, std::string_view bytes, int status) {
  const auto answer = answer_to(server, bytes);
  EXPECT_EQ(status_of(answer), status) << bytes.substr(0, 200);
  EXPECT_EQ(answer.rfind("HTTP/1.1"), 0U) << "a second answer: " << answer;
  EXPECT_FALSE(answer.ends_with("<open>")) << bytes.substr(0, 200);
  EXPECT_EQ(answer.find("smuggled"), std::string::npos);
}

TEST(Attack, ByABodyWhoseEndIsInTwoPlacesIsRefused) {
  const ServerForTests server;
  for (const auto* headers :
       {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 0\r\nContent-Length: 44\r\n", "Content-Length: +5\r\n",
        "Content-Length: -1\r\n", "Content-Length: 0x5\r\n", "Content-Length: 5, 5\r\n",
        "Content-Length: 18446744073709551621\r\n", "Content-Length:\r\n"})
    expect_refused(server, smuggling(headers), 400);
  for (const auto* headers :
       {"Transfer-Encoding: gzip\r\n", "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, identity\r\n"})
    expect_refused(server, smuggling(headers), 501);
  const auto twice =
      answer_to(server, smuggling("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"));
  EXPECT_TRUE(status_of(twice) == 400 || status_of(twice) == 501) << twice;
  expect_refused(
      server, "POST /eko HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
}

TEST(Attack, ByAChunkThatIsNoChunkIsRefused) {
  const ServerForTests server;
  const std::string start = "POST /eko HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const auto* chunk :
       {"-2\r\nabc\r\n0\r\n\r\n", "+2\r\nab\r\n0\r\n\r\n", "2\r\nabc\r\n0\r\n\r\n",
        "0x2\r\nab\r\n0\r\n\r\n", "ffffffffffffffffff\r\nab", "\r\n\r\n"})
    expect_refused(server, start + chunk, 400);
}

TEST(Attack, ByTheFormOfTheHeaderIsRefused) {
  const ServerForTests server;
  const std::string start = "GET /eko HTTP/1.1\r\nHost: x\r\n";
  for (const std::string& bytes : std::vector<std::string>{
           start + "X-Test : a\r\n\r\n", start + "X-Test: a" + std::string(1, '\0') + "b\r\n\r\n",
           start + "X-Test\r\n\r\n", start + ": a\r\n\r\n", start + "X Test: a\r\n\r\n",
           start + "X-Test: a\rb\r\n\r\n", std::string{"GET /eko HTTP/1.1\nHost: x\nX-Test: a\n\n"},
           std::string{"GET  /eko HTTP/1.1\r\nHost: x\r\n\r\n"},
           std::string{"GET /eko HTTP/1.1 \r\nHost: x\r\n\r\n"},
           std::string{"GET /eko\r\nHost: x\r\n\r\n"}, std::string{"G\xff /eko HTTP/1.1\r\n\r\n"},
           std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11} + "\r\n\r\n"})
    expect_refused(server, bytes, 400);
}

TEST(Attack, ByTheHostIsRefused) {
  const ServerForTests server;
  for (const auto* hosts : {"", "Host:\r\n", "Host: x\r\nHost: x\r\n", "Host: a/b\r\n",
                            "Host: a@b\r\n", "Host: a b\r\n", "Host: a,b\r\n"})
    expect_refused(server, "GET /eko HTTP/1.1\r\n" + std::string{hosts} + "\r\n", 400);
}

TEST(Attack, ByThePathIsRefused) {
  const ServerForTests server;
  for (const auto* path : {"/../etc/passwd", "/%2e%2e/etc", "/a%2fb", "/a%00", "/%ff", "//x/y",
                           "http://x/eko", "*", "/eko?a=%ff"})
    expect_refused(server, get(path), 400);
  expect_refused(server, get("/" + std::string(9000, 'a')), 414);
}

TEST(Attack, ByTheMethodIsRefused) {
  const ServerForTests server;
  for (const auto* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    expect_refused(server, std::string{method} + " /eko HTTP/1.1\r\nHost: x\r\n\r\n", 405);
  EXPECT_NE(
      answer_to(server, "PUT /eko HTTP/1.1\r\nHost: x\r\n\r\n").find("Allow: GET, HEAD, POST"),
      std::string::npos);
  for (const auto* method : {"get", "BREW", "GETT"})
    expect_refused(server, std::string{method} + " /eko HTTP/1.1\r\nHost: x\r\n\r\n", 501);
  expect_refused(server, "GET /eko HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 400);
  expect_refused(server, "GET /eko HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\n\r\n", 417);
  for (const auto* version : {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "http/1.1", "HTTP/1.10"})
    expect_refused(server, "GET /eko " + std::string{version} + "\r\nHost: x\r\n\r\n", 400);
}

TEST(Attack, BySizeIsRefused) {
  const ServerForTests server;
  expect_refused(server, get("/eko", "X-Test: " + std::string(1'000'000, 'a') + "\r\n"), 431);
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
  expect_refused(server, get("/eko", many), 431);
  const std::string start = "POST /eko HTTP/1.1\r\nHost: x\r\n";
  expect_refused(server, start + "Content-Length: 10000000000\r\n\r\nabc", 413);
  expect_refused(server, post("/eko", "text/plain", std::string(2'000'000, 'a')), 413);
  std::string chunks = start + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 32; ++i) chunks += "10000\r\n" + std::string(65'536, 'a') + "\r\n";
  expect_refused(server, chunks + "0\r\n\r\n", 413);
  EXPECT_EQ(
      status_of(answer_to(server, post("/eko", "text/plain", std::string(1 << 20, 'a'), closing))),
      200);
}

TEST(Attack, ByAFormIsRefused) {
  const ServerForTests server;
  // The connection is in order, so it may live on: `Connection: close` ends it here.
  const std::string form = "application/x-www-form-urlencoded";
  expect_refused(server, post("/eko", form, "a=%zz", closing), 400);
  expect_refused(server, post("/eko", form, "a=%00", closing), 400);
  expect_refused(server, post("/eko", "multipart/form-data", "a", closing), 400);
  expect_refused(server, post("/eko", "multipart/form-data; boundary=b", "--b\r\n", closing), 400);
  const auto file = "--b\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nc\r\n--b--";
  expect_refused(server, post("/eko", "multipart/form-data; boundary=b", file, closing), 400);
  expect_refused(
      server, post("/eko", form, "a=b", "Content-Type: text/plain\r\nConnection: close\r\n"), 400);
}

TEST(Attack, ByAHeaderThatOthersBelieveIsIgnored) {
  const ServerForTests server;
  const auto encoded =
      answer_to(server, get("/eko", "X-Test: a%0d%0aSet-Cookie: p=1\r\nConnection: close\r\n"));
  EXPECT_NE(encoded.find("x-test=a%0d%0aSet-Cookie: p=1\n"), std::string::npos) << encoded;
  const auto shadowed =
      answer_to(server, get("/eko",
                            "REMOTE_ADDR: 10.9.9.9\r\nX-Forwarded-For: 10.9.9.9\r\n"
                            "X-Forwarded-Proto: https\r\nConnection: close\r\n"));
  EXPECT_NE(shadowed.find("client=127.0.0.1\nsecure=no\n"), std::string::npos) << shadowed;
}

TEST(Attack, ByTrailersAddsNoHeaders) {
  const ServerForTests server;
  const auto answer =
      answer_to(server,
                "POST /eko HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: "
                "close\r\n\r\n3\r\nabc\r\n0\r\nX-Late: smuggled\r\n\r\n");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(answer.find("smuggled"), std::string::npos);
}

TEST(Attack, ByHalfOpenConnectionsKeepsNobodyWaiting) {
  const ServerForTests server;
  std::vector<std::unique_ptr<RawClient>> half_open;
  for (int i = 0; i < 100; ++i) {
    half_open.push_back(std::make_unique<RawClient>(server.address()));
    half_open.back()->send("GET /eko HTTP/1.1\r\nHost: x\r\nX-A: ");
  }
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(status_of(answer_to(server, get("/eko", closing))), 200);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{1});
}

TEST(Attack, ByAnAnswersHeaderEndsInAnError) {
  const ServerForTests server;
  const auto answer = answer_to(server, get("/rad", closing));
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
}

TEST(Server, AsksForTlsAlwaysOfWhoCameByTls) {
  const ServerForTests server{{}, ""};
  const std::string by_tls = "X-Forwarded-Proto: https\r\nConnection: close\r\n";
  for (const auto& request : {get("/eko", by_tls), get("/fel", by_tls),
                              post("/eko", "text/plain", std::string(2'000'000, 'x'), by_tls)})
    EXPECT_NE(answer_to(server, request).find("Strict-Transport-Security: max-age=31536000\r\n"),
              std::string::npos)
        << request.substr(0, 20);
}

TEST(Server, GoesOnAfterAPageThatIsBrokenAndLogsWhere) {
  ServerForTests server;
  EXPECT_EQ(status_of(answer_to(server, get("/trasig", "Connection: close\r\n"))), 500);
  EXPECT_EQ(status_of(answer_to(server, get("/eko", "Connection: close\r\n"))), 200);
  const auto lines = server.log(2);
  EXPECT_TRUE(lines[0].exception.starts_with("insyn::BrokenPage: ")) << lines[0].exception;
  EXPECT_NE(lines[0].exception.find("a page holds together"), std::string::npos);
  EXPECT_EQ(lines[1].exception, "");
}

}  // namespace
}  // namespace insyn
