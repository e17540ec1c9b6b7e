#include "app/event_batch.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

namespace insyn {
namespace {

/// The key of a row without a native id: its content.
EventKey content(std::uint64_t number) { return EventKey::of_content({number, 2 * number}); }

/// The key of a row with a native id, and a version of what it says.
EventKey native(std::uint64_t id, std::uint64_t version) {
  return EventKey::of_native({~id, 2 * id}, {0, version});
}

using Keys = std::vector<EventKey>;
using Stored = std::vector<StoredKey>;

/// The fates as letters: accepted, duplicate, conflict.
std::string letters(const std::vector<Fate>& fates) {
  std::string text;
  for (const Fate fate : fates)
    text += fate == Fate::accepted ? 'a' : (fate == Fate::duplicate ? 'd' : 'c');
  return text;
}

/// A source of which deliveries are read in batches of any sizes; keeps what is stored as the
/// store does: every row that is no duplicate.
class Source {
 public:
  std::string deliver(const Keys& rows, const std::vector<std::size_t>& batches) {
    DuplicateJudge judge{++deliveries_};
    std::string fates;
    std::size_t begin = 0;
    for (std::size_t i = 0; begin < rows.size(); ++i) {
      const std::size_t size = i < batches.size() ? batches[i] : rows.size();
      const std::size_t end = std::min(rows.size(), begin + size);
      const Keys batch(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                       rows.begin() + static_cast<std::ptrdiff_t>(end));
      const auto judged = judge.judge(batch, stored_of(batch));
      for (std::size_t row = 0; row < batch.size(); ++row)
        if (judged[row] != Fate::duplicate) stored_.push_back({batch[row], deliveries_});
      fates += letters(judged);
      begin = end;
    }
    return fates;
  }
  std::string deliver(const Keys& rows) { return deliver(rows, {}); }

  std::size_t stored() const { return stored_.size(); }

 private:
  Stored stored_of(const Keys& batch) const {
    std::set<std::uint64_t> asked;
    for (const EventKey& key : batch) asked.insert(key.id);
    Stored found;
    for (const StoredKey& row : stored_)
      if (asked.contains(row.key.id)) found.push_back(row);
    return found;
  }

