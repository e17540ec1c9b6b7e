#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "web/http/message.h"

namespace insyn {

struct ServerLimits {
  using Milliseconds = std::chrono::milliseconds;

  std::size_t header_bytes_max = std::size_t{16} * 1024;
  std::size_t body_bytes_max = std::size_t{1024} * 1024;       ///< of a form in memory
  std::uint64_t upload_bytes_max = 8ULL * 1024 * 1024 * 1024;  ///< streamed to a file
  std::size_t connections_max = 256;                           ///< more wait in the system's queue
  Milliseconds read_timeout{10'000};  ///< of a header; between two pieces of a body or an answer
  Milliseconds idle_timeout{60'000};  ///< from the connection, or the last answer, to a request
  Milliseconds stop_timeout{25'000};  ///< how long answers under way may take at a stop
  int workers = 8;
};

/// One request for the log: nothing of whom or what it was about.
struct AccessLine {
  std::string method;  ///< `GET`, `HEAD`, `POST`; `-` if it was none of them, or unreadable
  int status = 0;
  /// From the first byte of the header to the last of the answer.
  std::chrono::milliseconds took{};
  std::uint64_t bytes = 0;  ///< of the answer's body, as sent
  std::string incident;     ///< of a 500: the number that the user was shown; else empty
  std::string exception;    ///< of a 500: the exception's type; a BrokenPage's text too
};

struct ServerOptions {
  /// `127.0.0.1:8080`, `[::1]:8080` (port 0: any free one), or `unix:/run/insyn/http.sock` (mode
  /// 0660; what a dead server left there is replaced).
  std::string listen;
  /// An existing folder of the server's own for files that come in: mode 0600, gone when the answer
  /// is sent. Leftovers of a crash are removed at the start.
  std::filesystem::path uploads;
  /// IP addresses whose X-Forwarded-For and -Proto are believed, besides who comes by a Unix
  /// socket.
  std::vector<std::string> trusted_proxies;
  ServerLimits limits{};
  /// Whether this path of a POST may carry an upload; asked before a byte of the body is read.
  /// Without it none may.
  std::function<bool(const std::string& path)> takes_upload;
  /// Called for every answer on the thread of the connections: it must not wait for anything.
  std::function<void(const AccessLine&)> log;
};

/// An HTTP/1.1 server on one TCP address or Unix socket (Boost.Beast behind a pimpl: no other file
/// sees it). One thread reads and writes all connections; handlers are plain blocking functions
/// that run on a pool of `workers` threads, several at a time.
///
/// What a handler gets has been checked: size limits, one Host, no smuggling, well-formed path.
/// What is not so is answered with 400, 405, 413, 414, 417, 431 or 501 and the connection is
/// closed; what comes too slowly is closed without an answer. An exception from the handler becomes
/// a 500 with a number to read out, and nothing else.
///
/// Answers get the headers of web/server/answers.h. Of what may be kept, the server makes an entity
/// tag, a 304 and a gzipped form by itself (web/http/etag.h, gzip.h).
class Server {
 public:
  using Answer = std::function<HttpResponse(const HttpRequest&)>;  ///< from several threads

  /// Listens when it returns. Kind refused: the address can't be had, with what to do.
  static Result<std::unique_ptr<Server>> listen(ServerOptions options, Answer answer);

  ~Server();
  /// Serves until `stop`, then takes no more connections, finishes answers under way, and returns.
  /// Once only.
  void run();
  void stop();  ///< from any thread, or a signal's handler
  /// Where it listens; with the port that the system chose if `:0` was asked for.
  std::string address() const;

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace insyn
