#pragma once

#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// The cookies of a `Cookie` header (RFC 6265 4.2). A pair that is malformed is left out and the
/// others count: something else under the same name of host may have set it, and the user can't
/// help it. At most 100.
Fields parse_cookies(std::string_view header);

}  // namespace insyn