  std::uint32_t deliveries_ = 0;
  Stored stored_;
};

TEST(NativeId, TheSameContentIsADuplicateAndOtherContentAConflict) {
  EXPECT_EQ(Source{}.deliver({native(1, 10), native(1, 10), native(1, 11), native(2, 10)}), "adca");
}

TEST(NativeId, ARowIsADuplicateOfAnyEarlierVersion) {
  EXPECT_EQ(Source{}.deliver({native(1, 10), native(1, 11), native(1, 10), native(1, 11)}), "acdd");
}

TEST(NativeId, EachFurtherVersionIsAConflictOfItsOwn) {
  EXPECT_EQ(Source{}.deliver({native(1, 10), native(1, 11), native(1, 12), native(1, 12)}), "accd");
}

TEST(NativeId, VersionsAreRememberedOverDeliveries) {
  Source source;
  source.deliver({native(1, 10), native(1, 11)});
  EXPECT_EQ(source.deliver({native(1, 11), native(1, 10), native(1, 12), native(1, 12)}), "ddcd");
  EXPECT_EQ(source.deliver({native(1, 12), native(1, 13)}), "dc");
}

TEST(NativeId, VersionsAreRememberedOverBatches) {
  EXPECT_EQ(
      Source{}.deliver({native(1, 10), native(1, 11), native(1, 10), native(1, 11)}, {1, 1, 1, 1}),
      "acdd");
}

TEST(WithoutNativeId, TheRowsOfOneDeliveryAreAMultiset) {
  EXPECT_EQ(Source{}.deliver({content(1), content(1), content(2), content(1)}), "aaaa");
}

TEST(WithoutNativeId, OverDeliveriesTheHighestNumberCountsAndNotTheSum) {
  Source source;
  EXPECT_EQ(source.deliver({content(1), content(1)}), "aa");
  EXPECT_EQ(source.deliver({content(1), content(1), content(1)}), "dda");
  EXPECT_EQ(source.deliver({content(1)}), "d");
  EXPECT_EQ(source.deliver({content(1), content(1), content(1), content(1)}), "ddda");
  EXPECT_EQ(source.stored(), 4U);
}

TEST(WithoutNativeId, TheSameDeliveryAgainBringsNothing) {
  const Keys rows{content(1), content(2), content(1), content(3), content(1)};
  Source source;
  source.deliver(rows);
  EXPECT_EQ(source.deliver(rows), "ddddd");
  EXPECT_EQ(source.deliver({content(3), content(1), content(2), content(1), content(1)}, {2, 1}),
            "ddddd");
}

TEST(WithoutNativeId, WhatIsRepeatedIsCountedOverBatches) {
  Source source;
  source.deliver({content(1), content(1)});
  // The batches hold one row each: the third is new, and the fourth too.
  EXPECT_EQ(source.deliver({content(1), content(1), content(1), content(1)}, {1, 1, 1, 1}), "ddaa");
}

TEST(WithoutNativeId, WhatThisDeliveryStoredItselfIsNoDuplicate) {
  EXPECT_EQ(Source{}.deliver({content(1), content(1), content(1)}, {1, 2}), "aaa");
}

TEST(WithoutNativeId, ARepeatedRowInABatchOfOthersIsFound) {
  Source source;
  source.deliver({content(5)});
  EXPECT_EQ(source.deliver({content(4), content(5), content(6), content(5)}, {2, 2}), "adaa");
}

TEST(Judge, RowsWithAndWithoutANativeIdDoNotDisturbEachOther) {
  Source source;
  EXPECT_EQ(source.deliver({content(1), native(1, 10), content(1), native(1, 11), content(2)}),
            "aaaca");
  EXPECT_EQ(source.deliver({native(1, 11), content(1), content(1), content(1), native(1, 12)}),
            "dddac");
}

TEST(Judge, NoRowsHaveNoFates) {
  DuplicateJudge judge{1};
  EXPECT_TRUE(judge.judge({}, {}).empty());
}

TEST(Judge, RowsOfOneIdThatDifferInTheRestOfTheirIdentityAreDifferentEvents) {
  // A native id's 41st bit from the low end is of its identity; the forty below are the version.
  const EventKey native_key = native(1, 7);
  EventKey other = native_key;
  other.rest ^= 1ULL << 40U;
  const EventKey content_key = content(1);
  EventKey alike = content_key;
  alike.rest ^= 1;
  DuplicateJudge judge{2};
  const Keys keys{native_key, content_key};
  const Stored stored{{other, 1}, {alike, 1}};
  EXPECT_EQ(letters(judge.judge(keys, stored)), "aa");
  EXPECT_EQ(letters(DuplicateJudge{2}.judge(Keys{native_key, other, content_key, alike}, {})),
            "aaaa");
}

/// Contract 4 word for word, over all that was ever delivered: what a source must do.
class Model {
 public:
  std::string deliver(const Keys& rows) {
    std::map<Bits128, int> times;
    std::string fates;
    for (const EventKey& key : rows) {
      if (!key.has_native_id()) {
        int& most = most_[key.identity()];
        const bool more = ++times[key.identity()] > most;
        if (more) most = times[key.identity()];
        fates += more ? 'a' : 'd';
      } else {
        auto& versions = versions_[key.identity()];
        const bool first = versions.empty();
        const bool fresh = versions.insert(key.version()).second;
        fates += fresh ? (first ? 'a' : 'c') : 'd';
      }
    }
    return fates;
  }

 private:
  std::map<Bits128, int> most_;  // the highest number in any one delivery
  std::map<Bits128, std::set<std::uint64_t>> versions_;
};

TEST(Judge, BatchesOfAnySizesSayWhatTheContractSaysOfTheWhole) {
  // Numbers below 8 are contents, the others native ids with a version.
  const auto key_of = [](int number) {
    return number < 8 ? content(static_cast<std::uint64_t>(number % 4 + 1))
                      : native(static_cast<std::uint64_t>(number % 3 + 1),
                               static_cast<std::uint64_t>(number / 3));
  };
  const bool held = rc::check("batches don't show", [&] {
    const auto deliveries =
        *rc::gen::resize(12, rc::gen::container<std::vector<std::vector<int>>>(
                                 rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 16))));
    Source whole;
    Source split;
    Model model;
    for (const auto& numbers : deliveries) {
      Keys rows;
      for (const int number : numbers) rows.push_back(key_of(number));
      const auto sizes =
          *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 5));
      const std::string expected = model.deliver(rows);
      RC_ASSERT(whole.deliver(rows) == expected);
      RC_ASSERT(split.deliver(rows, sizes) == expected);
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace insyn
