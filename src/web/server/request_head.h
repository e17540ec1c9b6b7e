#pragma once

#include <string>
#include <tl/expected.hpp>

#include "web/http/message.h"

namespace insyn {

/// What stands before a request's body, as it was parsed and before it is believed.
struct RequestHead {
  std::string method;
  std::string target;
  unsigned version = 11;  ///< 11 is HTTP/1.1
  Fields headers;         ///< names in lower case
  bool has_body = false;
};

/// Who sent it: an IP address, or empty for a Unix socket.
struct Peer {
  std::string address;
  bool is_proxy = false;  ///< what it says of client and TLS is believed
};

/// The request without its body, or the status that it is refused with (RFC 9110, RFC 9112).
tl::expected<HttpRequest, int> read_head(const RequestHead& head, const Peer& peer);

}  // namespace insyn
