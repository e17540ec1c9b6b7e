#include "base/hash.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/hex.h"

namespace insyn {
namespace {

TEST(Sha256, FollowsThePublishedVectors) {  // FIPS 180-4, and NIST's examples
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, InPiecesIsTheSameAsAtOnce) {
  Sha256Stream stream;
  stream.update("a");
  stream.update("");
  stream.update("bc");
  EXPECT_EQ(stream.finish(), sha256("abc"));
}

TEST(Sha256, TwoStreamsDoNotDisturbEachOtherNorTheOneShot) {
  Sha256Stream first;
  Sha256Stream second;
  first.update("ab");
  second.update("x");
  sha256("disturbance");
  Sha256Stream moved{std::move(first)};
  moved.update("c");
  EXPECT_EQ(moved.finish(), sha256("abc"));
  EXPECT_EQ(second.finish(), sha256("x"));
}

TEST(HmacSha256, FollowsRfc4231) {
  EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, AnEmptyKeyIsAKeyToo) {  // the value is Wikipedia's article HMAC's
  EXPECT_EQ(to_hex(hmac_sha256({}, {})),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(KeyedHash, FollowsTheVectorsOfSipHash) {  // vectors.h of the reference implementation
  HashKey key{};
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  EXPECT_EQ(to_hex(keyed_hash(key, "")), "a3817f04ba25a8e66df67214c7550293");
  EXPECT_EQ(to_hex(keyed_hash(key, std::string(1, '\0'))), "da87c1d86b99af44347659119b22fc45");
}

TEST(Bits128, SumsCarryAndWrap) {
  Bits128 sum{0, ~0ULL};
  sum += Bits128{0, 1};
  EXPECT_EQ(sum, (Bits128{1, 0}));
  sum = Bits128{~0ULL, ~0ULL};
  sum += Bits128{0, 1};
  EXPECT_EQ(sum, (Bits128{0, 0}));
}

TEST(RandomBytes, AreAsManyAsAskedForAndNeverTheSame) {
  EXPECT_EQ(random_bytes(0).size(), 0U);
  const std::string first = random_bytes(32);
  EXPECT_EQ(first.size(), 32U);
  EXPECT_NE(first, random_bytes(32));
}

}  // namespace
}  // namespace insyn
