#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace insyn {

/// Lower-case hexadecimal digits, two a byte.
std::string to_hex(std::string_view bytes);
inline std::string to_hex(const Bytes32& bytes) { return to_hex(as_view(bytes)); }
std::string to_hex(const Bits128& bits);

/// None if the text has an odd length or anything but hexadecimal digits (either case).
std::optional<std::string> from_hex(std::string_view text);
std::optional<Bytes32> bytes32_from_hex(std::string_view text);
std::optional<Bits128> bits128_from_hex(std::string_view text);

/// Standard base64 with padding (RFC 4648, section 4), on one line.
std::string to_base64(std::string_view bytes);

/// None if the text isn't exactly what to_base64 would write of some bytes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace insyn
