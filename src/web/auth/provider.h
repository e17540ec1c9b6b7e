#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/calendar/time.h"
#include "web/auth/http_fetch.h"
#include "web/auth/id_token.h"
#include "web/auth/jwk.h"

namespace insyn {

/// Where a provider's addresses are (OpenID Connect Discovery 1.0).
struct ProviderAddresses {
  std::string authorization, token, keys;
  std::string end_session;      ///< empty: it has none
  bool secret_in_form = false;  ///< it takes no Basic authorization
};

/// Errors: "discovery-unreadable", "discovery-issuer" (it must be exactly the one that was asked),
/// "discovery-unsafe" (an address that is not https, or is on this machine while the issuer isn't).
Result<ProviderAddresses> parse_discovery(std::string_view text, std::string_view issuer);

/// A provider's addresses and keys, fetched when they are first needed and kept for an hour. Any
/// thread may ask; while one fetches, others wait.
class Provider {
 public:
  Provider(std::string issuer, HttpFetch& fetch) : issuer_{std::move(issuer)}, fetch_{fetch} {}

  /// Errors: those of HttpFetch and parse_discovery. After a failure it isn't tried for 10 s.
  Result<ProviderAddresses> addresses(Instant now);

  /// Whether a key of the provider's made the signature. A key that isn't known makes us fetch the
  /// keys once more, at most once a minute. Errors: "token-key", "token-signature", and as above.
  Result<Done> verify(const SignedToken& token, Instant now);

 private:
  Result<Done> fresh_addresses(Instant now);
  Result<Done> fetch_keys(Instant now);
  tl::unexpected<Error> failed(const Error& error, Instant now);
  Result<std::string> text_at(const std::string& url);

  std::string issuer_;
  HttpFetch& fetch_;
  std::mutex mutex_;
  std::optional<ProviderAddresses> addresses_;
  std::optional<JwkSet> keys_;
  std::optional<Error> failure_;  ///< of the try that failed last
  Instant addresses_at_{}, keys_at_{}, failed_at_{};
};

}  // namespace insyn
