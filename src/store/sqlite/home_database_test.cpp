#include "store/sqlite/home_database.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "store/contract/child_process.h"
#include "store/contract/temporary_folder.h"
#include "store/sqlite/act_log.h"
#include "store/sqlite/delivery_keys.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/register_store.h"
#include "store/sqlite/texts.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;
using Views = std::vector<std::string_view>;

HomeKeys keys_of(std::uint8_t byte) {
  Bytes32 master;
  master.fill(byte);
  return derive_keys(master);
}

StoredAct first_act() {
  StoredAct act;
  act.leaf = "leaf";
  act.salt = "secret-salt";
  act.words = "secret-words";
  return act;
}

class HomeDatabaseTest : public testing::Test {
 protected:
  std::unique_ptr<Database> open() const { return open_home_database(file_, keys_).value(); }

  /// Everything that lies in the folder's files.
  std::string all_bytes() const {
    std::string all;
    for (const auto& entry : fs::directory_iterator{folder_.path()}) {
      std::ifstream in{entry.path(), std::ios::binary};
      all.append(std::istreambuf_iterator<char>{in}, {});
    }
    return all;
  }

  TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "insyn.db";
  HomeKeys keys_ = keys_of(1);
};

TEST_F(HomeDatabaseTest, AReaderKnowsTheTextsThatAnotherConnectionAddedOnceItCatchesUp) {
  const auto database = open();
  SqliteTexts texts{*database, keys_};
  const auto second = Database::open_reader(file_).value();
  SqliteTexts read{*second, keys_};
  texts.intern(Views{"a", "b"});
  texts.sync();
  EXPECT_EQ(read.count(), 0U);
  read.catch_up();
  EXPECT_EQ(read.count(), 2U);
  EXPECT_EQ(read.find(Views{"b"}), std::vector<TextNo>{{2}});
  EXPECT_EQ(read.all(), (std::vector<std::string>{"", "a", "b"}));
}

TEST_F(HomeDatabaseTest, VerifyFindsNothingInAHomeAsItWasMade) {
  EXPECT_TRUE(verify_home_database(*open(), keys_).empty());
}

TEST_F(HomeDatabaseTest, VerifyFindsTablesThatAreNotThoseThatWereMade) {
  const auto database = open();
  database->exec("DROP INDEX register_row_by_belief");
  EXPECT_EQ(verify_home_database(*database, keys_).size(), 1U);
}

TEST_F(HomeDatabaseTest, VerifyFindsAnIndexThatDisagreesWithItsTable) {
  const auto database = open();
  database->exec(
      "INSERT INTO register_row VALUES (1, 1, x'00', 1, 0, 9);"
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = "
      "'pending_import') WHERE name = 'register_row';");
  EXPECT_FALSE(verify_home_database(*open(), keys_).empty());
}

TEST_F(HomeDatabaseTest, VerifyFindsADeliveryKeyThatDoesNotOpen) {
  const auto database = open();
  SqliteDeliveryKeys{*database}.put(Bytes32{}, "not sealed");
  EXPECT_EQ(verify_home_database(*database, keys_).size(), 1U);
}

TEST_F(HomeDatabaseTest, AHomeOfALaterVersionIsRefused) {
  open()->exec("PRAGMA user_version = 1000");
  const auto opened = open_home_database(file_, keys_);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::home);
  EXPECT_EQ(opened.error().code, "home-newer");
}

TEST_F(HomeDatabaseTest, AnotherMasterKeyIsRefused) {
  open();
  EXPECT_TRUE(open_home_database(file_, keys_));
  const auto opened = open_home_database(file_, keys_of(2));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "home-key");
}

TEST_F(HomeDatabaseTest, EverythingIsThereWhenOpenedAgain) {
  std::vector<TextNo> numbers;
  {
    const auto database = open();
    SqliteTexts texts{*database, keys_};
    numbers = texts.intern(Views{"a", "b"});
    texts.sync();
    ASSERT_TRUE(SqliteActLog(*database, keys_).append(first_act()));
    SqlitePendingImports{*database, keys_}.put(1, "p");
  }
  const auto database = open();
  SqliteTexts texts{*database, keys_};
  EXPECT_EQ(texts.find(Views{"b", "a"}), (std::vector<TextNo>{numbers[1], numbers[0]}));
  EXPECT_EQ(texts.intern(Views{"c", "a"}), (std::vector<TextNo>{{3}, numbers[0]}));
  EXPECT_EQ(SqliteActLog(*database, keys_).with_words(0)->words, "secret-words");
  EXPECT_EQ(SqlitePendingImports(*database, keys_).list().size(), 1U);
}

