// The means of the tests beside this file.
#include "web/server/server_for_tests.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/check_page.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/text.h"

namespace insyn {
namespace {

std::string text_of(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields.all) text += name + "=" + value + "\n";
  return text;
}

std::string echo(const HttpRequest& request) {
  return "path=" + request.path + "\nclient=" + request.client +
         "\nsecure=" + (request.secure ? "yes" : "no") +
         "\nbody=" + std::to_string(request.body.size()) + "\n" + text_of(request.query) +
         text_of(request.form) + text_of(request.cookies) + text_of(request.headers);
}

std::string contents(const HttpRequest& request) {
  std::string text = text_of(request.form);
  for (const auto& file : request.files) {
    std::ostringstream content;
    content << std::ifstream{file.path, std::ios::binary}.rdbuf();
    text +=
        file.field + "/" + file.name + "/" + std::to_string(file.size) + "=" + content.str() + "\n";
  }
  return text;
}

HttpResponse answer(const HttpRequest& request) {
  HttpResponse response;
  response.type = "text/plain; charset=utf-8";
  if (request.path == "/fel") throw std::runtime_error{"secret text"};
  check_page(request.path != "/trasig", "a page holds together");
  if (request.path == "/sakta") std::this_thread::sleep_for(std::chrono::milliseconds{200});
  if (request.path == "/stor") response.body = std::string(300'000, 'x');
  if (request.path == "/filer") response.body = contents(request);
  if (request.path == "/eko") response.body = echo(request);
  if (request.path == "/sakta") response.body = "klart";
  if (request.path == "/rad") response.headers.push_back({"X-Test", "a\r\nSet-Cookie: b=c"});
  if (request.path == "/stilla") {
    response.body = std::string(2000, 'a');
    response.headers.push_back({"Cache-Control", "max-age=60"});
  }
  return response;
}

template <class Sockaddr>
int connected(int family, Sockaddr& address) {
  const int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{5, 0};
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  EXPECT_EQ(connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  return descriptor;
}

int connect_to(const std::string& address) {
  if (address.starts_with("unix:")) {
    sockaddr_un path{};
    path.sun_family = AF_UNIX;
    address.substr(5).copy(path.sun_path, sizeof(path.sun_path) - 1);
    return connected(AF_UNIX, path);
  }
  const auto colon = address.rfind(':');
  const auto port = htons(
      static_cast<std::uint16_t>(*parse_integer(std::string_view{address}.substr(colon + 1))));
  if (address.starts_with('[')) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = port;
    v6.sin6_addr = in6addr_loopback;
    return connected(AF_INET6, v6);
  }
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = port;
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connected(AF_INET, v4);
}

}  // namespace

ServerForTests::ServerForTests(ServerLimits limits, std::string listen,
                               std::vector<std::string> trusted_proxies)
    : folder_{std::filesystem::temp_directory_path() /
              ("insyn-server-" + to_hex(random_bytes(8)))} {
  std::filesystem::create_directory(folder_);
  std::ofstream{folder_ / "upload-of-a-crash"} << "left";
  ServerOptions options;
  options.listen = listen.empty() ? "unix:" + (folder_ / "http.sock").string() : listen;
  options.uploads = folder_;
  options.trusted_proxies = std::move(trusted_proxies);
  options.limits = limits;
  options.takes_upload = [](const std::string& path) { return path == "/filer"; };
  options.log = [this](const AccessLine& line) {
    const std::lock_guard lock{mutex_};
    log_.push_back(line);
  };
  auto server = Server::listen(std::move(options), answer);
  if (!server) throw std::runtime_error{server.error().text};
  server_ = std::move(*server);
  thread_ = std::thread{[this] { server_->run(); }};
}

ServerForTests::~ServerForTests() {
  stop();
  if (thread_.joinable()) thread_.join();
  server_.reset();
  std::filesystem::remove_all(folder_);
}

std::vector<AccessLine> ServerForTests::log(std::size_t lines) {
  for (int tries = 0; tries < 500; ++tries) {
    {
      const std::lock_guard lock{mutex_};
      if (log_.size() >= lines) return log_;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  ADD_FAILURE() << "the log is too short";
  return std::vector<AccessLine>(lines);
}

RawClient::RawClient(const std::string& address) : descriptor_{connect_to(address)} {}

RawClient::~RawClient() { close(descriptor_); }

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server has heard enough; what it said is read all the same
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::finish_sending() { shutdown(descriptor_, SHUT_WR); }

bool RawClient::receive() {
  std::array<char, 65536> piece{};
  const auto size = recv(descriptor_, piece.data(), piece.size(), 0);
  if (size > 0) came_.append(piece.data(), static_cast<std::size_t>(size));
  if (size < 0 && errno == EAGAIN) came_ += "<open>";
  return size > 0;
}

std::string RawClient::read_answer(bool head_only) {
  std::size_t head = std::string::npos;
  while ((head = came_.find("\r\n\r\n")) == std::string::npos)
    if (!receive()) return std::exchange(came_, {});
  std::size_t length = 0;
  const auto at = came_.find("Content-Length: ");
  if (at < head && !head_only)
    std::from_chars(came_.data() + at + 16, came_.data() + came_.size(), length);
  const auto size = head + 4 + length;
  while (came_.size() < size)
    if (!receive()) return std::exchange(came_, {});
  const std::string one = came_.substr(0, size);
  came_.erase(0, size);
  return one;
}

std::string RawClient::read_all() {
  while (receive()) continue;
  return std::exchange(came_, {});
}

std::string answer_to(const ServerForTests& server, std::string_view bytes) {
  RawClient client{server.address()};
  client.send(bytes);
  return client.read_all();
}

std::string get(std::string_view path, std::string_view headers) {
  return "GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n" + std::string{headers} + "\r\n";
}

std::string post(std::string_view path, std::string_view type, std::string_view body,
                 std::string_view headers) {
  return "POST " + std::string{path} +
         " HTTP/1.1\r\nHost: x\r\nContent-Type: " + std::string{type} +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string{headers} +
         "\r\n" + std::string{body};
}

int status_of(std::string_view answer) {
  int status = 0;
  if (answer.starts_with("HTTP/1.") && answer.size() > 12)
    std::from_chars(answer.data() + 9, answer.data() + 12, status);
  return status;
}

std::string body_of(std::string_view answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string{} : std::string{answer.substr(end + 4)};
}

}  // namespace insyn
