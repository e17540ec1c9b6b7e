#include "store/sqlite/view_log.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "store/contract/temporary_folder.h"
#include "store/memory/view_log.h"

namespace insyn {
namespace {

View view_of(int number, const std::string& staff = "s-secret") {
  View view;
  view.at = Instant{std::chrono::microseconds{1'770'000'000'000'000 + number}};
  view.user = "u-1";
  view.user_staff = "s1";
  view.page = "list";
  view.staff = staff;
  view.audit = "2026-1.1";
  return view;
}

class SqliteViewLogTest : public testing::Test {
 protected:
  std::unique_ptr<SqliteViewLog> open() {
    return SqliteViewLog::open(folder_.path() / "views.db", keys_).value();
  }
  void exec(const std::string& sql) {
    Database::open(folder_.path() / "views.db").value()->exec(sql);
  }

  TemporaryFolder folder_;
  HomeKeys keys_ = derive_keys({});
};

TEST_F(SqliteViewLogTest, WhatWasAppendedIsThereForTheNextProcessInOrder) {
  open()->append(std::vector{view_of(1), view_of(2)});
  open()->append(std::vector{view_of(3)});
  const auto log = open();
  EXPECT_EQ(log->size(), 3U);
  EXPECT_EQ(log->read(0, 10), (std::vector{view_of(1), view_of(2), view_of(3)}));
  EXPECT_EQ(log->read(1, 1), std::vector{view_of(2)});
  EXPECT_TRUE(log->read(3, 10).empty());
  EXPECT_TRUE(log->verify().empty());
}

TEST_F(SqliteViewLogTest, TheMarkOfWhatIsDeliveredOnlyGrows) {
  EXPECT_EQ(open()->delivered(), 0U);
  open()->append(std::vector{view_of(1), view_of(2)});
  open()->set_delivered(2);
  open()->set_delivered(1);
  EXPECT_EQ(open()->delivered(), 2U);
}

TEST_F(SqliteViewLogTest, ThreadsThatAppendAtTheSameTimeLoseNothing) {
  const auto log = open();
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread)
      threads.emplace_back([&log, thread] {
        for (int i = 0; i < 20; ++i) log->append(std::vector{view_of(thread * 100 + i)});
      });
  }
  EXPECT_EQ(log->size(), 160U);
  EXPECT_TRUE(log->verify().empty());
}

TEST_F(SqliteViewLogTest, NothingOfAViewLiesReadableInTheFile) {
  open()->append(std::vector{view_of(1)});
  for (const auto& entry : std::filesystem::directory_iterator{folder_.path()}) {
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(bytes.find("s-secret"), std::string::npos) << entry.path();
  }
}

TEST_F(SqliteViewLogTest, ARowThatWasChangedMovedTakenOutOrAddedIsSeen) {
  open()->append(std::vector{view_of(1), view_of(2), view_of(3), view_of(4)});
  for (const char* crime :
       {"UPDATE view SET sealed = (SELECT sealed FROM view WHERE seq = 2) WHERE seq = 3",
        "DELETE FROM view WHERE seq = 2",
        "INSERT INTO view SELECT 5, sealed, link FROM view WHERE seq = 4",
        "UPDATE view SET link = zeroblob(32) WHERE seq = 4"}) {
    std::filesystem::copy_file(folder_.path() / "views.db", folder_.path() / "kept",
                               std::filesystem::copy_options::overwrite_existing);
    exec(crime);
    EXPECT_FALSE(open()->verify().empty()) << crime;
    std::filesystem::copy_file(folder_.path() / "kept", folder_.path() / "views.db",
                               std::filesystem::copy_options::overwrite_existing);
    ASSERT_TRUE(open()->verify().empty());
  }
}

TEST_F(SqliteViewLogTest, DeliveredRowsCutFromTheEndAreMissed) {
  open()->append(std::vector{view_of(1), view_of(2)});
  open()->set_delivered(2);
  exec("DELETE FROM view WHERE seq = 2");
  EXPECT_FALSE(open()->verify().empty());
}

TEST_F(SqliteViewLogTest, UnderAnotherKeyNothingIsRead) {
  open()->append(std::vector{view_of(1)});
  keys_.views.fill(9);
  EXPECT_THROW(open()->read(0, 1), std::runtime_error);
  EXPECT_FALSE(open()->verify().empty());
}

TEST(MemoryViewLog, ReadsAndMarksLikeTheOther) {
  MemoryViewLog log;
  log.append(std::vector{view_of(1), view_of(2), view_of(3)});
  EXPECT_EQ(log.size(), 3U);
  EXPECT_EQ(log.read(1, 1), std::vector{view_of(2)});
  EXPECT_EQ(log.read(2, 10), std::vector{view_of(3)});
  EXPECT_TRUE(log.read(3, 10).empty());
  EXPECT_TRUE(log.read(9, 10).empty());
  log.set_delivered(2);
  log.set_delivered(1);
  EXPECT_EQ(log.delivered(), 2U);
}

}  // namespace
}  // namespace insyn
