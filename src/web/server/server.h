#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "web/http/message.h"

namespace insyn {

/// An HTTP/1.1 server on one TCP address or Unix socket (Boost.Beast behind a pimpl: no other file
/// sees it). One thread reads and writes all connections; handlers are plain blocking functions
/// that run on a pool of `workers` threads, several at a time.
///
/// What a handler gets has been checked: size limits, one Host, no smuggling, well-formed path.
/// What is malformed is answered with 400, 408, 413, 414, 431 or 501 and the connection is closed.
/// An exception from the handler becomes a 500 with a number to read out, and nothing else.
struct ServerLimits {
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t body_bytes_max = 1024 * 1024;                    ///< of a form in memory
  std::uint64_t upload_bytes_max = 8ULL * 1024 * 1024 * 1024;  ///< streamed to a file
  std::size_t connections_max = 256;
  std::chrono::seconds read_timeout{10};  ///< of the header, and between two pieces of a body
  std::chrono::seconds idle_timeout{60};
  std::chrono::seconds stop_timeout{25};  ///< how long answers under way may take at a stop
  int workers = 8;
};

struct ServerOptions {
  std::string listen;  ///< `127.0.0.1:8080`, `[::1]:8080`, or `unix:/run/insyn/http.sock`
  std::filesystem::path uploads;  ///< an existing folder for files that come in
  /// Whether X-Forwarded-For and -Proto are believed: only from a Unix socket, or an address here.
  std::string trusted_proxy;
  ServerLimits limits{};
  /// Whether this path of a POST may carry an upload; asked before a byte of the body is read.
  std::function<bool(const std::string& path)> takes_upload;
};

class Server {
 public:
  using Answer = std::function<HttpResponse(const HttpRequest&)>;

  /// Listens when it returns. Kind refused: the address can't be had, with what to do.
  static Result<std::unique_ptr<Server>> listen(ServerOptions options, Answer answer);

  ~Server();
  /// Serves until `stop` (from any thread, or a signal's handler): takes no more connections,
  /// finishes answers under way, then returns.
  void run();
  void stop();
  /// Where it listens; with the port that the system chose if `:0` was asked for.
  std::string address() const;

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace insyn
