#include "domain/sampling/frame.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/hex.h"
#include "domain/ledger/merkle.h"

namespace insyn {
namespace {

TEST(Pseudonym, IsTheFirst32DigitsOfTheHmac) {
  // RFC 4231's second case, whose key "Jefe" is here padded with zeros to 32 bytes, as HMAC does.
  Bytes32 key{};
  std::copy_n("Jefe", 4, key.begin());
  EXPECT_EQ(pseudonym(key, "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c7");
}

TEST(FrameLine, IsWrittenAndReadInItsParts) {
  const std::string digits(32, 'a');
  const std::string line = frame_line("2026-1", "delivery-high", digits);
  EXPECT_EQ(line, "2026-1/delivery-high/" + digits);
  const auto parts = parse_frame_line(line);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->period, "2026-1");
  EXPECT_EQ(parts->stratum, "delivery-high");
  EXPECT_EQ(parts->pseudonym, digits);
}

TEST(FrameLine, OtherFormsAreNone) {
  const std::string digits(32, 'a');
  for (const std::string& text :
       {std::string{}, digits, "/" + digits, std::string{"2026-1/authority"},
        "2026-1/a/" + digits + "a", "2026-1/a/" + digits.substr(1), "2026-1/a/" + digits + "\n",
        "2026-1/a/" + std::string(32, 'A'), "2026-1/a/" + std::string(32, 'g')})
    EXPECT_FALSE(parse_frame_line(text)) << text;
}

TEST(FrameRoot, IsTheTreeOverTheLinesWithoutLineEnds) {
  EXPECT_EQ(frame_root({}), sha256(""));
  const std::vector<std::string> lines{"a", "b", "c"};
  EXPECT_EQ(frame_root(lines),
            node_hash(node_hash(leaf_hash("a"), leaf_hash("b")), leaf_hash("c")));
}

TEST(SampleSize, AnyPartOfAPersonIsAPerson) {
  EXPECT_EQ(sample_size(0, 150), 0);
  EXPECT_EQ(sample_size(1, 1), 1);
  EXPECT_EQ(sample_size(20, 150), 3);
  EXPECT_EQ(sample_size(21, 150), 4);
  EXPECT_EQ(sample_size(120, 150), 18);
  EXPECT_EQ(sample_size(80, 100), 8);
  EXPECT_EQ(sample_size(200, 60), 12);
  EXPECT_EQ(sample_size(300, 40), 12);
  EXPECT_EQ(sample_size(7, 1000), 7);
}

}  // namespace
}  // namespace insyn
