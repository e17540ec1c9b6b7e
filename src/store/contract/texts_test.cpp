#include "store/texts.h"

#include <gtest/gtest.h>

#include "store/contract/adapters.h"

namespace insyn {
namespace {

using Views = std::vector<std::string_view>;

template <class Home>
class TextsContract : public testing::Test {
 protected:
  Home home_;
  Texts& texts_ = home_.texts();
};
TYPED_TEST_SUITE(TextsContract, SmallHomes);

TYPED_TEST(TextsContract, TheEmptyTextIsZeroAndKnownFromTheStart) {
  EXPECT_EQ(this->texts_.intern(Views{"", ""}), (std::vector<TextNo>{{0}, {0}}));
  EXPECT_EQ(this->texts_.find(Views{""}), std::vector<TextNo>{{0}});
  EXPECT_EQ(this->texts_.texts(std::vector<TextNo>{{0}}), std::vector<std::string>{""});
  EXPECT_EQ(this->texts_.all(), std::vector<std::string>{""});
}

TYPED_TEST(TextsContract, EqualTextsHaveOneNumberAlsoWithinOneCallAndAfterSync) {
  const auto first = this->texts_.intern(Views{"a", "b", "a"});
  EXPECT_EQ(first[0], first[2]);
  EXPECT_NE(first[0], first[1]);
  this->texts_.sync();
  EXPECT_EQ(this->texts_.intern(Views{"b", "a"}), (std::vector<TextNo>{first[1], first[0]}));
}

TYPED_TEST(TextsContract, NumbersRunFromOneToTheCountAlsoBeforeSync) {
  EXPECT_EQ(this->texts_.count(), 0U);
  for (const std::string_view text : {"a", "b", "a", ""}) this->texts_.intern(Views{text});
  EXPECT_EQ(this->texts_.count(), 2U);
  this->texts_.sync();
  EXPECT_EQ(this->texts_.count(), 2U);
  EXPECT_EQ(this->texts_.all().size(), 3U);
}

TYPED_TEST(TextsContract, TextsAreBytesWithCaseSpacesAndZeroBytes) {
  const Views views{
      "Öberg", "öberg", " Öberg", std::string_view{"a\0b", 3}, std::string_view{"a\0c", 3}, "\xFF"};
  const auto numbers = this->texts_.intern(views);
  for (std::size_t i = 0; i < views.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(numbers[i], numbers[j]);
  EXPECT_EQ(this->texts_.texts(numbers), std::vector<std::string>(views.begin(), views.end()));
}

TYPED_TEST(TextsContract, NumbersAreGivenBackBeforeAndAfterSync) {
  const auto numbers = this->texts_.intern(Views{"x", "y"});
  const std::vector<std::string> expected{"y", "", "x"};
  const std::vector<TextNo> asked{numbers[1], {0}, numbers[0]};
  EXPECT_EQ(this->texts_.texts(asked), expected);
  this->texts_.sync();
  EXPECT_EQ(this->texts_.texts(asked), expected);
}

TYPED_TEST(TextsContract, FindAddsNothing) {
  const auto known = this->texts_.intern(Views{"x"});
  EXPECT_EQ(this->texts_.find(Views{"y", "x", "y"}), (std::vector<TextNo>{{0}, known[0], {0}}));
  EXPECT_EQ(this->texts_.all().size(), 2U);
}

TYPED_TEST(TextsContract, AllGivesEachTextAtItsNumber) {
  const auto numbers = this->texts_.intern(Views{"x", "y", "z"});
  const auto all = this->texts_.all();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0], "");
  EXPECT_EQ(all[numbers[0].value], "x");
  EXPECT_EQ(all[numbers[2].value], "z");
}

TYPED_TEST(TextsContract, ANumberThatWasNeverGivenIsABrokenHome) {
  this->texts_.intern(Views{"x"});
  EXPECT_THROW(this->texts_.texts(std::vector<TextNo>{{2}}), std::runtime_error);
  EXPECT_THROW(this->texts_.texts(std::vector<TextNo>{{4'000'000'000U}}), std::runtime_error);
}

TYPED_TEST(TextsContract, WhatIsWholeHasNoProblems) {
  this->texts_.intern(Views{"x", "y"});
  EXPECT_TRUE(this->texts_.verify().empty());
}

}  // namespace
}  // namespace insyn
