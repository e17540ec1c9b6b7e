#pragma once

#include <string>

#include "web/auth/http_fetch.h"

namespace insyn {

/// HttpFetch by libcurl; certificates are always verified, against those of the system.
class CurlFetch final : public HttpFetch {
 public:
  CurlFetch();
  Result<FetchAnswer> fetch(const FetchRequest& request) override;
};

}  // namespace insyn