TEST_F(HomeDatabaseTest, NoTextWordOrPendingImportLiesInTheClear) {
  const auto database = open();
  SqliteTexts texts{*database, keys_};
  texts.intern(Views{"secret-text-191212121212"});
  texts.sync();
  SqliteActLog log{*database, keys_};
  ASSERT_TRUE(log.append(first_act()));
  SqlitePendingImports{*database, keys_}.put(1, "secret-pending");
  EXPECT_NE(all_bytes().find("leaf"), std::string::npos);
  EXPECT_EQ(all_bytes().find("secret"), std::string::npos);
}

TEST_F(HomeDatabaseTest, ADestroyedDeliveryKeyIsGoneFromTheFile) {
  const auto database = open();
  SqliteDeliveryKeys keys{*database};
  const Bytes32 sha256{1};
  keys.put(sha256, "wrapped-key-of-a-delivery");
  EXPECT_NE(all_bytes().find("wrapped-key-of-a-delivery"), std::string::npos);
  keys.remove(sha256);
  EXPECT_EQ(all_bytes().find("wrapped-key-of-a-delivery"), std::string::npos);
}

TEST_F(HomeDatabaseTest, VerifyNamesTextsThatWereChangedMovedOrRemoved) {
  const auto database = open();
  SqliteTexts texts{*database, keys_};
  texts.intern(Views{"a", "b", "c", "d", "e"});
  EXPECT_TRUE(texts.verify().empty());
  database->exec(
      "UPDATE text SET sealed = (SELECT sealed FROM text WHERE number = 2)"
      " WHERE number = 1");
  database->exec("DELETE FROM text WHERE number = 3");
  database->exec("UPDATE text_hash SET hash = x'00' WHERE number = 5");
  const auto problems = texts.verify();
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_NE(problems[0].find("nummer 1 "), std::string::npos);
  EXPECT_NE(problems[1].find("nummer 3 till 3"), std::string::npos);
  EXPECT_NE(problems[2].find("nummer 5 "), std::string::npos);
  EXPECT_THROW(texts.texts(std::vector<TextNo>{{1}}), std::runtime_error);
}

TEST_F(HomeDatabaseTest, ManyTextsAreFoundAgainByScanAndOneByOne) {
  std::vector<std::string> many;
  for (int i = 0; i < 3000; ++i) many.push_back("text " + std::to_string(i));
  const Views views{many.begin(), many.end()};
  const auto database = open();
  std::vector<TextNo> numbers;
  {
    SqliteTexts texts{*database, keys_};
    numbers = texts.intern(views);
    texts.sync();
  }
  SqliteTexts scanned{*database, keys_};
  EXPECT_EQ(scanned.find(views), numbers);
  SqliteTexts asked{*database, keys_};
  EXPECT_EQ(asked.find(Views{many[7], "none", many[2999]}),
            (std::vector<TextNo>{numbers[7], {0}, numbers[2999]}));
  EXPECT_EQ(asked.all()[numbers[1234].value], many[1234]);
}

TEST_F(HomeDatabaseTest, WhatWasAppendedIsThereAfterAKill) {
  ASSERT_TRUE(die_after([this] {
    const auto database = open();
    if (!SqliteActLog(*database, keys_).append(first_act())) std::abort();
    const std::vector<BelievedRow> rows{{.row = {.cells = {7}}, .listed = true}};
    SqliteRegisterStore{*database}.replace(Register::staff, rows, 0);
    SqliteTexts texts{*database, keys_};
    texts.intern(Views{"synced"});
    texts.sync();
    texts.intern(Views{"not synced"});
    Transaction unfinished{*database};
    SqlitePendingImports{*database, keys_}.put(1, "unfinished");
    die_now();
  }));
  const auto database = open();
  EXPECT_EQ(SqliteActLog(*database, keys_).read(0).size(), 1U);
  EXPECT_EQ(SqliteRegisterStore(*database).load(Register::staff, 1).size(), 1U);
  EXPECT_EQ(SqliteTexts(*database, keys_).all(), (std::vector<std::string>{"", "synced"}));
  EXPECT_TRUE(SqlitePendingImports(*database, keys_).list().empty());
}

}  // namespace
}  // namespace insyn
