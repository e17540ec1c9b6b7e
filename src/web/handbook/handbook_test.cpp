#include "web/handbook/handbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "web/assets/assets.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

std::set<std::string> files(const fs::path& folder, const std::string& ending) {
  std::set<std::string> names;
  for (const auto& file : fs::directory_iterator{folder})
    if (file.path().extension() == ending) names.insert(file.path().stem().string());
  return names;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Handbook, HasEveryTextThatIsWrittenAndNoOther) {
  std::set<std::string> names;
  for (const Chapter& chapter : handbook_chapters()) names.insert(std::string{chapter.name});
  EXPECT_EQ(names.size(), 10U);
  for (const char* language : {"sv", "en"})
    EXPECT_EQ(files(fs::path{INSYN_REPO} / "docs/handbok" / language, ".md"), names) << language;
}

TEST(Handbook, HasAChapterForEveryRoleThatHasWorkToDo) {
  std::multiset<UserRole> held;
  for (const Chapter& chapter : handbook_chapters())
    held.insert(chapter.roles.begin(), chapter.roles.end());
  for (const UserRole role : all_user_roles())
    // Extracts for clients aren't made on pages yet.
    EXPECT_EQ(held.count(role), role == UserRole::disclosure_officer ? 0U : 1U) << code_of(role);
  EXPECT_TRUE(find_chapter("medarbetare")->roles.empty());
}

TEST(Handbook, FindsAChapterByItsWholeNameOnly) {
  EXPECT_EQ(find_chapter("chef")->name, "chef");
  for (const char* name : {"", "che", "chefer", "sv/chef", "../chef", "chef.md"})
    EXPECT_EQ(find_chapter(name), nullptr) << name;
}

TEST(Handbook, SaysTheSameInBothLanguages) {
  for (const Chapter& chapter : handbook_chapters()) {
    const WrittenText& swedish = chapter_text(chapter, "sv");
    const WrittenText& english = chapter_text(chapter, "en");
    EXPECT_EQ(swedish.title.find("Handbok för "), 0U) << swedish.title;
    EXPECT_EQ(english.title.find("Handbook for "), 0U) << english.title;
    for (const char* part : {"<h2>", "<h3>", "<li>", "<tr ", "<img ", "<a ", "<strong>", "<p>"})
      EXPECT_EQ(count_of(swedish.body.str(), part), count_of(english.body.str(), part))
          << chapter.name << " " << part;
    EXPECT_EQ(&chapter_text(chapter, "de"), &swedish);
  }
}

TEST(Handbook, ShowsOneToThreeScreenshotsAChapter) {
  std::set<std::string> shown;
  for (const Chapter& chapter : handbook_chapters()) {
    const std::string& body = chapter_text(chapter, "sv").body.str();
    const std::size_t images = count_of(body, "<img ");
    EXPECT_GE(images, 1U) << chapter.name;
    EXPECT_LE(images, 3U) << chapter.name;
    for (const Asset& one : assets())
      if (body.find("src=\"" + one.path + "\"") != std::string::npos) shown.insert(one.name);
  }
  for (const Asset& one : assets())  // no picture makes the program larger for nothing
    EXPECT_EQ(shown.count(one.name), one.type == "image/png" ? 1U : 0U) << one.name;
}

TEST(Handbook, MakesTheProgramNoMoreThanThreeMegabytesLarger) {
  std::size_t bytes = 0;
  for (const Asset& one : assets())
    if (one.type == "image/png") bytes += one.bytes.size();
  EXPECT_GT(bytes, 0U);
  EXPECT_LT(bytes, 3'000'000U);
}

}  // namespace
}  // namespace insyn
