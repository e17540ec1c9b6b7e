#include "base/hex.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace insyn {
namespace {

TEST(Hex, OddLengthAndForeignCharactersAreRefused) {
  EXPECT_FALSE(from_hex("abc"));
  EXPECT_FALSE(from_hex("0g"));
  EXPECT_FALSE(from_hex("0x"));
  EXPECT_FALSE(from_hex(" 0"));
  EXPECT_FALSE(bytes32_from_hex(std::string(62, '0')));
  EXPECT_FALSE(bytes32_from_hex(std::string(66, '0')));
  EXPECT_FALSE(bits128_from_hex(std::string(30, '0')));
}

TEST(Hex, EitherCaseIsReadAndLowerCaseIsWritten) {
  EXPECT_EQ(from_hex("00FFaB"), std::string("\x00\xff\xab", 3));
  EXPECT_EQ(to_hex(std::string_view{"\x00\xff\xab", 3}), "00ffab");
}

TEST(Hex, HalvesOfANumberKeepTheirOrderAndZeros) {
  const Bits128 bits{0x0123456789abcdefULL, 0x00000000000000ffULL};
  EXPECT_EQ(to_hex(bits), "0123456789abcdef00000000000000ff");
  EXPECT_EQ(bits128_from_hex(to_hex(bits)), bits);
}

RC_GTEST_PROP(Hex, WhatIsWrittenIsReadBack, (const std::string& bytes)) {
  RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
}

TEST(Base64, FollowsRfc4648Section10) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, coded] : vectors) {
    EXPECT_EQ(to_base64(plain), coded);
    EXPECT_EQ(from_base64(coded), plain);
  }
}

TEST(Base64, EveryBytesHasOneTextOnly) {
  EXPECT_FALSE(from_base64("Zg"));    // no padding
  EXPECT_FALSE(from_base64("Zh=="));  // bits that no byte claims
  EXPECT_FALSE(from_base64("Zm9="));
  EXPECT_FALSE(from_base64("Zg==\n"));
  EXPECT_FALSE(from_base64("Z==="));
  EXPECT_FALSE(from_base64("===="));
  EXPECT_FALSE(from_base64("Zg==Zg=="));  // padding inside
  EXPECT_FALSE(from_base64("Zm-_"));      // the alphabet for addresses
}

RC_GTEST_PROP(Base64, WhatIsWrittenIsReadBack, (const std::string& bytes)) {
  RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
}

RC_GTEST_PROP(Base64, WhatIsReadIsWrittenTheSame, (const std::string& text)) {
  const auto bytes = from_base64(text);
  if (bytes) RC_ASSERT(to_base64(*bytes) == text);
}

}  // namespace
}  // namespace insyn
