#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "domain/calendar/time.h"
#include "web/auth/jwk.h"

namespace insyn {

/// A signed token (RFC 7515, compact form; RFC 7519) and what makes it an ID token for us (OpenID
/// Connect Core 1.0, 3.1.3.7). Errors are of kind unusable; their codes all begin with `token-`,
/// for the log: nothing of the token itself stands in them.

/// A token of the right form. Nothing in it is true until its signature was verified.
struct SignedToken {
  SigningAlgorithm algorithm = SigningAlgorithm::rs256;
  std::string key_id;
  std::string signed_part;  ///< header and payload as they were sent
  std::string signature;
  json::object claims;
};

/// Errors: "token-form" (size, parts, base64, JSON, doubled members), "token-algorithm" (not on our
/// list, `none` included), "token-critical" (an extension that we'd have to know).
Result<SignedToken> parse_signed_token(std::string_view text);

struct ExpectedToken {
  std::string issuer;
  std::string client_id;
  std::string nonce;
};

/// Exact issuer and audience; `azp` if there are several audiences; nonce; exp, iat and nbf with
/// 60 s for clocks that differ. Errors: "token-issuer", "token-audience", "token-party",
/// "token-nonce", "token-expired", "token-early", "token-time", "token-subject".
Result<Done> check_claims(const json::object& claims, const ExpectedToken& expected, Instant now);

/// The texts of a claim that is one text or a list of them.
std::vector<std::string> claim_texts(const json::object& claims, std::string_view name);

}  // namespace insyn
