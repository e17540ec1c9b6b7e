#include "store/duckdb/event_store.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <stdexcept>

#include "store/contract/child_process.h"
#include "store/contract/temporary_folder.h"
#include "store/duckdb/connection.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

constexpr HashKey hash_key{1, 2, 3};

class DuckEventStoreTest : public testing::Test {
 protected:
  Result<std::unique_ptr<DuckEventStore>> open() const {
    return DuckEventStore::open({.file = file_, .temporary = folder_.path() / "tmp"}, hash_key);
  }

  static std::vector<KeyedEvent> events(std::uint32_t delivery, std::uint32_t count) {
    std::vector<KeyedEvent> made(count);
    for (std::uint32_t row = 0; row < count; ++row) {
      made[row].event.client = {1 + row % 7};
      made[row].event.delivery = delivery;
      made[row].event.row = row;
      made[row].key = {.id = delivery, .rest = row};
    }
    return made;
  }

  static std::vector<std::uint32_t> deliveries(DuckEventStore& store) {
    std::vector<std::uint32_t> numbers;
    for (const auto& [number, sums] : store.committed()) numbers.push_back(number);
    return numbers;
  }

  static CopySums append(DuckEventStore& store, std::uint32_t delivery, std::uint32_t count) {
    const auto appending = store.begin(delivery);
    appending->add(events(delivery, count));
    return appending->commit();
  }

  /// Runs a statement on the closed file behind the store's back.
  void change(const std::string& sql) const {
    duckdb_database database = nullptr;
    ASSERT_EQ(duckdb_open(file_.c_str(), &database), DuckDBSuccess);
    DuckConnection{database}.exec(sql);
    duckdb_close(&database);
  }

  TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "events.duckdb";
};

