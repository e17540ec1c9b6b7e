#include "base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/check.h"

namespace insyn {

namespace {

/// Looked up once: finding an algorithm by name costs OpenSSL 3 more than hashing a short text.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  check(algorithm != nullptr, "SHA-256 is there");
  return algorithm;
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void begin(EVP_MD_CTX* context) {
  check(EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1, "a hash can begin");
}

void add(EVP_MD_CTX* context, std::string_view bytes) {
  check(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1, "a hash takes bytes");
}

Bytes32 end(EVP_MD_CTX* context) {
  Bytes32 digest{};
  check(EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1, "a hash can end");
  return digest;
}

std::uint64_t big_endian(const std::uint8_t* bytes) {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | bytes[i];
  return number;
}

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  check(started, "libsodium starts");
}

}  // namespace

Bytes32 sha256(std::string_view bytes) {
  thread_local const Context context{EVP_MD_CTX_new()};
  begin(context.get());
  add(context.get(), bytes);
  return end(context.get());
}

struct Sha256Stream::Impl {
  Context context{EVP_MD_CTX_new()};
};

Sha256Stream::Sha256Stream() : impl_{std::make_unique<Impl>()} { begin(impl_->context.get()); }
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::update(std::string_view bytes) { add(impl_->context.get(), bytes); }

Bytes32 Sha256Stream::finish() { return end(impl_->context.get()); }

Bytes32 hmac_sha256(std::string_view key, std::string_view message) {
  Bytes32 code{};
  unsigned int size = 0;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(message.data());
  // An empty view may have no address, which OpenSSL would take for "the key as before".
  const char* const key_bytes = key.empty() ? "" : key.data();
  const auto* const done = HMAC(sha256_algorithm(), key_bytes, static_cast<int>(key.size()), bytes,
                                message.size(), code.data(), &size);
  check(done != nullptr && size == code.size(), "HMAC works");
  return code;
}

Bits128 keyed_hash(const HashKey& key, std::string_view bytes) {
  static_assert(crypto_shorthash_siphashx24_KEYBYTES == 16);
  std::array<std::uint8_t, crypto_shorthash_siphashx24_BYTES> out{};
  crypto_shorthash_siphashx24(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size(), key.data());
  return {big_endian(out.data()), big_endian(out.data() + 8)};
}

std::string random_bytes(std::size_t size) {
  start_sodium();
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), size);
  return bytes;
}

}  // namespace insyn
