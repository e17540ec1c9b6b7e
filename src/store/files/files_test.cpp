#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "base/hex.h"
#include "store/contract/child_process.h"
#include "store/contract/temporary_folder.h"
#include "store/files/deliveries.h"
#include "store/files/durable_file.h"
#include "store/files/file_source.h"
#include "store/files/home_lock.h"
#include "store/memory/delivery_keys.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

std::string read_all(ByteSource& source) {
  std::string all;
  for (auto piece = source.next(); !piece.empty(); piece = source.next()) all += piece;
  return all;
}

/// Three chunks of 1 MiB that don't compress.
std::string noise() {
  std::string bytes;
  for (std::uint64_t i = 0; bytes.size() < (std::size_t{5} << 19); ++i)
    bytes += as_view(insyn::sha256(std::to_string(i)));
  return bytes;
}

class FilesTest : public testing::Test {
 protected:
  TemporaryFolder home_;
};

TEST_F(FilesTest, AFileIsReadInPiecesOfAtMostAMebibyte) {
  const fs::path file = home_.path() / "log.csv";
  const std::string bytes((std::size_t{1} << 20) + 7, 'x');
  write_durably(file, bytes);
  auto source = FileSource::open(file).value();
  EXPECT_EQ(source->size(), bytes.size());
  EXPECT_EQ(source->next().size(), std::size_t{1} << 20);
  EXPECT_EQ(source->next().size(), 7U);
  EXPECT_TRUE(source->next().empty());
}

TEST_F(FilesTest, AMissingFileAndAFolderAreUnusableInputThatNamesThePath) {
  const auto missing = FileSource::open(home_.path() / "no.csv");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::unusable);
  EXPECT_EQ(missing.error().code, "file-missing");
  EXPECT_NE(missing.error().text.find("no.csv"), std::string::npos);
  EXPECT_EQ(FileSource::open(home_.path()).error().code, "file-folder");
}

TEST_F(FilesTest, APipeHasNoSizeAndIsReadToItsEnd) {
  const fs::path pipe = home_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  // Opened for both, so that neither end waits for the other.
  std::fstream both{pipe, std::ios::in | std::ios::out};
  both << "abc" << std::flush;
  auto source = FileSource::open(pipe).value();
  EXPECT_EQ(source->size(), std::nullopt);
  EXPECT_EQ(source->next(), "abc");
}

TEST_F(FilesTest, ADurableFileComesWholeWithItsModeOrNotAtAll) {
  const fs::path file = home_.path() / "rejected.csv";
  {
    DurableFile unfinished{file};
    unfinished.append("half");
  }
  EXPECT_EQ(files_in(home_.path()), 0U);
  write_durably(file, "old", 0640);
  {
    DurableFile durable{file, 0640};
    durable.append("new ");
    durable.append("text");
    EXPECT_EQ(durable.size(), 8U);
    EXPECT_EQ(read_file(file), "old");
    durable.finish();
  }
  EXPECT_EQ(read_file(file), "new text");
  EXPECT_EQ(files_in(home_.path()), 1U);
  EXPECT_EQ(fs::status(file).permissions(), static_cast<fs::perms>(0640));
}

TEST_F(FilesTest, WritingWhereThereIsNoFolderIsThrown) {
  EXPECT_THROW(write_durably(home_.path() / "no" / "file", "x"), std::runtime_error);
}

TEST_F(FilesTest, AHomeIsLockedUntilItsHolderIsGoneHoweverItDied) {
  {
    const auto lock = HomeLock::take(home_.path());
    ASSERT_TRUE(lock);
    const auto second = HomeLock::take(home_.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::home);
    EXPECT_EQ(second.error().code, "home-locked");
    EXPECT_TRUE(die_after([this] {
      if (HomeLock::take(home_.path())) throw std::runtime_error{"two hold the home"};
    }));
  }
  EXPECT_TRUE(die_after([this] {
    const auto lock = HomeLock::take(home_.path());
    if (!lock) throw std::runtime_error{"nobody holds the home"};
    die_now();
  }));
  EXPECT_TRUE(HomeLock::take(home_.path()));
  EXPECT_EQ(HomeLock::take(home_.path() / "no").error().code, "home-unreadable");
}

