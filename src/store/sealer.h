#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace insyn {

/// Encrypts small things for the home's own files: XChaCha20-Poly1305 (IETF) under one key, with a
/// random nonce for each (192 bits: no two meet). Sealed bytes are nonce (24), ciphertext, tag
/// (16).
class Sealer {
 public:
  explicit Sealer(const Bytes32& key) : key_{key} {}
  ~Sealer();
  Sealer(const Sealer&) = default;
  Sealer& operator=(const Sealer&) = default;

  /// `place` says where the sealed bytes belong, so that they open nowhere else; it isn't stored.
  std::string seal(std::string_view plain, std::string_view place) const;

  /// None if a bit was changed, or the key or the place is another.
  std::optional<std::string> open(std::string_view sealed, std::string_view place) const;

 private:
  Bytes32 key_;
};

/// The bytes of a number, least first: a `place` for things that have a number.
std::string place_of(std::uint64_t number);

}  // namespace insyn
