#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace insyn {

/// The errors that more than one adapter gives, so that they say the same.

/// Code "act-position": somebody else wrote in between.
Error act_position_error(std::uint64_t position, std::uint64_t length);

/// Codes "delivery-missing" and "delivery-purged"; `sha256` in hexadecimal digits.
Error delivery_missing_error(const std::string& sha256);
Error delivery_purged_error(const std::string& sha256);

/// Code "home-locked".
Error home_locked_error(const std::string& home);

}  // namespace insyn
