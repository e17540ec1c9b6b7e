#include "store/act_log.h"

#include <gtest/gtest.h>

#include "store/contract/adapters.h"

namespace insyn {
namespace {

template <class Home>
class ActLogContract : public testing::Test {
 protected:
  static StoredAct act(std::uint64_t seq) {
    return {.seq = seq,
            .leaf = "{\"seq\":" + std::to_string(seq) + "}",
            .checkpoint = "note\n" + std::to_string(seq),
            .salt = std::string(32, '\0'),
            .words = "{\"reason\":\"Å\"}"};
  }

  Home home_;
  ActLog& log_ = home_.acts();
};
TYPED_TEST_SUITE(ActLogContract, SmallHomes);

TYPED_TEST(ActLogContract, AnEmptyLogHasNoActs) {
  EXPECT_TRUE(this->log_.read(0).empty());
  EXPECT_FALSE(this->log_.with_words(0));
}

TYPED_TEST(ActLogContract, TakesOnlyTheNextPosition) {
  for (const std::uint64_t wrong : {1U, 2U}) {
    const auto refused = this->log_.append(this->act(wrong));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "act-position");
    EXPECT_EQ(refused.error().kind, ErrorKind::home);
  }
  ASSERT_TRUE(this->log_.append(this->act(0)));
  EXPECT_FALSE(this->log_.append(this->act(0)));
  EXPECT_EQ(this->log_.read(0).size(), 1U);
  EXPECT_TRUE(this->log_.append(this->act(1)));
}

TYPED_TEST(ActLogContract, ReadsFromAPositionInOrderWithoutWordsAndSalts) {
  for (std::uint64_t seq = 0; seq < 12; ++seq) ASSERT_TRUE(this->log_.append(this->act(seq)));
  const auto acts = this->log_.read(9);
  ASSERT_EQ(acts.size(), 3U);
  EXPECT_EQ(acts[0].seq, 9U);
  EXPECT_EQ(acts[2].seq, 11U);
  EXPECT_EQ(acts[1].leaf, this->act(10).leaf);
  EXPECT_EQ(acts[1].checkpoint, this->act(10).checkpoint);
  EXPECT_FALSE(acts[1].salt);
  EXPECT_FALSE(acts[1].words);
  EXPECT_TRUE(this->log_.read(12).empty());
}

TYPED_TEST(ActLogContract, GivesWordsAndSaltOfOneActExactly) {
  ASSERT_TRUE(this->log_.append(this->act(0)));
  const auto act = this->log_.with_words(0);
  ASSERT_TRUE(act);
  EXPECT_EQ(act->salt, this->act(0).salt);
  EXPECT_EQ(act->words, this->act(0).words);
}

TYPED_TEST(ActLogContract, NoWordsAreNotEmptyWords) {
  StoredAct none = this->act(0);
  none.salt.reset();
  none.words.reset();
  StoredAct empty = this->act(1);
  empty.words = "";
  ASSERT_TRUE(this->log_.append(none));
  ASSERT_TRUE(this->log_.append(empty));
  EXPECT_FALSE(this->log_.with_words(0)->words);
  EXPECT_FALSE(this->log_.with_words(0)->salt);
  EXPECT_EQ(this->log_.with_words(1)->words, "");
}

}  // namespace
}  // namespace insyn
