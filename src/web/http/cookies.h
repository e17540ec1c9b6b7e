#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// The cookies of a `Cookie` header (RFC 6265 4.2). A pair that is malformed is left out and the
/// others count: something else under the same name of host may have set it, and the user can't
/// help it. At most 100.
Fields parse_cookies(std::string_view header);

/// A cookie of ours. Always `Secure; HttpOnly; SameSite=Lax; Path=/`, which a name that begins with
/// `__Host-` demands; browsers take `Secure` from http://localhost too.
struct Cookie {
  std::string name;   ///< a token
  std::string value;  ///< no white space, `"`, `,`, `;` or `\`
  std::optional<std::chrono::seconds>
      max_age{};  ///< none: until the browser is closed; 0: now gone
};

/// As a `Set-Cookie` header; none if the name or the value can't be written.
std::optional<NameValue> set_cookie(const Cookie& cookie);

}  // namespace insyn
