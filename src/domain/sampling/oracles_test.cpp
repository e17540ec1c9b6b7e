#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/hex.h"
#include "base/text.h"
#include "domain/sampling/ticket.h"

/// Other people's verifiable draws, written here from their descriptions and held against their
/// published figures: RFC 3797, and the SHA-256 sequential sampler of Rivest and Stark
/// (stat.berkeley.edu/~stark, auditTools). The product draws by tickets and by nothing else. What
/// these show of it: the sequential sampler hashes and reads its integers as a ticket does, so its
/// figures check ours from another side; and all three choose everybody equally often.
namespace insyn {
namespace {

/// A hash, read as an integer with its first byte as the most significant, modulo `size`.
std::uint64_t remainder_of(std::string_view hash, std::uint64_t size) {
  std::uint64_t remainder = 0;
  for (const char byte : hash)
    remainder = (remainder << 8 | static_cast<std::uint8_t>(byte)) % size;
  return remainder;
}

/// The same of the integer that a ticket shows: its decimal digits, the last one first.
std::uint64_t remainder_of_ticket(std::string_view ticket, std::uint64_t size) {
  std::uint64_t remainder = 0;
  for (std::size_t i = ticket.size(); i-- > 2;)
    remainder = (remainder * 10 + static_cast<std::uint64_t>(ticket[i] - '0')) % size;
  return remainder;
}

/// Only RFC 3797 wants MD5; nothing in the product does.
std::string md5(std::string_view bytes) {
  std::string digest(16, '\0');
  unsigned size = 0;
  EXPECT_EQ(EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()),
                       &size, EVP_md5(), nullptr),
            1);
  return digest;
}

struct Round {
  std::string digest;  ///< hex
  int chosen = 0;      ///< counted from 1
  friend bool operator==(const Round&, const Round&) = default;
};

/// RFC 3797, section 4: the r-th of those that are left, r being a hash modulo how many they are.
std::vector<Round> rfc_3797(std::string_view key, int pool, int count) {
  std::vector<int> left;
  for (int i = 1; i <= pool; ++i) left.push_back(i);
  std::vector<Round> rounds;
  for (int i = 0; i < count; ++i) {
    const std::string number{static_cast<char>(i >> 8), static_cast<char>(i & 255)};
    const std::string digest = md5(number + std::string{key} + number);
    const auto place =
        left.begin() + static_cast<std::ptrdiff_t>(remainder_of(digest, left.size()));
    rounds.push_back({to_hex(digest), *place});
    left.erase(place);
  }
  return rounds;
}

/// The i-th, from 1, is SHA-256(seed ‖ "," ‖ i) modulo `pool`, plus one; it may come again.
int sequential(const std::string& seed, int i, std::uint64_t pool) {
  const Bytes32 hash = sha256(seed + "," + std::to_string(i));
  return static_cast<int>(remainder_of(as_view(hash), pool)) + 1;
}

TEST(Rfc3797, TheWorkedExampleComesOutAsPublished) {  // section 6
  const std::vector<Round> published{
      {"990dd0a5692a029a98b5e01aa28f3459", 17}, {"3691e55cb63fcc37914430b2f70b5ec6", 7},
      {"fe814edf564c190ac1d25753979990fa", 2},  {"1863ccaceb568c31d7ddbdf1d4e91387", 16},
      {"f4ab33df4889f0af29c513905be1d758", 25}, {"13eaeb529f61acfb9a29d0ba3a60de4a", 23},
      {"992db77c382ca2bdb9727001f3cdccd9", 8},  {"63ab4258eca922976811c7f55c383ce7", 24},
      {"dfbc5ac97ced01b3a6e348e3cc63f40d", 19}, {"31cb111c4a4ebe9287ceae16fe51b909", 13},
      {"07fa46c122f164c215bbc72793b189a3", 22}, {"ac52f8d75ccbe2e61afeb3387637d501", 5},
      {"53306f73e14fc0b2fbf434218d25948e", 18}, {"b5d1403501a81f9a47318be7893b347c", 9},
      {"85b10b356aa06663ef1b1b407765100a", 1},  {"3269e6ce559abd57e2ba6aab495eb9bd", 4}};
  EXPECT_EQ(rfc_3797("9319./2.5.8.10.12./9.18.26.34.41.45./", 25, 16), published);
}

const std::string published_seed = "12345678901234567890";
const std::array<int, 5> published_sequence{426, 921, 929, 56, 438};  // of 1,000

