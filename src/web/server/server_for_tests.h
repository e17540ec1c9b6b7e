#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "web/server/server.h"

namespace insyn {

/// A server that runs while this lives, on a free port of the loopback unless told otherwise. It
/// answers /eko with what it was given, /sakta after 200 ms, /fel and /trasig never, /filer with
/// the contents of uploads, /stor with 300 kB, /stilla with a text that may be kept.
class ServerForTests {
 public:
  explicit ServerForTests(ServerLimits limits = {}, std::string listen = "127.0.0.1:0",
                          std::vector<std::string> trusted_proxies = {});
  ~ServerForTests();

  std::string address() const { return server_->address(); }
  std::filesystem::path folder() const { return folder_; }
  void stop() { server_->stop(); }
  void wait_until_stopped() { thread_.join(); }
  /// Waits for that many lines.
  std::vector<AccessLine> log(std::size_t lines);

 private:
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::vector<AccessLine> log_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

/// A connection that sends what it is told, byte by byte, and waits 5 s at most.
class RawClient {
 public:
  explicit RawClient(const std::string& address);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes);
  void finish_sending();
  /// One answer: up to what its Content-Length says, or the header alone for a HEAD.
  std::string read_answer(bool head_only = false);
  /// All until the server closes; ends with `<open>` if it doesn't.
  std::string read_all();
  bool is_closed() { return read_all().empty(); }

 private:
  bool receive();

  int descriptor_;
  std::string came_;
};

/// What comes back for the bytes on a connection of their own.
std::string answer_to(const ServerForTests& server, std::string_view bytes);

/// `GET /path` with the headers given, each with its line end.
std::string get(std::string_view path, std::string_view headers = {});
std::string post(std::string_view path, std::string_view type, std::string_view body,
                 std::string_view headers = {});

/// The number in the first line; 0 if there is none.
int status_of(std::string_view answer);
std::string body_of(std::string_view answer);

}  // namespace insyn
