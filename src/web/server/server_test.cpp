// How the server behaves towards those who mean well: on real sockets.
#include "web/server/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>

#include "web/server/server_for_tests.h"

namespace insyn {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view closing = "Connection: close\r\n";

auto seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

std::size_t uploads_in(const ServerForTests& server) {
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator{server.folder()})
    if (entry.path().filename().string().starts_with("upload")) ++found;
  return found;
}

TEST(Server, AnswersOneRequestAfterTheOtherOnAConnection) {
  const ServerForTests server;
  RawClient client{server.address()};
  client.send(get("/eko?a=1"));
  EXPECT_NE(client.read_answer().find("a=1\n"), std::string::npos);
  client.send(post("/eko", "application/x-www-form-urlencoded", "namn=%C3%85sa+B"));
  EXPECT_NE(client.read_answer().find("namn=Åsa B\n"), std::string::npos);
  client.send(post("/eko", "application/json", "[1,2]"));
  EXPECT_NE(client.read_answer().find("body=5\n"), std::string::npos);
  client.send(get("/eko", "Cookie: a=b; c=d\r\nCookie: e=f\r\nConnection: close\r\n"));
  EXPECT_NE(client.read_answer().find("a=b\nc=d\ne=f\n"), std::string::npos);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  const ServerForTests server;
  RawClient client{server.address()};
  client.send(get("/sakta") + get("/eko?a=2") + get("/eko?a=3", closing));
  EXPECT_EQ(body_of(client.read_answer()), "klart");
  EXPECT_NE(client.read_answer().find("a=2\n"), std::string::npos);
  EXPECT_NE(client.read_answer().find("a=3\n"), std::string::npos);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersHeadAsGetWithoutABody) {
  const ServerForTests server;
  RawClient client{server.address()};
  client.send("HEAD /stor HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = client.read_answer(true);
  EXPECT_EQ(status_of(head), 200);
  EXPECT_NE(head.find("Content-Length: 300000\r\n"), std::string::npos);
  client.send(get("/stor", closing));
  EXPECT_EQ(body_of(client.read_answer()).size(), 300'000U);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, ClosesAfterHttp10UnlessAskedNotTo) {
  const ServerForTests server;
  EXPECT_EQ(status_of(answer_to(server, "GET /eko HTTP/1.0\r\nHost: x\r\n\r\n")), 200);
  RawClient client{server.address()};
  client.send("GET /eko HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(status_of(client.read_answer()), 200);
  client.send("GET /eko HTTP/1.0\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status_of(client.read_answer()), 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, ReadsWhatComesByteByByte) {
  const ServerForTests server;
  RawClient client{server.address()};
  for (const char c : post("/eko", "application/x-www-form-urlencoded", "a=b", closing))
    client.send({&c, 1});
  EXPECT_NE(client.read_all().find("a=b\n"), std::string::npos);
}

TEST(Server, TellsAClientThatWaitsToSendItsBody) {
  const ServerForTests server;
  RawClient client{server.address()};
  const auto request = post("/eko", "text/plain", "abc", "Expect: 100-continue\r\n");
  client.send(request.substr(0, request.size() - 3));
  EXPECT_EQ(client.read_answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_NE(client.read_answer().find("body=3\n"), std::string::npos);
}

TEST(Server, AnswersOthersWhileHandlersAreSlow) {
  const ServerForTests server;
  const auto began = std::chrono::steady_clock::now();
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(std::make_unique<RawClient>(server.address()));
    waiting.back()->send(get("/sakta"));
  }
  EXPECT_EQ(status_of(answer_to(server, get("/eko", closing))), 200);
  for (auto& client : waiting) EXPECT_EQ(body_of(client->read_answer()), "klart");
  EXPECT_LT(seconds_since(began), 0.6);  // one after the other: 0.8
}

TEST(Server, SaysOfAnExceptionOnlyANumberThatTheLogHas) {
  ServerForTests server;
  const auto answer = answer_to(server, get("/fel?namn=x", closing));
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(answer.find("secret"), std::string::npos);
  const AccessLine line = server.log(1).at(0);
  EXPECT_EQ(line.status, 500);
  EXPECT_EQ(line.incident.size(), 8U);
  EXPECT_NE(answer.find(line.incident), std::string::npos);
  EXPECT_EQ(line.exception, "std::runtime_error");
}

TEST(Server, LogsMethodStatusTimeAndBytes) {
  ServerForTests server;
  RawClient client{server.address()};
  client.send(get("/sakta"));
  client.read_answer();
  client.send("HEAD /stor HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_answer(true);
  client.send("BREW / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto lines = server.log(3);
  EXPECT_EQ(lines[0].method, "GET");
  EXPECT_EQ(lines[0].status, 200);
  EXPECT_EQ(lines[0].bytes, 5U);
  EXPECT_GE(lines[0].took, milliseconds{200});
  EXPECT_EQ(lines[0].incident, "");
  EXPECT_EQ(lines[1].method, "HEAD");
  EXPECT_EQ(lines[1].bytes, 0U);
  EXPECT_EQ(lines[2].method, "-");
  EXPECT_EQ(lines[2].status, 501);
}

TEST(Server, LetsNothingBeKeptFramedOrScriptedUnlessTheHandlerSaysSo) {
  const ServerForTests server;
  for (const auto* path : {"/eko", "/fel", "/%00"}) {
    const auto answer = answer_to(server, get(path, closing));
    EXPECT_NE(answer.find("Cache-Control: no-store\r\n"), std::string::npos) << answer;
    EXPECT_NE(answer.find("Content-Security-Policy: default-src 'none'; script-src 'self'"),
              std::string::npos);
    EXPECT_NE(answer.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_NE(answer.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
    EXPECT_NE(answer.find("X-Frame-Options: DENY\r\n"), std::string::npos);
    EXPECT_EQ(answer.find("Strict-Transport-Security"), std::string::npos) << "without TLS";
  }
  const auto kept = answer_to(server, get("/stilla", closing));
  EXPECT_NE(kept.find("Cache-Control: max-age=60\r\n"), std::string::npos);
  EXPECT_EQ(kept.find("no-store"), std::string::npos);
}

TEST(Server, SendsWhatMayBeKeptShortOrNotAtAll) {
  const ServerForTests server;
  const auto packed =
      answer_to(server, get("/stilla", "Accept-Encoding: gzip\r\nConnection: close\r\n"));
  EXPECT_NE(packed.find("Content-Encoding: gzip\r\n"), std::string::npos);
  EXPECT_LT(packed.size(), 1500U);
  const auto at = packed.find("ETag: ") + 6;
  const auto tag = packed.substr(at, packed.find("\r\n", at) - at);
  const auto known =
      answer_to(server, get("/stilla", "If-None-Match: " + tag + "\r\nConnection: close\r\n"));
  EXPECT_EQ(status_of(known), 304);
  EXPECT_EQ(body_of(known), "");
  EXPECT_EQ(known.find("Content-Length"), std::string::npos);
}

TEST(Server, PutsUploadsIntoFilesThatAreGoneAfterwards) {
  ServerForTests server;
  EXPECT_EQ(uploads_in(server), 0U) << "what a crash left is removed";
  const std::string large(3'000'000, 'x');
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"typ\"\r\n\r\nlogg\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"a.csv\"\r\n\r\n" +
      large +
      "\r\n--b\r\nContent-Disposition: form-data; name=\"fil\"; "
      "filename=\"b.csv\"\r\n\r\n\r\n--b--";
  const auto answer =
      answer_to(server, post("/filer", "multipart/form-data; boundary=b", form, closing));
  EXPECT_EQ(body_of(answer), "typ=logg\nfil/a.csv/3000000=" + large + "\nfil/b.csv/0=\n");
  server.log(1);
  EXPECT_EQ(uploads_in(server), 0U);
}

TEST(Server, RemovesAnUploadThatWasBrokenOff) {
  ServerForTests server;
  {
    RawClient client{server.address()};
    client.send(
        "POST /filer HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        "Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=f; "
        "filename=a\r\n\r\nabc");
    for (int i = 0; i < 500 && uploads_in(server) == 0; ++i)
      std::this_thread::sleep_for(milliseconds{5});
    EXPECT_EQ(uploads_in(server), 1U);
    for (const auto& entry : std::filesystem::directory_iterator{server.folder()})
      EXPECT_EQ(entry.status().permissions(), std::filesystem::perms{0600});
  }
  for (int i = 0; i < 500 && uploads_in(server) > 0; ++i)
    std::this_thread::sleep_for(milliseconds{5});
  EXPECT_EQ(uploads_in(server), 0U);
}

TEST(Server, LimitsUploads) {
  ServerLimits limits;
  limits.upload_bytes_max = 100'000;
  const ServerForTests server{limits};
  const std::string start = "--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n";
  const std::string type = "multipart/form-data; boundary=b";
  EXPECT_EQ(status_of(answer_to(server, post("/filer", type, start + std::string(200'000, 'x')))),
            413);
  EXPECT_EQ(uploads_in(server), 0U);
}

TEST(Server, ClosesConnectionsThatAreSilentOrSlow) {
  ServerLimits limits;
  limits.read_timeout = milliseconds{100};
  limits.idle_timeout = milliseconds{300};
  const ServerForTests server{limits};
  const auto began = std::chrono::steady_clock::now();
  RawClient header{server.address()}, body{server.address()}, silent{server.address()};
  header.send("GET /eko HTTP/1.1\r\nHo");
  body.send("POST /eko HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
  EXPECT_TRUE(header.is_closed());
  EXPECT_TRUE(body.is_closed());
  EXPECT_LT(seconds_since(began), 0.29);
  EXPECT_TRUE(silent.is_closed());
  EXPECT_GE(seconds_since(began), 0.29);
  RawClient slow{server.address()};
  slow.send(get("/sakta"));  // longer than both: only the client is hurried
  EXPECT_EQ(body_of(slow.read_answer()), "klart");
}

TEST(Server, LetsConnectionsAboveTheLimitWait) {
  ServerLimits limits;
  limits.connections_max = 2;
  const ServerForTests server{limits};
  auto first = std::make_unique<RawClient>(server.address());
  first->send(get("/eko"));
  EXPECT_EQ(status_of(first->read_answer()), 200);
  RawClient second{server.address()};
  second.send(get("/eko"));
  EXPECT_EQ(status_of(second.read_answer()), 200);
  RawClient third{server.address()};
  third.send(get("/eko?a=3", closing));
  std::this_thread::sleep_for(milliseconds{50});
  second.send(get("/eko"));  // those that are in are answered all the same
  EXPECT_EQ(status_of(second.read_answer()), 200);
  first.reset();
  EXPECT_EQ(status_of(third.read_answer()), 200);
}

TEST(Server, FinishesWhatIsUnderWayWhenStopped) {
  ServerForTests server;
  RawClient slow{server.address()}, idle{server.address()}, uploading{server.address()};
  idle.send(get("/eko"));
  idle.read_answer();
  const auto request = post("/eko", "text/plain", "abc");
  uploading.send(request.substr(0, request.size() - 1));
  slow.send(get("/sakta"));
  std::this_thread::sleep_for(milliseconds{50});
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  EXPECT_TRUE(idle.is_closed());
  EXPECT_LT(seconds_since(began), 0.1);
  uploading.send("c");
  EXPECT_NE(uploading.read_answer().find("body=3"), std::string::npos);
  const auto answer = slow.read_answer();
  EXPECT_EQ(body_of(answer), "klart");
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(slow.is_closed());
  uploading.finish_sending();
  slow.finish_sending();
  server.wait_until_stopped();
  EXPECT_LT(seconds_since(began), 1.0);
}

TEST(Server, StopsThoughAClientNeverFinishes) {
  ServerLimits limits;
  limits.stop_timeout = milliseconds{100};
  ServerForTests server{limits};
  RawClient client{server.address()}, slow{server.address()};
  client.send("POST /eko HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
  slow.send(get("/sakta"));
  std::this_thread::sleep_for(milliseconds{50});
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  server.wait_until_stopped();
  EXPECT_LT(seconds_since(began), 1.0);
}

TEST(Server, StopsBeforeItRuns) {
  ServerForTests server;
  server.stop();
  server.stop();
  server.wait_until_stopped();
}

TEST(Server, ListensOnIpv6) {
  const ServerForTests server{{}, "[::1]:0"};
  EXPECT_TRUE(server.address().starts_with("[::1]:"));
  EXPECT_NE(server.address(), "[::1]:0");
  EXPECT_NE(answer_to(server, get("/eko", closing)).find("client=::1\n"), std::string::npos);
}

TEST(Server, BelievesAProxyOnAUnixSocket) {
  const ServerForTests server{{}, ""};
  const auto answer = answer_to(server, get("/eko",
                                            "X-Forwarded-For: 6.6.6.6, ::ffff:10.1.2.3\r\n"
                                            "X-Forwarded-Proto: https\r\nConnection: close\r\n"));
  EXPECT_NE(answer.find("client=10.1.2.3\nsecure=yes\n"), std::string::npos) << answer;
  const auto odd = answer_to(server, get("/eko",
                                         "X-Forwarded-For: Anna Andersson\r\nX-Forwarded-Proto: "
                                         "https\r\nX-Forwarded-Proto: http\r\n"
                                         "Connection: close\r\n"));
  EXPECT_NE(odd.find("client=\nsecure=no\n"), std::string::npos) << odd;
}

TEST(Server, BelievesTheProxiesThatItWasToldOf) {
  const std::string headers =
      "X-Forwarded-For: 10.1.2.3\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n";
  for (const auto* own : {"127.0.0.1", "::ffff:127.0.0.1"}) {
    const ServerForTests told{{}, "127.0.0.1:0", {"10.0.0.1", own}};
    EXPECT_NE(answer_to(told, get("/eko", headers)).find("client=10.1.2.3\nsecure=yes\n"),
              std::string::npos);
  }
  const ServerForTests other{{}, "127.0.0.1:0", {"10.0.0.1", "127.0.0.2"}};
  EXPECT_NE(answer_to(other, get("/eko", headers)).find("client=127.0.0.1\nsecure=no\n"),
            std::string::npos);
}

TEST(UnixSocket, IsForTheOwnerAndTheGroupAndGoneAfterwards) {
  std::string path;
  {
    const ServerForTests server{{}, ""};
    path = server.address().substr(5);
    struct stat found {};
    ASSERT_EQ(stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0660U);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

Result<std::unique_ptr<Server>> listen_at(std::string address) {
  ServerOptions options;
  options.listen = std::move(address);
  options.uploads = std::filesystem::temp_directory_path() / "insyn-no-such-folder";
  return Server::listen(std::move(options), [](const HttpRequest&) { return HttpResponse{}; });
}

TEST(UnixSocket, TakesThePlaceOfADeadServerOnly) {
  const ServerForTests alive{{}, ""};
  EXPECT_EQ(listen_at(alive.address()).error().kind, ErrorKind::refused);
  const auto other = alive.folder() / "file";
  std::ofstream{other} << "text";
  EXPECT_FALSE(listen_at("unix:" + other.string()));
  EXPECT_TRUE(std::filesystem::exists(other));
  // A name that stays although nobody listens under it: what a kill leaves.
  const auto dead = alive.folder() / "dead.sock", copy = alive.folder() / "copy.sock";
  {
    const auto server = listen_at("unix:" + dead.string());
    ASSERT_TRUE(server);
    std::filesystem::create_hard_link(dead, copy);
  }
  EXPECT_FALSE(std::filesystem::exists(dead));
  EXPECT_TRUE(std::filesystem::exists(copy));
  EXPECT_TRUE(listen_at("unix:" + copy.string()));
}

TEST(Server, SaysWhatToDoWhenAnAddressCanNotBeHad) {
  const ServerForTests server;
  for (const std::string& address :
       {std::string{}, std::string{"8080"}, std::string{"localhost:80"}, std::string{"127.0.0.1:"},
        std::string{"127.0.0.1:65536"}, std::string{"::1:80"}, std::string{"[::1]"},
        std::string{"unix:"}, "unix:/" + std::string(107, 'a'), std::string{"unix:/no/such/folder"},
        std::string{"127.0.0.1:-1"}, server.address()}) {
    const auto refused = listen_at(address);
    ASSERT_FALSE(refused) << address;
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
    const std::string& text = refused.error().text;
    EXPECT_TRUE(text.find("Skriv till exempel") != std::string::npos ||
                text.find("Välj en annan adress") != std::string::npos)
        << text;
  }
}

}  // namespace
}  // namespace insyn
