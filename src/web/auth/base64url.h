#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace insyn {

/// Base64 for addresses and tokens, without padding (RFC 4648, section 5; RFC 7515, appendix C).
std::string to_base64url(std::string_view bytes);

/// None if the text isn't exactly what to_base64url would write of some bytes.
std::optional<std::string> from_base64url(std::string_view text);

/// A secret that nobody can guess, as text: 32 random bytes, 43 characters.
std::string random_token();

}  // namespace insyn
