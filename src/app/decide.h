#pragma once

#include <string>

#include "app/home.h"
#include "base/json.h"

namespace insyn {

/// Records that matching staff data with client data is decided (data protection assessment made,
/// unions heard). The document of contract 2: `decision`.
Result<json::object> decide_matching(Home& home, const std::string& reason);

}  // namespace insyn
