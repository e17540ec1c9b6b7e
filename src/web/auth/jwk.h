#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct evp_pkey_st;

namespace insyn {

/// How a token may be signed: what this list doesn't have isn't accepted, whatever the token says.
enum class SigningAlgorithm { rs256, ps256, es256 };

std::optional<SigningAlgorithm> parse_algorithm(std::string_view name);

/// A public key of the provider's (RFC 7517, RFC 7518): RSA of 2,048 to 8,192 bits, or P-256.
class PublicKey {
 public:
  enum class Type { rsa, p256 };

  /// `n` and `e`, or `x` and `y`, as bytes. None if they are no key that we use.
  static std::optional<PublicKey> rsa(std::string_view n, std::string_view e);
  static std::optional<PublicKey> p256(std::string_view x, std::string_view y);

  /// Whether the signature is one of this key by that algorithm. False for another type of key.
  /// ES256: r and s, 32 bytes each, and nothing else (RFC 7518, 3.4).
  bool verifies(SigningAlgorithm algorithm, std::string_view message,
                std::string_view signature) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  PublicKey(Type type, evp_pkey_st* key) : type_{type}, key_{key} {}

  Type type_;
  std::unique_ptr<evp_pkey_st, Free> key_;
};

/// The keys of a provider. Those that we can't use for signatures (another type, `use` other than
/// `sig`) are left out.
class JwkSet {
 public:
  /// A JWK Set. Errors: "keys-unreadable" if it is none, or has more than 100 keys.
  static Result<JwkSet> parse(std::string_view text);

  /// The key of that id that may be used with the algorithm. A token without an id gets the only
  /// key there is.
  const PublicKey* find(std::string_view id, SigningAlgorithm algorithm) const;
  std::size_t size() const { return keys_.size(); }

 private:
  struct Entry {
    std::string id;
    std::string algorithm;  ///< empty: any that its type allows
    PublicKey key;
  };
  std::vector<Entry> keys_;
};

}  // namespace insyn
