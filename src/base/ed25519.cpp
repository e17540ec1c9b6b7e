#include "base/ed25519.h"

#include <sodium.h>

#include "base/check.h"

namespace insyn {

namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Ed25519Key ed25519_key(const Bytes32& seed) {
  Ed25519Key key;
  crypto_sign_seed_keypair(key.public_key.data(), key.secret.data(), seed.data());
  return key;
}

Ed25519Signature ed25519_sign(const Ed25519Key& key, std::string_view message) {
  Ed25519Signature signature{};
  const int failed = crypto_sign_detached(signature.data(), nullptr, bytes_of(message),
                                          message.size(), key.secret.data());
  check(failed == 0, "signing works");
  return signature;
}

bool ed25519_verify(const Bytes32& public_key, std::string_view message,
                    std::string_view signature) {
  if (signature.size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                     public_key.data()) == 0;
}

}  // namespace insyn
