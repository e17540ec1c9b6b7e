#include "store/deliveries.h"

#include <gtest/gtest.h>

#include <utility>

#include "base/hex.h"
#include "store/contract/adapters.h"
#include "store/files/deliveries.h"
#include "store/memory/deliveries.h"

namespace insyn {
namespace {

class MemoryFiles {
 public:
  Deliveries& deliveries() { return deliveries_; }

 private:
  MemoryDeliveries deliveries_;
};

class SealedFiles {
 public:
  Deliveries& deliveries() { return deliveries_; }

 private:
  TemporaryFolder folder_;
  MemoryDeliveryKeys keys_;
  FileDeliveries deliveries_{folder_.path() / "deliveries", keys_, test_keys()};
};

class Pieces final : public ByteSource {
 public:
  explicit Pieces(std::vector<std::string> pieces) : pieces_{std::move(pieces)} {}
  std::string_view next() override {
    return given_ < pieces_.size() ? std::string_view{pieces_[given_++]} : std::string_view{};
  }

 private:
  std::vector<std::string> pieces_;
  std::size_t given_ = 0;
};

class Failing final : public ByteSource {
 public:
  std::string_view next() override {
    if (std::exchange(begun_, true)) throw std::runtime_error{"the disk is gone"};
    return "some";
  }

 private:
  bool begun_ = false;
};

/// Bytes that don't compress, the same each time.
std::string noise(std::size_t size) {
  std::string bytes;
  std::uint64_t state = 88172645463325252ULL;
  while (bytes.size() < size) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    bytes.push_back(static_cast<char>(state));
  }
  return bytes;
}

template <class Home>
class DeliveriesContract : public testing::Test {
 protected:
  Bytes32 keep(const std::vector<std::string>& pieces) {
    Pieces source{pieces};
    auto staged = files_.stage(source, [](std::string_view) {});
    staged->keep();
    return staged->sha256();
  }

  std::string read(const Bytes32& sha256) {
    auto source = files_.get(sha256).value();
    std::string all;
    for (auto piece = source->next(); !piece.empty(); piece = source->next()) all += piece;
    EXPECT_TRUE(source->next().empty());
    return all;
  }

  Home home_;
  Deliveries& files_ = home_.deliveries();
};
using Homes = testing::Types<MemoryFiles, SealedFiles>;
TYPED_TEST_SUITE(DeliveriesContract, Homes);

TYPED_TEST(DeliveriesContract, FilesComeBackByteForByteUnderTheirSha256) {
  for (const auto& pieces : std::vector<std::vector<std::string>>{
           {}, {"a"}, {"time;", std::string(3, '\0'), "\xFF\r\n"}}) {
    std::string whole;
    for (const std::string& piece : pieces) whole += piece;
    const Bytes32 kept = this->keep(pieces);
    EXPECT_EQ(kept, sha256(whole));
    EXPECT_EQ(this->read(kept), whole);
  }
}

TYPED_TEST(DeliveriesContract, LargeFilesComeBackWhetherTheyCompressOrNot) {
  constexpr std::size_t mebi = std::size_t{1} << 20;
  const std::string text(5 * mebi + 1, 'x');
  EXPECT_EQ(this->read(this->keep({text})), text);
  const std::string random = noise(2 * mebi);
  EXPECT_EQ(this->read(this->keep({random, random, random.substr(5)})),
            random + random + random.substr(5));
}

TYPED_TEST(DeliveriesContract, StagingShowsEachPieceInOrderAndTellsTheSize) {
  Pieces source{{"one", "two", "three"}};
  std::vector<std::string> seen;
  const auto staged =
      this->files_.stage(source, [&](std::string_view piece) { seen.emplace_back(piece); });
  EXPECT_EQ(seen, (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(staged->size(), 11U);
  EXPECT_EQ(staged->sha256(), sha256("onetwothree"));
}

TYPED_TEST(DeliveriesContract, WhatIsNotKeptIsNotThere) {
  {
    Pieces source{{"a"}};
    const auto staged = this->files_.stage(source, [](std::string_view) {});
    EXPECT_TRUE(this->files_.list().empty());
  }
  const auto missing = this->files_.get(sha256("a"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "delivery-missing");
  EXPECT_EQ(missing.error().kind, ErrorKind::home);
}

TYPED_TEST(DeliveriesContract, ASourceOrAReaderThatFailsLeavesNothing) {
  Failing failing;
  EXPECT_THROW(this->files_.stage(failing, [](std::string_view) {}), std::runtime_error);
  Pieces source{{"a", "b"}};
  const auto reader = [](std::string_view) { throw std::logic_error{"unusable"}; };
  EXPECT_THROW(this->files_.stage(source, reader), std::logic_error);
  EXPECT_TRUE(this->files_.list().empty());
}

TYPED_TEST(DeliveriesContract, TheSameContentIsKeptOnce) {
  const Bytes32 first = this->keep({"ab"});
  EXPECT_EQ(this->keep({"a", "b"}), first);
  EXPECT_EQ(this->files_.list(), std::vector<Bytes32>{first});
  EXPECT_EQ(this->read(first), "ab");
}

TYPED_TEST(DeliveriesContract, ListsInOrderOfTheSha256) {
  std::vector<Bytes32> kept{this->keep({"a"}), this->keep({"b"}), this->keep({"c"})};
  std::sort(kept.begin(), kept.end());
  EXPECT_EQ(this->files_.list(), kept);
}

TYPED_TEST(DeliveriesContract, WhatIsPurgedSaysSoAndCanComeAgain) {
  const Bytes32 kept = this->keep({"a"});
  this->files_.purge(kept);
  const auto purged = this->files_.get(kept);
  ASSERT_FALSE(purged);
  EXPECT_EQ(purged.error().code, "delivery-purged");
  EXPECT_TRUE(this->files_.list().empty());
  this->keep({"a"});
  EXPECT_EQ(this->read(kept), "a");
}

TYPED_TEST(DeliveriesContract, PurgingWhatNeverWasDoesNothing) {
  this->files_.purge(sha256("a"));
  EXPECT_EQ(this->files_.get(sha256("a")).error().code, "delivery-missing");
}

}  // namespace
}  // namespace insyn
