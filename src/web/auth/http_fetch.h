#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace insyn {

/// One request to a server that isn't ours, and its answer.
struct FetchRequest {
  std::string url;            ///< https, or http on this machine
  std::string form;           ///< url-encoded; sent by POST unless empty
  std::string authorization;  ///< the header's value; not sent if empty
};

struct FetchAnswer {
  int status = 0;
  std::string body;
};

inline constexpr std::size_t fetch_bytes_most = std::size_t{512} * 1024;

/// The network, for whoever needs it; tests have one of their own. Called from any thread.
class HttpFetch {
 public:
  virtual ~HttpFetch() = default;
  /// Any status is an answer; a redirect isn't followed. Kind unusable, "fetch", when there was
  /// none: no connection, a certificate that doesn't hold, more than fetch_bytes_most, or 10 s.
  virtual Result<FetchAnswer> fetch(const FetchRequest& request) = 0;
};

}  // namespace insyn
