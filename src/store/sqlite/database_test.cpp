#include "store/sqlite/database.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/contract/temporary_folder.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

class DatabaseTest : public testing::Test {
 protected:
  std::int64_t number(const std::string& sql) {
    Query query = database_->query(sql);
    EXPECT_TRUE(query.step());
    return query.integer(0);
  }

  TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "a.db";
  std::unique_ptr<Database> database_ = Database::open(file_).value();
};

TEST_F(DatabaseTest, IsDurableOverwritesWhatIsDeletedAndKeepsForeignKeys) {
  EXPECT_EQ(number("PRAGMA synchronous"), 2);  // FULL: https://sqlite.org/pragma.html
  EXPECT_EQ(number("PRAGMA secure_delete"), 1);
  EXPECT_EQ(number("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(number("PRAGMA busy_timeout"), 5000);
  Query mode = database_->query("PRAGMA journal_mode");
  ASSERT_TRUE(mode.step());
  EXPECT_EQ(mode.bytes(0), "wal");
}

TEST_F(DatabaseTest, TheFileIsReadableByItsOwnerOnly) {
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(DatabaseTest, AReaderSeesWhatWasCommittedWithoutWaitingAndWritesNothing) {
  database_->exec("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)");
  const auto reader = Database::open_reader(file_);
  ASSERT_TRUE(reader);
  const auto sum = [&] {
    Query query = (*reader)->query("SELECT sum(a) FROM t");
    EXPECT_TRUE(query.step());
    return query.integer(0);
  };
  EXPECT_EQ(sum(), 1);
  {
    Transaction transaction{*database_};
    database_->exec("INSERT INTO t VALUES (10)");
    EXPECT_EQ(sum(), 1) << "what isn't committed isn't there";
    transaction.commit();
  }
  EXPECT_EQ(sum(), 11);
  EXPECT_THROW((*reader)->exec("INSERT INTO t VALUES (100)"), std::runtime_error);
}

TEST_F(DatabaseTest, AReaderMakesNoFile) {
  EXPECT_FALSE(Database::open_reader(folder_.path() / "b.db"));
  EXPECT_FALSE(fs::exists(folder_.path() / "b.db"));
}

TEST_F(DatabaseTest, AnEmptyTextIsNotNone) {
  database_->exec("CREATE TABLE t (a BLOB, b BLOB) STRICT");
  database_->query("INSERT INTO t VALUES (?, ?)").bind_bytes(1, {}).bind_none(2).run();
  Query query = database_->query("SELECT a, b FROM t");
  ASSERT_TRUE(query.step());
  EXPECT_FALSE(query.is_none(0));
  EXPECT_TRUE(query.is_none(1));
}

TEST_F(DatabaseTest, AStatementForgetsWhatWasBoundToIt) {
  const std::string sql = "SELECT ?";
  database_->query(sql).bind(1, 5).run();
  Query query = database_->query(sql);
  ASSERT_TRUE(query.step());
  EXPECT_TRUE(query.is_none(0));
}

TEST_F(DatabaseTest, ATransactionThatIsNotCommittedLeavesNothing) {
  database_->exec("CREATE TABLE t (a INTEGER) STRICT");
  {
    Transaction transaction{*database_};
    database_->exec("INSERT INTO t VALUES (1)");
  }
  EXPECT_EQ(number("SELECT count(*) FROM t"), 0);
  Transaction transaction{*database_};
  database_->exec("INSERT INTO t VALUES (1)");
  transaction.commit();
  EXPECT_EQ(number("SELECT count(*) FROM t"), 1);
}

TEST_F(DatabaseTest, WhatSqliteRefusesIsThrown) {
  EXPECT_THROW(database_->exec("SELECT * FROM nothing"), std::runtime_error);
  EXPECT_THROW(database_->query("SELECT * FROM nothing"), std::runtime_error);
}

TEST_F(DatabaseTest, AFileThatIsNoDatabaseOrAFolderIsAnErrorOfTheHome) {
  const fs::path junk = folder_.path() / "junk.db";
  std::ofstream{junk} << std::string(5000, 'x');
  for (const fs::path& file : {junk, folder_.path(), folder_.path() / "no" / "folder.db"}) {
    const auto opened = Database::open(file);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::home);
    EXPECT_EQ(opened.error().code, "home-unreadable");
  }
}

}  // namespace
}  // namespace insyn
