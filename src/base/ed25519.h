#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/hash.h"

namespace insyn {

/// Ed25519 signatures (RFC 8032). The same key and message always give the same signature.

/// A key that signs. It is a secret of the home; only `public_key` may leave it.
struct Ed25519Key {
  std::array<std::uint8_t, 64> secret{};  ///< seed and public key, as libsodium wants them
  Bytes32 public_key{};
};

using Ed25519Signature = std::array<std::uint8_t, 64>;

/// The key that belongs to 32 random bytes.
Ed25519Key ed25519_key(const Bytes32& seed);

Ed25519Signature ed25519_sign(const Ed25519Key& key, std::string_view message);

/// False also for a signature that isn't 64 bytes long.
bool ed25519_verify(const Bytes32& public_key, std::string_view message,
                    std::string_view signature);

}  // namespace insyn
