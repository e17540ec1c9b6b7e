#include "web/handbook/handbook.h"

#include <algorithm>
#include <map>

#include "base/check_page.h"
#include "web/assets/assets.h"

namespace insyn {

/// The texts as they were at build, by language and name (cmake/Embed.cmake).
std::string_view handbook_files(std::string_view name);

namespace {

constexpr std::string_view languages[] = {"sv", "en"};

/// `../../screens/min_sida.png`, as it is reached from the text in the repository, as the image
/// that is served.
Html screen(std::string_view source, std::string_view alternative) {
  constexpr std::string_view folder = "../../screens/";
  if (!source.starts_with(folder)) return {};
  const std::string_view name = source.substr(folder.size());
  const auto found = std::ranges::find(assets(), name, &Asset::name);
  if (found == assets().end() || found->type != "image/png") return {};
  return void_el(
      "img",
      {{"class", "screen"}, {"src", found->path}, {"alt", alternative}, {"loading", "lazy"}});
}

std::string key_of(std::string_view language, std::string_view name) {
  return std::string{language}.append("/").append(name);
}

std::map<std::string, WrittenText, std::less<>> all_texts() {
  std::map<std::string, WrittenText, std::less<>> texts;
  for (const std::string_view language : languages)
    for (const Chapter& chapter : handbook_chapters()) {
      std::string key = key_of(language, chapter.name);
      auto text = read_markdown(handbook_files(key + ".md"), screen);
      check_page(text.has_value(), text ? "" : (key + ": " + text.error().text).c_str());
      texts.emplace(std::move(key), std::move(*text));
    }
  return texts;
}

}  // namespace

const std::vector<Chapter>& handbook_chapters() {
  static const std::vector<Chapter> chapters{
      {"chef", {UserRole::manager}},
      {"omradeschef", {UserRole::area_head}},
      {"administrator", {UserRole::administrator}},
      {"mas-och-kvalitetscontroller", {UserRole::chief_nurse, UserRole::quality_controller}},
      {"sammanstallare", {UserRole::compiler}},
      {"socialchef", {UserRole::director}},
      {"hr", {UserRole::hr}},
      {"dataskyddsombud", {UserRole::data_protection_officer}},
      {"revisor", {UserRole::auditor}},
      {"medarbetare", {}},
  };
  return chapters;
}

const Chapter* find_chapter(std::string_view name) {
  const auto found = std::ranges::find(handbook_chapters(), name, &Chapter::name);
  return found == handbook_chapters().end() ? nullptr : &*found;
}

const WrittenText& chapter_text(const Chapter& chapter, std::string_view language) {
  static const auto texts = all_texts();
  const auto found = texts.find(key_of(language == "en" ? "en" : "sv", chapter.name));
  check_page(found != texts.end(), "every chapter has a text in every language");
  return found->second;
}

}  // namespace insyn
