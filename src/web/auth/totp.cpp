#include "web/auth/totp.h"

#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <qrcodegen.hpp>
#include <stdexcept>

#include "base/hash.h"
#include "web/http/target.h"

namespace insyn {
namespace {

constexpr unsigned digits = 6;
constexpr std::size_t secret_bytes = 20;
constexpr std::int64_t step_seconds = 30;

std::string without_spaces(std::string_view typed) {
  std::string code{typed};
  std::erase(code, ' ');
  return code;
}

}  // namespace

std::string new_totp_secret() { return random_bytes(secret_bytes); }

std::string totp_secret_text(std::string_view secret) {
  char* text = nullptr;
  std::size_t size = 0;
  if (oath_base32_encode(secret.data(), secret.size(), &text, &size) != OATH_OK)
    throw std::runtime_error{"no memory left for base32"};
  const std::unique_ptr<char, void (*)(void*)> owner{text, std::free};
  return {text, size};
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::array<char, digits + 1> code{};
  if (oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), digits,
                         false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data()) != OATH_OK)
    throw std::runtime_error{"liboath could not make a code"};
  return code.data();
}

std::int64_t totp_step(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / step_seconds;
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed,
                                          Instant now, std::int64_t last_used) {
  const std::string code = without_spaces(typed);
  if (code.size() != digits) return std::nullopt;
  const std::int64_t current = totp_step(now);
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    if (step <= last_used) continue;
    const std::string right = totp_code(secret, step);
    if (sodium_memcmp(right.data(), code.data(), digits) == 0) return step;
  }
  return std::nullopt;
}

std::string totp_address(std::string_view secret, std::string_view site, std::string_view login) {
  const std::string issuer = percent_encoded(site);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits=6&period=30",
                     issuer, percent_encoded(login), totp_secret_text(secret), issuer);
}

std::optional<QrCode> qr_code(const std::string& text) {
  try {
    const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    QrCode drawn{.size = code.getSize(), .path = {}};
    for (int y = 0; y < drawn.size; ++y)
      for (int x = 0; x < drawn.size; ++x)
        if (code.getModule(x, y)) drawn.path += fmt::format("M{},{}h1v1h-1z", x, y);
    return drawn;
  } catch (const qrcodegen::data_too_long&) {
    return std::nullopt;
  }
}

}  // namespace insyn
