#include "store/event_store.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "store/contract/temporary_folder.h"
#include "store/duckdb/event_store.h"
#include "store/memory/event_store.h"
#include "store/row_hash.h"

namespace insyn {
namespace {

constexpr HashKey hash_key{1, 2, 3};

class MemoryEvents {
 public:
  EventStore& store() { return store_; }

 private:
  MemoryEventStore store_{hash_key};
};

class DuckEvents {
 public:
  EventStore& store() { return *store_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<DuckEventStore> store_ =
      DuckEventStore::open(
          {.file = folder_.path() / "events.duckdb", .temporary = folder_.path() / "tmp"}, hash_key)
          .value();
};

constexpr EventQuery everything{.window = {.from = instant_min, .to = instant_max},
                                .deliveries_to = UINT32_MAX};

Instant instant(std::int64_t microseconds) {
  return Instant{std::chrono::microseconds{microseconds}};
}

struct Made {
  std::int64_t at = 0;
  std::uint32_t staff = 1;
  std::uint32_t client = 1;
  std::uint32_t account = 0;
  std::uint32_t source = 1;
  EventKey key{};
};

/// Event number `row` of a delivery; what isn't given differs from column to column, so that
/// columns which are mixed up are seen.
KeyedEvent event(std::uint32_t delivery, std::uint32_t row, const Made& made = {}) {
  return {.event = {.at = instant(made.at),
                    .source = made.source,
                    .system = {102},
                    .account = {made.account},
                    .staff = {made.staff},
                    .client = {made.client},
                    .case_no = {4'000'000'000U + row},
                    .action = Action::sign,
                    .purpose = {108},
                    .unit = {109},
                    .provider = {110},
                    .resource = {111},
                    .emergency = row % 2 == 1,
                    .delivery = delivery,
                    .row = row},
          .key = made.key};
}

template <class Home>
class EventStoreContract : public testing::Test {
 protected:
  CopySums commit(std::uint32_t delivery, const std::vector<KeyedEvent>& events) {
    auto append = store_.begin(delivery);
    append->add(events);
    return append->commit();
  }

  static EventVisitor into(std::vector<AccessEvent>& events) {
    return [&events](const EventColumns& columns) {
      for (std::size_t i = 0; i < columns.size(); ++i) events.push_back(columns.event(i));
    };
  }

  std::vector<AccessEvent> scan(const EventQuery& query = everything) {
    std::vector<AccessEvent> events;
    store_.scan(query, into(events));
    return events;
  }

  std::vector<std::uint32_t> committed() {
    std::vector<std::uint32_t> numbers;
    for (const auto& [number, sums] : store_.committed()) numbers.push_back(number);
    return numbers;
  }

  static RowSet row_set(std::initializer_list<std::uint32_t> rows) {
    RowSet set;
    for (const std::uint32_t row : rows) set.add(row);
    return set;
  }

  /// Ascending, since events come in any order.
  static std::vector<std::uint32_t> rows(const std::vector<AccessEvent>& events) {
    std::vector<std::uint32_t> numbers;
    for (const AccessEvent& one : events) numbers.push_back(one.row);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  }

  Home home_;
  EventStore& store_ = home_.store();
};
using Homes = testing::Types<MemoryEvents, DuckEvents>;
TYPED_TEST_SUITE(EventStoreContract, Homes);

using Numbers = std::vector<std::uint32_t>;

TYPED_TEST(EventStoreContract, AnEmptyStoreGivesNothing) {
  EXPECT_TRUE(this->scan().empty());
  EXPECT_TRUE(this->store_.committed().empty());
  EXPECT_TRUE(this->store_.read_back().empty());
  EXPECT_FALSE(this->store_.recluster());
  EXPECT_TRUE(this->store_.begin(1)->find(1, std::vector<EventKey>{{1, 1}}).empty());
}

TYPED_TEST(EventStoreContract, GivesEveryColumnBackAsItWas) {
  const KeyedEvent odd = event(1, 3, {.at = -1, .staff = 0, .client = UINT32_MAX, .account = 7});
  this->commit(1, {odd});
  EXPECT_EQ(this->scan(), std::vector<AccessEvent>{odd.event});
  std::vector<AccessEvent> from_client_copy;
  this->store_.of_clients(everything, std::vector<ClientNo>{{UINT32_MAX}},
                          this->into(from_client_copy));
  EXPECT_EQ(from_client_copy, std::vector<AccessEvent>{odd.event});
}

TYPED_TEST(EventStoreContract, AScanIsOverAllDeliveriesAndHalfOpen) {
  this->commit(1, {event(1, 0, {.at = 30}), event(1, 1, {.at = 10})});
  this->commit(2, {event(2, 2, {.at = 20}), event(2, 3, {.at = 40}), event(2, 4, {.at = 9})});
  EXPECT_EQ(this->rows(this->scan()), (Numbers{0, 1, 2, 3, 4}));
  const auto window = this->scan({{instant(10), instant(40)}, UINT32_MAX});
  EXPECT_EQ(this->rows(window), (Numbers{0, 1, 2}));
}

TYPED_TEST(EventStoreContract, AWindowIsToTheMicrosecondAlsoBefore1970) {
  const std::vector<std::int64_t> times{-1'000'001, -1'000'000, -1, 0, 1, 999'999, 1'000'000};
  std::vector<KeyedEvent> events;
  for (std::uint32_t row = 0; row < times.size(); ++row)
    events.push_back(event(1, row, {.at = times[row]}));
  this->commit(1, events);
  for (const std::int64_t from : times)
    for (const std::int64_t to : times) {
      Numbers expected;
      for (std::uint32_t row = 0; row < times.size(); ++row)
        if (from <= times[row] && times[row] < to) expected.push_back(row);
      EXPECT_EQ(this->rows(this->scan({{instant(from), instant(to)}, 1})), expected) << from << to;
    }
}

TYPED_TEST(EventStoreContract, AScanLeavesOutDeliveriesThatWereNotKnown) {
  this->commit(2, {event(2, 0)});
  this->commit(3, {event(3, 1)});
  EXPECT_TRUE(this->scan({everything.window, 1}).empty());
  EXPECT_EQ(this->rows(this->scan({everything.window, 2})), Numbers{0});
  EXPECT_EQ(this->scan({everything.window, 3}).size(), 2U);
}

TYPED_TEST(EventStoreContract, AScanOfActorsGivesTheSameEventsWithWhatTellsWhoDidWhatWhen) {
  this->commit(1, {event(1, 0, {.at = 30, .staff = 5, .source = 7}),
                   event(1, 1, {.at = 20, .staff = 0, .account = 9}), event(1, 2, {.at = 40})});
  this->commit(2, {event(2, 3, {.at = 35})});
  std::set<std::tuple<std::int64_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>>
      actors;
  this->store_.scan_actors({{instant(20), instant(40)}, 1}, [&](const EventColumns& columns) {
    EXPECT_TRUE(columns.client.empty());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      actors.emplace(columns.at[i], columns.source[i], columns.system[i], columns.account[i],
                     columns.staff[i]);
      EXPECT_EQ(static_cast<Action>(columns.action[i]), Action::sign);
    }
  });
  EXPECT_EQ(actors, (decltype(actors){{30, 7, 102, 0, 5}, {20, 1, 102, 9, 0}}));
}

TYPED_TEST(EventStoreContract, EventsOfStaffAreThoseByNumberOrByAccount) {
  this->commit(1, {event(1, 0, {.at = 3, .staff = 5}), event(1, 1, {.at = 2, .staff = 6}),
                   event(1, 2, {.at = 1, .staff = 0, .account = 9}), event(1, 3, {.staff = 7})});
  const auto of = [&](const std::vector<StaffNo>& staff, const std::vector<AccountNo>& accounts) {
    std::vector<AccessEvent> events;
    this->store_.of_staff(everything, staff, accounts, this->into(events));
    return this->rows(events);
  };
  EXPECT_EQ(of({{5}}, {{9}}), (Numbers{0, 2}));
  EXPECT_EQ(of({{6}, {5}}, {}), (Numbers{0, 1}));
  EXPECT_EQ(of({}, {{9}, {10}}), Numbers{2});
  EXPECT_EQ(of({}, {}), Numbers{});
}

TYPED_TEST(EventStoreContract, EventsOfManyPeopleAreFoundAmongThoseOfMore) {
  std::vector<KeyedEvent> events;
  std::vector<StaffNo> staff{{77'777}};
  std::vector<AccountNo> accounts{{66'666}};
  Numbers expected;
  for (std::uint32_t row = 0; row < 1000; ++row) {
    const bool has_staff = row % 3 != 0;
    events.push_back(
        event(1, row, {.staff = has_staff ? 9'000 - row : 0, .account = 20'000 + row}));
    if (has_staff && row % 7 == 0) staff.push_back({9'000 - row});
    if (row % 5 == 0) accounts.push_back({20'000 + row});
    if ((has_staff && row % 7 == 0) || row % 5 == 0) expected.push_back(row);
  }
  this->commit(1, events);
  std::vector<AccessEvent> found;
  this->store_.of_staff(everything, staff, accounts, this->into(found));
  EXPECT_EQ(this->rows(found), expected);
}

TYPED_TEST(EventStoreContract, EventsOfClientsAreThoseOfTheWindow) {
  this->commit(1, {event(1, 0, {.at = 5, .client = 8}), event(1, 1, {.at = 1, .client = 8}),
                   event(1, 2, {.at = 3, .client = 9}), event(1, 3, {.at = 3, .client = 10})});
  const auto of = [&](const EventQuery& query, const std::vector<ClientNo>& clients) {
    std::vector<AccessEvent> events;
    this->store_.of_clients(query, clients, this->into(events));
    return this->rows(events);
  };
  EXPECT_EQ(of(everything, {{8}, {9}}), (Numbers{0, 1, 2}));
  EXPECT_EQ(of({{instant(2), instant(5)}, 1}, {{8}, {9}}), Numbers{2});
  EXPECT_EQ(of({everything.window, 0}, {{8}}), Numbers{});
  EXPECT_EQ(of(everything, {}), Numbers{});
}

TYPED_TEST(EventStoreContract, WhatIsNotCommittedLeavesNothing) {
  {
    auto append = this->store_.begin(1);
    append->add(std::vector<KeyedEvent>{event(1, 0)});
    EXPECT_TRUE(this->scan().empty());
    EXPECT_TRUE(this->store_.committed().empty());
  }
  EXPECT_TRUE(this->scan().empty());
  EXPECT_TRUE(this->store_.read_back().empty());
  this->commit(1, {event(1, 5)});
  EXPECT_EQ(this->store_.read_back().at(1).rows, this->row_set({5}));
}

TYPED_TEST(EventStoreContract, CommittedDeliveriesAreListedAlsoEmptyOnes) {
  this->commit(7, {});
  this->commit(3, {event(3, 9), event(3, 2)});
  EXPECT_EQ(this->committed(), (Numbers{3, 7}));
  const auto stored = this->store_.read_back();
  EXPECT_EQ(stored.at(3).rows, this->row_set({9, 2}));
  EXPECT_EQ(stored.at(7).sums, CopySums{});
}

TYPED_TEST(EventStoreContract, FindGivesEveryRowOfTheSourceWithTheIdWhateverTheRest) {
  constexpr std::uint64_t id = UINT64_MAX;
  this->commit(
      1, {event(1, 0, {.source = 1, .key = {id, UINT64_MAX}}),
          event(1, 1, {.source = 1, .key = {id, 6}}), event(1, 2, {.source = 2, .key = {id, 7}}),
          event(1, 3, {.source = 1, .key = {id - 1, 6}})});
  this->commit(2, {event(2, 0, {.source = 1, .key = {id, 6}})});
  auto append = this->store_.begin(3);
  auto found = append->find(1, std::vector<EventKey>{{id, 1}, {9, 9}, {id, 2}});
  std::sort(found.begin(), found.end(), [](const StoredKey& a, const StoredKey& b) {
    return std::tie(a.key, a.delivery) < std::tie(b.key, b.delivery);
  });
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].key, (EventKey{id, 6}));
  EXPECT_EQ(found[0].delivery, 1U);
  EXPECT_EQ(found[1].delivery, 2U);
  EXPECT_EQ(found[2].key, (EventKey{id, UINT64_MAX}));
}

TYPED_TEST(EventStoreContract, FindSeesWhatTheAppendHasAddedItself) {
  auto append = this->store_.begin(1);
  append->add(std::vector<KeyedEvent>{event(1, 0, {.key = {1, 2}}), event(1, 1, {.key = {1, 2}})});
  EXPECT_EQ(append->find(1, std::vector<EventKey>{{1, 2}}).size(), 2U);
  append->add(std::vector<KeyedEvent>{event(1, 2, {.key = {1, 2}})});
  EXPECT_EQ(append->find(1, std::vector<EventKey>{{1, 2}, {2, 3}}).size(), 3U);
  EXPECT_TRUE(append->find(2, std::vector<EventKey>{{1, 2}}).empty());
}

TYPED_TEST(EventStoreContract, FindAgreesWithASetInAnyOrderOfAddsAndFinds) {
  // One store for all cases, since opening one is slow; each case has a source of its own.
  std::uint32_t source = 0;
  std::uint32_t delivery = 0;
  EXPECT_TRUE(rc::check([&] {
    std::multiset<std::uint64_t> stored;
    const auto some_keys = [] {
      std::vector<EventKey> keys;
      for (const auto key :
           *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 6)))
        keys.push_back({key, key % 3});
      return keys;
    };
    ++source;
    auto append = this->store_.begin(++delivery);
    for (int step = *rc::gen::inRange(0, 5); step > 0; --step) {
      std::vector<KeyedEvent> events;
      for (const EventKey& key : some_keys()) {
        events.push_back(event(delivery, 0, {.source = source, .key = key}));
        stored.insert(key.id);
      }
      append->add(events);
      const auto asked = some_keys();
      std::set<std::uint64_t> different;
      for (const EventKey& key : asked) different.insert(key.id);
      std::size_t expected = 0;
      for (const std::uint64_t id : different) expected += stored.count(id);
      RC_ASSERT(append->find(source, asked).size() == expected);
    }
    if (delivery % 10 == 0) append->commit();
  }));
}

TYPED_TEST(EventStoreContract, SumsAreOfTheRowsInAnyOrderAndComputedAnewFromBothCopies) {
  const KeyedEvent a = event(1, 0, {.at = 5, .key = {1, 2}});
  const KeyedEvent b = event(1, 1, {.at = 4, .client = 2, .key = {4, 5}});
  const RowHasher hasher{hash_key};
  CopySums expected;
  expected.rows = 2;
  for (const KeyedEvent& keyed : {b, a}) {
    expected.time_copy += hasher.time_row(keyed.event, keyed.key);
    expected.client_copy += hasher.client_row(keyed.event);
  }
  EXPECT_EQ(this->commit(1, {a, b}), expected);
  this->commit(2, {event(2, 0)});
  EXPECT_EQ(this->store_.read_back().at(1).sums, expected);
  EXPECT_EQ(this->store_.committed().at(1), expected);
}

TYPED_TEST(EventStoreContract, TensOfThousandsOfEventsComeThroughWhole) {
  std::vector<KeyedEvent> events;
  constexpr std::uint32_t many = 30'000;
  for (std::uint32_t row = 0; row < many; ++row)
    events.push_back(event(1, row,
                           {.at = row * 7919 % many,
                            .client = 1 + row % 100,
                            .key = {row, row * 0x9E3779B97F4A7C15ULL}}));
  auto append = this->store_.begin(1);
  const std::span<const KeyedEvent> all{events};
  append->add(all.first(12'345));
  append->add(all.subspan(12'345));
  const CopySums sums = append->commit();
  EXPECT_EQ(sums.rows, many);
  EXPECT_EQ(this->store_.read_back().at(1).sums, sums);
  auto scanned = this->scan();
  std::ranges::sort(scanned, {}, &AccessEvent::at);
  ASSERT_EQ(scanned.size(), many);
  for (std::size_t i = 0; i < many; ++i)
    ASSERT_EQ(scanned[i].at, instant(static_cast<std::int64_t>(i)));
  std::vector<AccessEvent> of_one;
  this->store_.of_clients(everything, std::vector<ClientNo>{{17}}, this->into(of_one));
  EXPECT_EQ(of_one.size(), many / 100);
}

TYPED_TEST(EventStoreContract, AScanInsideAnAppendSeesOnlyWhatWasCommitted) {
  this->commit(1, {event(1, 0)});
  auto append = this->store_.begin(2);
  append->add(std::vector<KeyedEvent>{event(2, 1)});
  EXPECT_EQ(append->find(1, std::vector<EventKey>{{0, 0}}).size(), 2U);
  EXPECT_EQ(this->scan().size(), 1U);
  append->commit();
  EXPECT_EQ(this->scan().size(), 2U);
}

}  // namespace
}  // namespace insyn
