#include "web/auth/jwk.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <array>
#include <utility>

#include "base/json.h"
#include "web/auth/base64url.h"

namespace insyn {
namespace {

constexpr std::size_t keys_most = 100;
constexpr int rsa_bits_least = 2'048;
constexpr int rsa_bits_most = 8'192;
constexpr std::size_t coordinate_bytes = 32;

template <auto function>
struct FreeBy {
  template <class Thing>
  void operator()(Thing* thing) const {
    function(thing);
  }
};
template <class Thing, auto function>
using Owned = std::unique_ptr<Thing, FreeBy<function>>;

using Number = Owned<BIGNUM, BN_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using ParameterBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using EcSignature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Number number_of(std::string_view bytes) {
  return Number{BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr)};
}

/// Null if OpenSSL finds that it is no public key of the kind.
EVP_PKEY* key_from(const char* kind, const OSSL_PARAM* parameters) {
  const KeyContext context{EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr)};
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY,
                        const_cast<OSSL_PARAM*>(parameters)) != 1)
    return nullptr;
  const KeyContext check{EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)};
  if (check && EVP_PKEY_public_check(check.get()) == 1) return key;
  EVP_PKEY_free(key);
  return nullptr;
}

/// r and s as ASN.1 has them, which is what OpenSSL verifies.
std::string der_signature(std::string_view raw) {
  Number r = number_of(raw.substr(0, coordinate_bytes));
  Number s = number_of(raw.substr(coordinate_bytes));
  const EcSignature signature{ECDSA_SIG_new()};
  if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
  r.release();  // theirs now
  s.release();
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
  auto* at = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(signature.get(), &at);
  return der;
}

bool has_type(SigningAlgorithm algorithm, PublicKey::Type type) {
  return (algorithm == SigningAlgorithm::es256) == (type == PublicKey::Type::p256);
}

std::string_view name_of(SigningAlgorithm algorithm) {
  switch (algorithm) {
    case SigningAlgorithm::rs256:
      return "RS256";
    case SigningAlgorithm::ps256:
      return "PS256";
    case SigningAlgorithm::es256:
      return "ES256";
  }
  return {};
}

std::optional<PublicKey> key_of(const json::object& jwk) {
  const auto bytes = [&](std::string_view name) {
    return from_base64url(text_of(jwk, name)).value_or(std::string{});
  };
  const std::string type = text_of(jwk, "kty");
  if (type == "RSA") return PublicKey::rsa(bytes("n"), bytes("e"));
  if (type == "EC" && text_of(jwk, "crv") == "P-256")
    return PublicKey::p256(bytes("x"), bytes("y"));
  return std::nullopt;
}

}  // namespace

std::optional<SigningAlgorithm> parse_algorithm(std::string_view name) {
  for (const auto algorithm :
       {SigningAlgorithm::rs256, SigningAlgorithm::ps256, SigningAlgorithm::es256})
    if (name == name_of(algorithm)) return algorithm;
  return std::nullopt;
}

void PublicKey::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

std::optional<PublicKey> PublicKey::rsa(std::string_view n, std::string_view e) {
  constexpr std::size_t exponent_bytes_most = 8;
  if (n.size() > rsa_bits_most / 8 + 1 || e.size() > exponent_bytes_most) return std::nullopt;
  const Number modulus = number_of(n);
  const Number exponent = number_of(e);
  if (!modulus || !exponent) return std::nullopt;
  const int bits = BN_num_bits(modulus.get());
  if (bits < rsa_bits_least || bits > rsa_bits_most || BN_is_odd(exponent.get()) == 0 ||
      BN_is_one(exponent.get()) != 0)
    return std::nullopt;
  const ParameterBuilder builder{OSSL_PARAM_BLD_new()};
  if (!builder ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
    return std::nullopt;
  const Parameters parameters{OSSL_PARAM_BLD_to_param(builder.get())};
  EVP_PKEY* const key = parameters ? key_from("RSA", parameters.get()) : nullptr;
  if (key == nullptr) return std::nullopt;
  return PublicKey{Type::rsa, key};
}

std::optional<PublicKey> PublicKey::p256(std::string_view x, std::string_view y) {
  if (x.size() != coordinate_bytes || y.size() != coordinate_bytes) return std::nullopt;
  std::string point = "\x04" + std::string{x} + std::string{y};
  std::string curve = "prime256v1";
  const std::array<OSSL_PARAM, 3> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* const key = key_from("EC", parameters.data());
  if (key == nullptr) return std::nullopt;
  return PublicKey{Type::p256, key};
}

bool PublicKey::verifies(SigningAlgorithm algorithm, std::string_view message,
                         std::string_view signature) const {
  if (!has_type(algorithm, type_)) return false;
  std::string der;
  if (algorithm == SigningAlgorithm::es256) {
    if (signature.size() != 2 * coordinate_bytes) return false;
    der = der_signature(signature);
    signature = der;
  }
  const DigestContext context{EVP_MD_CTX_new()};
  EVP_PKEY_CTX* options = nullptr;  // belongs to the context
  if (!context ||
      EVP_DigestVerifyInit(context.get(), &options, EVP_sha256(), nullptr, key_.get()) != 1)
    return false;
  // RFC 7518, 3.5: the salt is as long as the hash.
  if (algorithm == SigningAlgorithm::ps256 &&
      (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
    return false;
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                          message.size()) == 1;
}

Result<JwkSet> JwkSet::parse(std::string_view text) {
  const auto unreadable = [] {
    return fail(ErrorKind::unusable, "keys-unreadable",
                "Inloggningstjänstens nycklar går inte att läsa. Kontakta den som sköter den.");
  };
  const auto document = parse_json(text, "nycklarna");
  if (!document || !document->is_object()) return unreadable();
  const json::value* const keys = document->as_object().if_contains("keys");
  if (keys == nullptr || !keys->is_array() || keys->as_array().size() > keys_most)
    return unreadable();
  JwkSet set;
  for (const json::value& value : keys->as_array()) {
    if (!value.is_object()) continue;
    const json::object& jwk = value.as_object();
    if (jwk.contains("use") && text_of(jwk, "use") != "sig") continue;
    auto key = key_of(jwk);
    if (key) set.keys_.push_back({text_of(jwk, "kid"), text_of(jwk, "alg"), *std::move(key)});
  }
  return set;
}

const PublicKey* JwkSet::find(std::string_view id, SigningAlgorithm algorithm) const {
  if (id.empty() && keys_.size() != 1) return nullptr;
  for (const Entry& entry : keys_)
    if ((id.empty() || entry.id == id) &&
        (entry.algorithm.empty() || entry.algorithm == name_of(algorithm)))
      return &entry.key;
  return nullptr;
}

}  // namespace insyn
