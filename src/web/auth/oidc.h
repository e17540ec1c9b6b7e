#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/calendar/time.h"
#include "web/auth/accounts_file.h"
#include "web/auth/http_fetch.h"
#include "web/auth/provider.h"
#include "web/auth/server_config.h"
#include "web/auth/sessions.h"
#include "web/http/message.h"

namespace insyn {

/// Where the provider sends the browser back to, under the site's public address.
inline constexpr std::string_view oidc_return_path = "/logga-in/svar";
inline constexpr std::chrono::minutes oidc_login_longest{10};

/// Whom the provider says that it is.
struct OidcIdentity {
  std::string subject;             ///< issuer and subject; only ever kept as a keyed hash
  std::string name;                ///< as the provider has it; may be empty
  std::vector<ClaimedRole> roles;  ///< what the configuration makes of the role claim
  Assurance level = Assurance::password;
  std::string return_to;  ///< a path of ours
};

/// Login at an OpenID provider: authorization code with PKCE (RFC 7636, S256), state and nonce
/// (OpenID Connect Core 1.0). A login on its way lies sealed in accounts.db for ten minutes, is
/// good once, and only in the browser that began it.
class OidcClient {
 public:
  OidcClient(const ServerConfig& config, AccountsFile& file, HttpFetch& fetch);

  struct Start {
    std::string location;  ///< where to send the browser
    std::string browser;   ///< for a cookie of its own
  };
  /// Errors: those of Provider.
  Result<Start> start(std::string_view return_to, Instant now);

  /// `query` is what the provider sent back, `browser` the cookie. Errors, of kind unusable:
  /// "oidc-state" (no such login, too old, used, or begun in another browser), "oidc-denied" (the
  /// provider let nobody in), "oidc-exchange" (it gave no token), and those of Provider and
  /// check_claims.
  Result<OidcIdentity> finish(const Fields& query, std::string_view browser, Instant now);

  /// Where the browser logs out of the provider too (RP-Initiated Logout 1.0), by client id: the
  /// ID token, which would be the hint, is personal data and has no place in an address. None if
  /// the provider has no such address.
  std::optional<std::string> logout_address(Instant now);

 private:
  struct OnItsWay {
    std::string nonce, verifier, return_to;
  };
  void keep(std::string_view state, std::string_view browser, const OnItsWay& login, Instant now);
  std::optional<OnItsWay> take(std::string_view state, std::string_view browser, Instant now);
  Result<std::string> exchange(std::string_view code, std::string_view verifier, Instant now);
  OidcIdentity identity_of(const json::object& claims, std::string return_to) const;
  std::string return_address() const;

  OidcConfig config_;
  std::string public_url_;
  AccountsFile& file_;
  HttpFetch& fetch_;
  Provider provider_;
};

/// The level that acr and amr of a token stand for.
Assurance assurance_of(const json::object& claims, const OidcConfig& config);

}  // namespace insyn
