// What a token has to be, and everything that it might be instead.
#include "web/auth/id_token.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "web/auth/tokens_for_tests.h"

namespace insyn {
namespace {

constexpr std::int64_t now_seconds = 1'780'000'000;
const Instant now{std::chrono::seconds{now_seconds}};

const TestKey& rsa_key() {
  static const TestKey key = TestKey::rsa();
  return key;
}
const TestKey& ec_key() {
  static const TestKey key = TestKey::p256();
  return key;
}

JwkSet provider_keys() {
  auto keys = JwkSet::parse(key_set({rsa_key().jwk("rsa"), ec_key().jwk("ec")}));
  check(keys.has_value(), "the test's keys are read");
  return *std::move(keys);
}

json::object header(std::string_view algorithm) {
  return {{"alg", algorithm}, {"kid", algorithm == "ES256" ? "ec" : "rsa"}, {"typ", "JWT"}};
}

json::object good_claims() {
  return {{"iss", "https://id.example.se"}, {"aud", "insyn"},    {"sub", "s-1"}, {"nonce", "n-1"},
          {"exp", now_seconds + 300},       {"iat", now_seconds}};
}

json::object with(json::object object, std::string_view name, json::value_ref value) {
  object[name] = json::value(value);
  return object;
}

json::object without(json::object object, std::string_view name) {
  object.erase(name);
  return object;
}

/// "" if the token is accepted, else why not: parsed, verified and checked as a login does it.
std::string verdict(const std::string& text) {
  const auto token = parse_signed_token(text);
  if (!token) return token.error().code;
  const JwkSet keys = provider_keys();
  const PublicKey* const key = keys.find(token->key_id, token->algorithm);
  if (key == nullptr) return "token-key";
  if (!key->verifies(token->algorithm, token->signed_part, token->signature))
    return "token-signature";
  const auto checked = check_claims(token->claims, {"https://id.example.se", "insyn", "n-1"}, now);
  return checked ? "" : checked.error().code;
}

std::string with_claims(const json::object& claims) {
  return signed_token(rsa_key(), header("RS256"), claims);
}

TEST(IdToken, AGoodOneOfEachAlgorithmIsAccepted) {
  EXPECT_EQ(verdict(signed_token(rsa_key(), header("RS256"), good_claims())), "");
  EXPECT_EQ(verdict(signed_token(rsa_key(), header("PS256"), good_claims())), "");
  EXPECT_EQ(verdict(signed_token(ec_key(), header("ES256"), good_claims())), "");
}

TEST(IdToken, ClaimsHaveToBeExactlyRight) {
  const struct {
    const char* what;
    json::object claims;
    const char* code;
  } cases[] = {
      {"another issuer", with(good_claims(), "iss", "https://id.example.com"), "token-issuer"},
      {"a slash more", with(good_claims(), "iss", "https://id.example.se/"), "token-issuer"},
      {"no issuer", without(good_claims(), "iss"), "token-issuer"},
      {"another audience", with(good_claims(), "aud", "other"), "token-audience"},
      {"a longer audience", with(good_claims(), "aud", "insyn2"), "token-audience"},
      {"no audience", without(good_claims(), "aud"), "token-audience"},
      {"an audience that is a number", with(good_claims(), "aud", 7), "token-audience"},
      {"several audiences, no party", with(good_claims(), "aud", json::array{"insyn", "other"}),
       "token-party"},
      {"another party", with(good_claims(), "azp", "other"), "token-party"},
      {"a party that is no text", with(good_claims(), "azp", nullptr), "token-party"},
      {"another nonce", with(good_claims(), "nonce", "n-2"), "token-nonce"},
      {"no nonce", without(good_claims(), "nonce"), "token-nonce"},
      {"expired by 60 s", with(good_claims(), "exp", now_seconds - 60), "token-expired"},
      {"no expiry", without(good_claims(), "exp"), "token-time"},
      {"expiry as text", with(good_claims(), "exp", "2099-01-01"), "token-time"},
      {"expiry beyond all years", with(good_claims(), "exp", 1e300), "token-time"},
      {"negative expiry", with(good_claims(), "exp", -1), "token-time"},
      {"issued in the future", with(good_claims(), "iat", now_seconds + 61), "token-early"},
      {"no time of issue", without(good_claims(), "iat"), "token-time"},
      {"not yet valid", with(good_claims(), "nbf", now_seconds + 61), "token-early"},
      {"not before that is no number", with(good_claims(), "nbf", true), "token-time"},
      {"no subject", without(good_claims(), "sub"), "token-subject"},
      {"an endless subject", with(good_claims(), "sub", std::string(256, 's')), "token-subject"},
  };
  for (const auto& bad : cases) EXPECT_EQ(verdict(with_claims(bad.claims)), bad.code) << bad.what;
}

TEST(IdToken, ClocksMayDifferByAMinuteAndTheOwnPartyMayBeNamed) {
  const json::object cases[] = {
      with(good_claims(), "exp", now_seconds - 59),
      with(good_claims(), "exp", static_cast<double>(now_seconds) + 0.5),
      with(good_claims(), "iat", now_seconds + 60),
      with(good_claims(), "nbf", now_seconds + 60),
      with(good_claims(), "azp", "insyn"),
      with(with(good_claims(), "aud", json::array{"other", "insyn"}), "azp", "insyn"),
  };
  for (const json::object& claims : cases) EXPECT_EQ(verdict(with_claims(claims)), "");
}

TEST(IdToken, OnlyOurAlgorithmsCountWhateverTheHeaderSays) {
  const std::string payload = json::serialize(good_claims());
  for (const char* algorithm :
       {"none", "None", "NONE", "", "HS256", "HS384", "RS512", "ES384", "ES256K", "EdDSA", "rs256"})
    EXPECT_EQ(verdict(unsigned_token(json::serialize(header(algorithm)), payload) + ".AAAA"),
              "token-algorithm")
        << algorithm;
  EXPECT_EQ(verdict(unsigned_token(R"({"kid":"rsa"})", payload) + "."), "token-algorithm");
  EXPECT_EQ(verdict(unsigned_token(R"({"alg":["RS256"]})", payload) + "."), "token-algorithm");
}

TEST(IdToken, AnHmacUnderThePublicKeyIsNoSignature) {
  const std::string published = json::serialize(rsa_key().jwk("rsa"));
  const std::string text =
      unsigned_token(R"({"alg":"HS256","kid":"rsa"})", json::serialize(good_claims()));
  EXPECT_EQ(verdict(text + "." + to_base64url(as_view(hmac_sha256(published, text)))),
            "token-algorithm");
  const std::string claimed =
      unsigned_token(R"({"alg":"RS256","kid":"rsa"})", json::serialize(good_claims()));
  EXPECT_EQ(verdict(claimed + "." + to_base64url(as_view(hmac_sha256(published, claimed)))),
            "token-signature");
}

TEST(IdToken, TheKeyHasToBeKnownAndOfTheAlgorithmsType) {
  const auto signed_with = [](const TestKey& key, const char* algorithm, const char* id) {
    return signed_token(key, {{"alg", algorithm}, {"kid", id}}, good_claims());
  };
  EXPECT_EQ(verdict(signed_with(rsa_key(), "RS256", "other")), "token-key");
  EXPECT_EQ(verdict(signed_token(rsa_key(), {{"alg", "RS256"}}, good_claims())), "token-key");
  EXPECT_EQ(verdict(signed_with(rsa_key(), "RS256", "ec")), "token-signature");
  EXPECT_EQ(verdict(signed_with(ec_key(), "ES256", "rsa")), "token-signature");
  EXPECT_EQ(verdict(signed_with(TestKey::rsa(), "RS256", "rsa")), "token-signature");
  EXPECT_EQ(verdict(signed_with(TestKey::p256(), "ES256", "ec")), "token-signature");
}

TEST(IdToken, ASignatureOfAnotherFormOrOfOtherBytesIsRefused) {
  const auto signature_of = [](const char* algorithm, auto&& change) {
    const std::string text =
        unsigned_token(json::serialize(header(algorithm)), json::serialize(good_claims()));
    const TestKey& key = std::string_view{algorithm} == "ES256" ? ec_key() : rsa_key();
    return verdict(text + "." + to_base64url(change(key, text)));
  };
  const auto cut = [](const TestKey& key, const std::string& text) {
    return key.signature("RS256", text).substr(1);
  };
  const auto none = [](const TestKey&, const std::string&) { return std::string{}; };
  const auto der = [](const TestKey& key, const std::string& text) {
    return key.openssl_signature("ES256", text);
  };
  const auto zeros = [](const TestKey&, const std::string&) { return std::string(64, '\0'); };
  const auto as_rs256 = [](const TestKey& key, const std::string& text) {
    return key.signature("RS256", text);
  };
  const auto longer = [](const TestKey& key, const std::string& text) {
    return key.signature("ES256", text) + '\0';
  };
  EXPECT_EQ(signature_of("RS256", cut), "token-signature");
  EXPECT_EQ(signature_of("RS256", none), "token-signature");
  EXPECT_EQ(signature_of("PS256", as_rs256), "token-signature");
  EXPECT_EQ(signature_of("ES256", der), "token-signature");
  EXPECT_EQ(signature_of("ES256", zeros), "token-signature");
  EXPECT_EQ(signature_of("ES256", longer), "token-signature");
  const std::string good = with_claims(good_claims());
  const std::string other = with_claims(with(good_claims(), "sub", "s-2"));
  EXPECT_EQ(verdict(other.substr(0, other.rfind('.')) + good.substr(good.rfind('.'))),
            "token-signature");
}

TEST(IdToken, WhatIsNoTokenIsRefusedByItsForm) {
  const std::string good = with_claims(good_claims());
  const std::string payload = json::serialize(good_claims());
  const std::string head = R"({"alg":"RS256","kid":"rsa"})";
  const std::string cases[] = {
      "",
      "..",
      "a.b.c",
      good + ".",
      "." + good,
      good.substr(0, good.rfind('.')),
      good + "=",
      good + "\n",
      " " + good,
      unsigned_token("[]", payload) + ".AAAA",
      unsigned_token("null", payload) + ".AAAA",
      unsigned_token(head, "not JSON") + ".AAAA",
      unsigned_token(head, "[1]") + ".AAAA",
      unsigned_token(R"({"alg":"RS256","alg":"none"})", payload) + ".AAAA",
      unsigned_token(head, R"({"sub":"a","sub":"b"})") + ".AAAA",
      unsigned_token(R"({"alg":"RS256","kid":7})", payload) + ".AAAA",
      unsigned_token(R"({"alg":"RS256","typ":"at+jwt"})", payload) + ".AAAA",
      unsigned_token(head, std::string(100'000, '[')) + ".AAAA",
      with_claims(with(good_claims(), "pad", std::string(40'000, 'x'))),
  };
  for (const std::string& text : cases)
    EXPECT_EQ(verdict(text), "token-form") << text.substr(0, 80);
  EXPECT_EQ(verdict(unsigned_token(R"({"alg":"RS256","crit":["b64"],"b64":false})", payload) + "."),
            "token-critical");
}

// RFC 7515, appendix A.2 and A.3.
constexpr const char* published_payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlf"
    "Q";
constexpr const char* published_keys =
    R"({"keys":[
{"kty":"RSA","kid":"a2","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx)"
    R"(Hm)"
    R"(fHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo)"
    R"(9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQ)"
    R"(Y4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcD)"
    R"(TW9gb54h4FRWyuXpoQ"},
{"kty":"EC","crv":"P-256","kid":"a3","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

TEST(PublicKey, VerifiesThePublishedSignatures) {
  const auto keys = JwkSet::parse(published_keys);
  ASSERT_TRUE(keys);
  const std::pair<const char*, std::string> cases[] = {
      {"a2",
       std::string{"eyJhbGciOiJSUzI1NiJ9."} + published_payload +
           ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O"
           "8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARN"
           "PvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ"
           "1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"},
      {"a3", std::string{"eyJhbGciOiJFUzI1NiJ9."} + published_payload +
                 ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-"
                 "Kg6NU1Q"}};
  for (const auto& [id, text] : cases) {
    const auto token = parse_signed_token(text);
    ASSERT_TRUE(token) << id;
    const PublicKey* const key = keys->find(id, token->algorithm);
    ASSERT_NE(key, nullptr) << id;
    EXPECT_TRUE(key->verifies(token->algorithm, token->signed_part, token->signature)) << id;
    EXPECT_FALSE(key->verifies(token->algorithm, token->signed_part + "x", token->signature)) << id;
  }
}

TEST(JwkSet, KeysThatAreWeakOrForAnotherUseAreLeftOut) {
  const auto size_of = [](const json::value& key) {
    const auto keys = JwkSet::parse(key_set({key}));
    return keys ? keys->size() : 99;
  };
  EXPECT_EQ(size_of(rsa_key().jwk("k")), 1U);
  EXPECT_EQ(size_of(with(rsa_key().jwk("k"), "use", "enc")), 0U);
  EXPECT_EQ(size_of(with(rsa_key().jwk("k"), "e", "AQ")), 0U);
  EXPECT_EQ(size_of(with(rsa_key().jwk("k"), "e", "Ag")), 0U);
  EXPECT_EQ(size_of(with(rsa_key().jwk("k"), "n", "AQAB")), 0U);
  EXPECT_EQ(size_of(TestKey::rsa(1'024).jwk("k")), 0U);
  EXPECT_EQ(size_of(with(ec_key().jwk("k"), "crv", "P-384")), 0U);
  EXPECT_EQ(size_of(with(ec_key().jwk("k"), "x", to_base64url(std::string(32, '\x01')))), 0U);
  EXPECT_EQ(size_of(json::object{{"kty", "oct"}, {"k", "AAAA"}}), 0U);
  EXPECT_EQ(size_of("no object"), 0U);
}

TEST(JwkSet, AKeyThatNamesItsAlgorithmIsForNoOther) {
  const auto keys = JwkSet::parse(key_set({with(rsa_key().jwk("k"), "alg", "PS256")}));
  ASSERT_TRUE(keys);
  EXPECT_NE(keys->find("k", SigningAlgorithm::ps256), nullptr);
  EXPECT_EQ(keys->find("k", SigningAlgorithm::rs256), nullptr);
  EXPECT_NE(keys->find("", SigningAlgorithm::ps256), nullptr) << "the only key needs no id";
}

TEST(JwkSet, WhatIsNoKeySetIsRefused) {
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[],"keys":[]})", "keys"})
    EXPECT_FALSE(JwkSet::parse(text)) << text;
  json::array many(101, json::value{1});
  EXPECT_FALSE(JwkSet::parse(json::serialize(json::object{{"keys", many}})));
}

}  // namespace
}  // namespace insyn
