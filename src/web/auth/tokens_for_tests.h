#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "base/json.h"
#include "web/auth/base64url.h"

namespace insyn {

/// For tests: a provider's private key, what it signs, and what it publishes.
class TestKey {
 public:
  static TestKey rsa(unsigned bits = 2'048) {
    return TestKey{EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{bits})};
  }
  static TestKey p256() { return TestKey{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")}; }

  /// As the algorithm wants it: for ES256 raw r and s.
  std::string signature(std::string_view algorithm, std::string_view message) const {
    const std::string signed_by_openssl = openssl_signature(algorithm, message);
    return algorithm == "ES256" ? raw_of(signed_by_openssl) : signed_by_openssl;
  }

  /// As OpenSSL makes it: for ES256 in DER.
  std::string openssl_signature(std::string_view algorithm, std::string_view message) const {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free};
    EVP_PKEY_CTX* options = nullptr;
    check(EVP_DigestSignInit(context.get(), &options, EVP_sha256(), nullptr, key_.get()) == 1,
          "a test key signs");
    if (algorithm == "PS256") {
      EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
      EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size());
    std::string made(size, '\0');
    check(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(made.data()), &size, bytes,
                         message.size()) == 1,
          "a test key signs");
    made.resize(size);
    return made;
  }

  json::object jwk(std::string_view id) const {
    if (EVP_PKEY_is_a(key_.get(), "EC") == 1)
      return {{"kty", "EC"},
              {"crv", "P-256"},
              {"kid", id},
              {"x", number(OSSL_PKEY_PARAM_EC_PUB_X, 32)},
              {"y", number(OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
    return {{"kty", "RSA"},
            {"kid", id},
            {"use", "sig"},
            {"n", number(OSSL_PKEY_PARAM_RSA_N, 0)},
            {"e", number(OSSL_PKEY_PARAM_RSA_E, 0)}};
  }

 private:
  explicit TestKey(EVP_PKEY* key) : key_{key, EVP_PKEY_free} {
    check(key != nullptr, "OpenSSL makes a key");
  }

  static std::string raw_of(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG*)> signature{
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free};
    std::string raw(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + 32, 32);
    return raw;
  }

  std::string number(const char* name, int least) const {
    BIGNUM* value = nullptr;
    check(EVP_PKEY_get_bn_param(key_.get(), name, &value) == 1, "a key has its numbers");
    const std::unique_ptr<BIGNUM, void (*)(BIGNUM*)> owner{value, BN_free};
    const int size = least == 0 ? BN_num_bytes(value) : least;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), size);
    return to_base64url(bytes);
  }

  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
};

inline std::string unsigned_token(std::string_view header, std::string_view payload) {
  return to_base64url(header) + "." + to_base64url(payload);
}

/// A token in the compact form, signed as its header says.
inline std::string signed_token(const TestKey& key, const json::object& header,
                                const json::object& claims) {
  const std::string text = unsigned_token(json::serialize(header), json::serialize(claims));
  return text + "." + to_base64url(key.signature(text_of(header, "alg"), text));
}

inline std::string key_set(std::initializer_list<json::value> keys) {
  json::array all;
  for (const json::value& key : keys) all.push_back(key);
  return json::serialize(json::object{{"keys", all}});
}

}  // namespace insyn