TEST(SequentialSampler, GivesThePublishedHashesAndNumbers) {
  EXPECT_EQ(to_hex(sha256(published_seed + ",1")),
            "4da594a8ab6064d666eab2bdf20cb4480e819e0c3102ca353de57caae1d11fd1");
  EXPECT_EQ(to_hex(sha256(published_seed + ",2")),
            "ae230ec16bee77f77c7378f4eb5d265d931665e29e8bbee7e733f58d3815d338");
  EXPECT_EQ(to_hex(sha256(published_seed + ",3")),
            "951e89aed686159c864c98ac1d7c42c2c2462f64d3f1e4873e47d20c997b53b0");
  EXPECT_EQ(to_hex(sha256(published_seed + ",4")),
            "97eb86395307f16bcdd29e0d47c3f63d41583e7dabec24d0b4989400943664b7");
  for (int i = 1; i <= 5; ++i)
    EXPECT_EQ(sequential(published_seed, i, 1000),
              published_sequence[static_cast<std::size_t>(i) - 1]);
}

// cryptorandom, tests: the same with a counter of zero bytes behind the comma.
TEST(SequentialSampler, GivesThePublishedNumbersOfItsSuccessor) {
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < 5; ++i) {
    const Bytes32 hash = sha256(published_seed + "," + std::string(i, '\0'));
    if (i == 1) {
      EXPECT_EQ(to_hex(hash), "310d959ce65476647a3ec93074beff0aa6d720949207daf915712fd574635165");
    }
    numbers.push_back(remainder_of(as_view(hash), 1000) + 1);
  }
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{876, 766, 536, 423, 164}));
}

// A ticket is the decimal digits of SHA-256(prefix ‖ line), the last one first. With the sequential
// sampler's prefix it must show that sampler's integers.
TEST(Ticket, HoldsTheIntegersOfTheSequentialSampler) {
  for (int i = 1; i <= 5; ++i)
    EXPECT_EQ(remainder_of_ticket(ticket(published_seed + ",", std::to_string(i)), 1000) + 1,
              static_cast<std::uint64_t>(published_sequence[static_cast<std::size_t>(i) - 1]));
  for (int i = 1; i <= 1000; ++i) {
    const std::string line = std::to_string(i);
    EXPECT_EQ(remainder_of_ticket(ticket("x", line), 999'983),
              remainder_of(as_view(sha256("x" + line)), 999'983));
  }
}

// Whoever is the first drawn of 25 tells three samplers apart only by chance. 40 are expected each
// time; the largest of 75 counts stays within four standard deviations (6.2) but for one time in
// 200, and the seeds are fixed.
TEST(Draw, ChoosesEverybodyAsOftenAsTheOtherSamplersDo) {
  constexpr int pool = 25;
  constexpr int seeds = 1'000;
  std::vector<std::string> lines;
  for (int i = 1; i <= pool; ++i) lines.push_back(std::to_string(i));
  std::array<std::map<int, int>, 3> first;
  for (int i = 0; i < seeds; ++i) {
    const std::string seed = "seed " + std::to_string(i);
    ++first[0][static_cast<int>(
        *parse_integer(lowest_tickets(lines, 1, seed_hash(seed)).front().line))];
    ++first[1][rfc_3797(seed, pool, 1).front().chosen];
    ++first[2][sequential(seed, 1, pool)];
  }
  for (const auto& counts : first) {
    ASSERT_EQ(counts.size(), static_cast<std::size_t>(pool));
    for (const auto& [who, count] : counts) EXPECT_LT(std::abs(count - seeds / pool), 25) << who;
  }
}

// Why the product doesn't draw by RFC 3797: strike one who was never drawn, and others are drawn.
TEST(Draw, StaysWhenSomebodyIsStruckWhereRfc3797DoesNot) {
  const std::string key = "9319./2.5.8.10.12./9.18.26.34.41.45./";
  std::vector<int> of_25;
  std::vector<int> of_24;
  for (const Round& round : rfc_3797(key, 25, 10)) of_25.push_back(round.chosen);
  for (const Round& round : rfc_3797(key, 24, 10)) of_24.push_back(round.chosen);
  EXPECT_NE(of_25, of_24);
  std::vector<std::string> lines;
  for (int i = 1; i <= 25; ++i) lines.push_back(std::to_string(i));
  const auto drawn = lowest_tickets(lines, 10, seed_hash(key));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::ranges::find(drawn, lines[i], &Ticketed::line) != drawn.end()) continue;
    std::vector<std::string> others = lines;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(lowest_tickets(others, 10, seed_hash(key)), drawn) << "without " << lines[i];
  }
}

}  // namespace
}  // namespace insyn