class StoredDelivery : public FilesTest {
 protected:
  void SetUp() override {
    const fs::path input = home_.path() / "input";
    write_durably(input, text_);
    auto source = FileSource::open(input).value();
    auto staged = deliveries_.stage(*source, [](std::string_view) {});
    sha256_ = staged->sha256();
    staged->keep();
    file_ = folder_ / to_hex(sha256_);
    stored_ = read_file(file_);
  }

  std::string read() { return read_all(*deliveries_.get(sha256_).value()); }

  MemoryDeliveryKeys keys_;
  HomeKeys home_keys_ = derive_keys({});
  fs::path folder_ = home_.path() / "deliveries";
  FileDeliveries deliveries_{folder_, keys_, home_keys_};
  static inline const std::string text_ = "personal-number 191212121212 " + noise();
  Bytes32 sha256_{};
  fs::path file_;
  std::string stored_;
};

TEST_F(StoredDelivery, LiesSealedUnderItsHashAndIsReadableByItsOwnerOnly) {
  EXPECT_EQ(files_in(folder_), 1U);
  EXPECT_EQ(stored_.find("personal-number"), std::string::npos);
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(RemoveUnfinished, TakesOnlyWhatACrashLeftOfAWriting) {
  const TemporaryFolder folder;
  for (const char* name : {".3.csv-aB3xYz", "3.csv", ".3.csv", ".gitignore", "a-aB3xYz"})
    write_durably(folder.path() / name, "x");
  remove_unfinished(folder.path());
  EXPECT_FALSE(fs::exists(folder.path() / ".3.csv-aB3xYz"));
  EXPECT_EQ(files_in(folder.path()), 4U);
}

TEST_F(StoredDelivery, AChangedByteIsNoticedWhereverItIs) {
  for (const std::size_t where :
       {std::size_t{0}, std::size_t{9}, std::size_t{40}, stored_.size() / 2, stored_.size() - 1}) {
    std::string changed = stored_;
    changed[where] = static_cast<char>(changed[where] ^ 1);
    write_durably(file_, changed);
    EXPECT_THROW(read(), std::runtime_error) << where;
  }
  write_durably(file_, stored_);
  EXPECT_EQ(read(), text_);
}

TEST_F(StoredDelivery, ACutAtAnyPlaceIsNoticedAlsoBetweenTwoChunks) {
  const std::size_t chunk = (std::size_t{1} << 20) + 17;
  for (const std::size_t size : {std::size_t{0}, std::size_t{8}, std::size_t{32}, 32 + chunk,
                                 32 + 2 * chunk, stored_.size() - 1}) {
    write_durably(file_, std::string_view{stored_}.substr(0, size));
    EXPECT_THROW(read(), std::runtime_error) << size;
  }
}

TEST_F(StoredDelivery, SomethingAfterTheEndIsNoticed) {
  write_durably(file_, stored_ + "x");
  EXPECT_THROW(read(), std::runtime_error);
  write_durably(file_, stored_ + stored_);
  EXPECT_THROW(read(), std::runtime_error);
}

TEST_F(StoredDelivery, OpensUnderNoOtherKeyOrName) {
  const Bytes32 other = insyn::sha256("other");
  keys_.put(other, *keys_.get(sha256_));
  write_durably(folder_ / to_hex(other), stored_);
  EXPECT_THROW(deliveries_.get(other).value(), std::runtime_error);
}

TEST_F(StoredDelivery, WhatACrashLeftIsRemovedWhenOpenedAgain) {
  ASSERT_TRUE(die_after([this] {
    auto source = FileSource::open(home_.path() / "input").value();
    const auto staged = deliveries_.stage(*source, [](std::string_view) {});
    die_now();
  }));
  EXPECT_EQ(files_in(folder_), 2U);
  write_durably(folder_ / to_hex(insyn::sha256("purged")), "rest");
  keys_.put(insyn::sha256("purged"), "");
  const FileDeliveries again{folder_, keys_, home_keys_};
  EXPECT_EQ(files_in(folder_), 1U);
  EXPECT_EQ(read(), text_);
}

}  // namespace
}  // namespace insyn
