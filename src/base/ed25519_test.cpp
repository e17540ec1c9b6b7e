#include "base/ed25519.h"

#include <gtest/gtest.h>

#include "base/hex.h"

namespace insyn {
namespace {

std::string_view view_of(const Ed25519Signature& signature) {
  return {reinterpret_cast<const char*>(signature.data()), signature.size()};
}

TEST(Ed25519, FollowsRfc8032) {  // section 7.1, tests 1 and 2
  const auto first = ed25519_key(
      *bytes32_from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  EXPECT_EQ(to_hex(first.public_key),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(to_hex(view_of(ed25519_sign(first, ""))),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  const auto second = ed25519_key(
      *bytes32_from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  EXPECT_EQ(to_hex(view_of(ed25519_sign(second, "\x72"))),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Ed25519, NoOtherMessageKeyOrSignatureVerifies) {
  const auto key = ed25519_key(sha256("a"));
  const auto other = ed25519_key(sha256("b"));
  auto signature = ed25519_sign(key, "message");
  EXPECT_TRUE(ed25519_verify(key.public_key, "message", view_of(signature)));
  EXPECT_FALSE(ed25519_verify(key.public_key, "massage", view_of(signature)));
  EXPECT_FALSE(ed25519_verify(other.public_key, "message", view_of(signature)));
  EXPECT_FALSE(ed25519_verify(key.public_key, "message", view_of(signature).substr(1)));
  EXPECT_FALSE(ed25519_verify(key.public_key, "message", ""));
  signature[5] ^= 1;
  EXPECT_FALSE(ed25519_verify(key.public_key, "message", view_of(signature)));
}

}  // namespace
}  // namespace insyn