TEST_F(DuckEventStoreTest, PiecesThatEndAnywhereAreFoundAndKept) {
  const auto store = open().value();
  const auto appending = store->begin(1);
  std::vector<KeyedEvent> all = events(1, 81'000);
  for (std::uint32_t row = 0; row < all.size(); ++row) all[row].key = {.id = row, .rest = row};
  std::size_t begin = 0;
  for (const std::size_t size : {1U, 2047U, 2048U, 4097U, 3U, 70'000U, 2045U, 759U}) {
    appending->add(std::span{all}.subspan(begin, size));
    begin += size;
    EXPECT_EQ(appending->find(0, std::vector<EventKey>{all[begin - 1].key, {.id = 99'999}}).size(),
              1U);
  }
  ASSERT_EQ(begin, all.size());
  EXPECT_EQ(appending->commit().rows, all.size());
  const auto stored = store->read_back().at(1);
  EXPECT_EQ(stored.sums, store->committed().at(1));
  for (std::uint32_t row = 0; row < all.size(); ++row) ASSERT_TRUE(stored.rows.has(row)) << row;
}

TEST_F(DuckEventStoreTest, WhatIsAppendedIsNotKeptInMemory) {
  const auto store = open().value();
  const auto appending = store->begin(1);
  const std::vector<KeyedEvent> rows = events(1, 2048);
  appending->add(std::span{rows}.first(5));
  appending->find(0, std::vector<EventKey>{rows[0].key});  // which DuckDB must have got for it
  const std::size_t before = mallinfo2().uordblks;
  for (int times = 0; times < 400; ++times) appending->add(rows);
  constexpr std::size_t bytes_max = 4'000'000;  // 13 MB if every vector came in two parts
  EXPECT_LT(mallinfo2().uordblks, before + bytes_max);
}

TEST_F(DuckEventStoreTest, WhatWasCommittedIsThereAfterAKillAndNothingElse) {
  // More than a row group, so that rows of the unfinished delivery are in the file already.
  constexpr std::uint32_t many = 123'000;
  ASSERT_TRUE(die_after([this] {
    const auto store = open().value();
    append(*store, 1, 1000);
    const auto unfinished = store->begin(2);
    unfinished->add(events(2, many));
    unfinished->find(1, std::vector<EventKey>{{.id = 2, .rest = 1}});
    die_now();
  }));
  const auto store = open().value();
  EXPECT_EQ(deliveries(*store), std::vector<std::uint32_t>{1});
  const auto before = store->read_back();
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before.at(1).sums.rows, 1000U);
  const CopySums again = append(*store, 2, many);
  EXPECT_EQ(store->read_back().at(2).sums, again);
}

TEST_F(DuckEventStoreTest, ADeliveryIsWholeAfterAKillRightAfterItsCommit) {
  ASSERT_TRUE(die_after([this] {
    const auto store = open().value();
    append(*store, 1, 123'000);
    die_now();
  }));
  const auto store = open().value();
  EXPECT_EQ(deliveries(*store), std::vector<std::uint32_t>{1});
  const CopySums sums = store->read_back().at(1).sums;
  EXPECT_EQ(sums.rows, 123'000U);
  EXPECT_EQ(sums, append(*DuckEventStore::open({.file = folder_.path() / "other.duckdb",
                                                .temporary = folder_.path() / "tmp"},
                                               hash_key)
                              .value(),
                         1, 123'000));
}

TEST_F(DuckEventStoreTest, ADeliveryThatMemoryIsTooSmallForLeavesNothing) {
  append(*open().value(), 1, 1000);
  {
    const auto store =
        DuckEventStore::open(
            {.file = file_, .temporary = folder_.path() / "tmp", .memory_limit = "4MB"}, hash_key)
            .value();
    EXPECT_THROW(append(*store, 2, 500'000), std::runtime_error);
    EXPECT_EQ(deliveries(*store), std::vector<std::uint32_t>{1});
  }
  const auto store = open().value();
  EXPECT_EQ(deliveries(*store), std::vector<std::uint32_t>{1});
  EXPECT_EQ(append(*store, 2, 2000).rows, 2000U);
}

TEST_F(DuckEventStoreTest, SumsTellWhichCopyWasChanged) {
  CopySums sums;
  {
    const auto store = open().value();
    sums = append(*store, 1, 100);
    append(*store, 2, 10);
  }
  change("UPDATE events_c SET client = 1 WHERE delivery = 1 AND \"row\" = 5");
  {
    const CopySums changed = open().value()->read_back().at(1).sums;
    EXPECT_EQ(changed.time_copy, sums.time_copy);
    EXPECT_NE(changed.client_copy, sums.client_copy);
  }
  change("DELETE FROM events_t WHERE delivery = 1 AND \"row\" = 6");
  const CopySums changed = open().value()->read_back().at(1).sums;
  EXPECT_NE(changed.time_copy, sums.time_copy);
  EXPECT_EQ(changed.rows, 99U);
}

TEST_F(DuckEventStoreTest, ReclusteringPutsAllDeliveriesInOneOrderAndChangesNothing) {
  const auto order = [this] {
    std::vector<std::uint32_t> clients;
    duckdb_database database = nullptr;
    EXPECT_EQ(duckdb_open(file_.c_str(), &database), DuckDBSuccess);
    DuckConnection{database}.stream("SELECT client FROM events_c", [&](const DuckChunk& chunk) {
      const auto* client = chunk.column<std::uint32_t>(0);
      clients.insert(clients.end(), client, client + chunk.size());
    });
    duckdb_close(&database);
    return clients;
  };
  {
    const auto store = open().value();
    append(*store, 1, 100);
    EXPECT_FALSE(store->recluster());  // one delivery is in order by itself
    append(*store, 2, 100);
    append(*store, 3, 0);
  }
  EXPECT_FALSE(std::ranges::is_sorted(order()));
  {
    const auto store = open().value();
    const auto before = store->read_back();
    EXPECT_TRUE(store->recluster());
    EXPECT_FALSE(store->recluster());
    const auto after = store->read_back();
    ASSERT_EQ(after.size(), before.size());
    for (const auto& [number, delivery] : before) {
      EXPECT_EQ(after.at(number).sums, delivery.sums);
      EXPECT_EQ(after.at(number).rows, delivery.rows);
    }
  }
  EXPECT_TRUE(std::ranges::is_sorted(order()));
  const auto store = open().value();
  append(*store, 4, 10);
  EXPECT_TRUE(store->recluster());
}

TEST_F(DuckEventStoreTest, ACodeThatNoTextHasIsSeenAsDamage) {
  append(*open().value(), 1, 10);
  change("DELETE FROM codes WHERE \"column\" = 4 AND code = 7");
  EXPECT_THROW(open().value()->read_back(), std::runtime_error);
}

TEST_F(DuckEventStoreTest, AnotherProcessGetsAClearErrorAtOnce) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t holder = ::fork();
  if (holder == 0) {
    const auto store = open();
    const char answer = store ? 'y' : 'n';
    if (::write(ready[1], &answer, 1) == 1) ::pause();
    die_now();
  }
  char answer = 0;
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  ASSERT_EQ(answer, 'y');
  const auto second = open();
  ::kill(holder, SIGKILL);
  ::waitpid(holder, nullptr, 0);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::home);
  EXPECT_EQ(second.error().code, "home-locked");
  EXPECT_TRUE(open());
}

TEST_F(DuckEventStoreTest, AFileThatIsNotOneOfDuckdbIsAnErrorOfTheHome) {
  std::ofstream{file_} << std::string(20'000, 'x');
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::home);
  EXPECT_EQ(opened.error().code, "home-unreadable");
}

TEST_F(DuckEventStoreTest, TheFileIsReadableByItsOwnerOnly) {
  const auto store = open().value();
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(DuckEventStoreTest, AResultThatBreaksOffThrowsAndShowsNoStatement) {
  duckdb_database database = nullptr;
  ASSERT_EQ(duckdb_open(nullptr, &database), DuckDBSuccess);
  {
    DuckConnection connection{database};
    std::string message;
    try {
      connection.stream(
          "SELECT CASE WHEN i < 100000 THEN i ELSE error('broken') END "
          "FROM range(200000) t(i)",
          [](const DuckChunk&) {});
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    EXPECT_NE(message.find("broken"), std::string::npos);
    EXPECT_EQ(message.find("SELECT"), std::string::npos);
  }
  duckdb_close(&database);
}

}  // namespace
}  // namespace insyn
