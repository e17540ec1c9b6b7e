#include "store/sealer.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/hex.h"
#include "store/home_keys.h"

namespace insyn {
namespace {

Bytes32 key_of(std::uint8_t byte) {
  Bytes32 key;
  key.fill(byte);
  return key;
}

TEST(Sealer, OpensWhatItSealedAlsoNothingAndZeroBytes) {
  const Sealer sealer{key_of(1)};
  for (const std::string& text : {std::string{}, std::string{"Å\0b", 4}, std::string(100'000, 'x')})
    EXPECT_EQ(sealer.open(sealer.seal(text, "7"), "7"), text);
}

TEST(Sealer, RefusesEveryChangedBitAndEveryCut) {
  const Sealer sealer{key_of(1)};
  const std::string sealed = sealer.seal("anna", "7");
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(sealer.open(changed, "7"));
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(sealer.open(sealed.substr(0, size), "7"));
}

TEST(Sealer, OpensNowhereElseAndUnderNoOtherKey) {
  const std::string sealed = Sealer{key_of(1)}.seal("anna", place_of(7));
  EXPECT_FALSE(Sealer{key_of(1)}.open(sealed, place_of(8)));
  EXPECT_FALSE(Sealer{key_of(2)}.open(sealed, place_of(7)));
}

TEST(Sealer, SealsEqualTextsDifferently) {
  const Sealer sealer{key_of(1)};
  EXPECT_NE(sealer.seal("anna", "7"), sealer.seal("anna", "7"));
}

TEST(PlaceOf, IsLittleEndian) {
  EXPECT_EQ(place_of(0x0102), (std::string{"\x02\x01\0\0\0\0\0\0", 8}));
}

TEST(HomeKeys, AreBlake2bOfTheMasterWithNumberAndContextAsLibsodiumDocumentsIt) {
  // By Python's hashlib.blake2b(key=01…01, salt=number, person=b"insynkey"), not by libsodium.
  const HomeKeys keys = derive_keys(key_of(1));
  EXPECT_EQ(to_hex(keys.texts), "ff3fdd27b3b5504e07e5afb65a2175ecaaab5e9ee342827b00a449c7df4c5988");
  const std::string_view events{reinterpret_cast<const char*>(keys.events.data()), 16};
  EXPECT_EQ(to_hex(events), "4ccea8ec7090aca58166953024272670");
}

TEST(HomeKeys, DifferForEachUseAndEachMasterAndStayTheSame) {
  const HomeKeys keys = derive_keys(key_of(1));
  const HomeKeys again = derive_keys(key_of(1));
  const HomeKeys others = derive_keys(key_of(2));
  EXPECT_EQ(keys.texts, again.texts);
  EXPECT_EQ(keys.events, again.events);
  EXPECT_NE(keys.texts, others.texts);
  EXPECT_NE(keys.texts, keys.text_hash);
  EXPECT_NE(keys.text_hash, keys.words);
  EXPECT_NE(keys.words, keys.deliveries);
}

}  // namespace
}  // namespace insyn
