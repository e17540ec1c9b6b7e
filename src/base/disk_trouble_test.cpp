#include "base/disk_trouble.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <new>
#include <system_error>

namespace insyn {
namespace {

std::string said_of(int error) {
  return disk_trouble("x: " + std::generic_category().message(error)).value_or("");
}

TEST(DiskTrouble, TellsAFullDiskFromABrokenOneAndFromAForbiddenOne) {
  EXPECT_NE(said_of(ENOSPC).find("Frigör utrymme"), std::string::npos);
  EXPECT_NE(said_of(EDQUOT).find("Frigör utrymme"), std::string::npos);
  EXPECT_NE(said_of(EIO).find("Disken svarar med fel"), std::string::npos);
  EXPECT_NE(said_of(EACCES).find("behörighet"), std::string::npos);
  EXPECT_NE(said_of(EROFS).find("skrivskyddad"), std::string::npos);
  EXPECT_NE(said_of(ENOMEM).find("Minnet"), std::string::npos);
}

TEST(DiskTrouble, KnowsTheWordsOfTheLibraries) {
  EXPECT_NE(disk_trouble("database or disk is full")->find("Frigör"), std::string::npos);
  EXPECT_NE(disk_trouble("disk I/O error (No space left on device)")->find("Frigör"),
            std::string::npos);
  EXPECT_NE(disk_trouble("zstd: Allocation error : not enough memory")->find("Minnet"),
            std::string::npos);
  EXPECT_NE(disk_trouble(std::bad_alloc{}.what())->find("Minnet"), std::string::npos);
}

TEST(DiskTrouble, SaysNothingOfWhatItDoesNotKnow) {
  EXPECT_FALSE(disk_trouble(""));
  EXPECT_FALSE(disk_trouble("file is not a database"));
}

}  // namespace
}  // namespace insyn
