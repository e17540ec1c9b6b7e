#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace insyn {

using Bytes32 = std::array<std::uint8_t, 32>;

/// 128 bits as two halves; sums of such numbers wrap modulo 2^128.
struct Bits128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  Bits128& operator+=(const Bits128& other) {
    low += other.low;
    high += other.high + (low < other.low ? 1U : 0U);
    return *this;
  }
  friend auto operator<=>(const Bits128&, const Bits128&) = default;
};

/// SHA-256 (FIPS 180-4) of the bytes.
Bytes32 sha256(std::string_view bytes);

/// SHA-256 of data that comes in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;
  void update(std::string_view bytes);
  Bytes32 finish();  ///< Once, last.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// HMAC-SHA256 (RFC 2104).
Bytes32 hmac_sha256(std::string_view key, std::string_view message);

/// A 16-byte key of a keyed 128-bit hash; it never leaves the home.
using HashKey = std::array<std::uint8_t, 16>;

/// SipHash-2-4 with 128 bits of output: fast, and nobody without the key can find two that agree.
Bits128 keyed_hash(const HashKey& key, std::string_view bytes);

/// `size` bytes that nobody can foresee.
std::string random_bytes(std::size_t size);

inline std::string_view as_view(const Bytes32& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace insyn
