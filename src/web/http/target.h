#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// What a request asks for: the path, then perhaps `?` and a query (RFC 3986, RFC 9112 3.2.1).
struct Target {
  std::string path;  ///< decoded, in its one normal form: see HttpRequest::path
  Fields query;
};

/// None for what isn't `/…`, or whose path could be read in two ways: bad percent-encoding, bad
/// UTF-8, control characters, `\`, an encoded `/`, an empty part, `.` or `..`. One `/` at the end
/// is taken away, since people type it.
std::optional<Target> parse_target(std::string_view text);

/// Each `%xx` as its byte; none if a `%` isn't followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

/// Every byte but letters, digits, `-._~` and those in `kept` as `%XX`.
std::string percent_encoded(std::string_view text, std::string_view kept = {});

/// What keeps its meaning in a target that is already encoded.
constexpr std::string_view reserved_marks = "/?&=%+:@!$'()*,;";

}  // namespace insyn
