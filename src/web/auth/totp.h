#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar/time.h"

namespace insyn {

/// One-time codes by the clock (RFC 6238): six digits, SHA-1, a new one every 30 seconds, as every
/// authenticator app has them.

std::string new_totp_secret();                          ///< 20 random bytes
std::string totp_secret_text(std::string_view secret);  ///< base32, to be typed into an app

/// The code of a step; a step is the number of whole half minutes since 1970.
std::string totp_code(std::string_view secret, std::int64_t step);
std::int64_t totp_step(Instant at);

/// The step whose code was typed: the current one, or one beside it for clocks that differ. Only
/// later ones than `last_used` count, so that no code works twice. Spaces between digits are let
/// through.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed,
                                          Instant now, std::int64_t last_used);

/// otpauth://totp/… (Key URI format of Google Authenticator), for a QR code.
std::string totp_address(std::string_view secret, std::string_view site, std::string_view login);

/// A QR code (ISO/IEC 18004) with modules of 1 by 1, without the quiet zone of 4 that must surround
/// it. `path` is the `d` of one SVG path that fills the dark modules.
struct QrCode {
  int size = 0;  ///< modules a side
  std::string path;
};

/// None if the text is too long for one.
std::optional<QrCode> qr_code(const std::string& text);

}  // namespace insyn
