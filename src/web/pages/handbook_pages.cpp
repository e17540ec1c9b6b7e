#include "web/pages/handbook_pages.h"

#include <algorithm>

namespace insyn {

std::string chapter_url(const Chapter& chapter) {
  return "/hjalp/handbok/" + std::string{chapter.name};
}

Html chapter_link(const Messages& words, const Chapter& chapter) {
  return link(chapter_text(chapter, words.language()).title, chapter_url(chapter));
}

std::vector<const Chapter*> own_chapters(const Visit& visit) {
  std::vector<const Chapter*> own, of_everybody;
  for (const Chapter& chapter : handbook_chapters()) {
    if (chapter.roles.empty()) of_everybody.push_back(&chapter);
    const bool held = std::ranges::any_of(
        chapter.roles, [&](UserRole role) { return has_role(visit.visitor.holder.grants, role); });
    if (held) own.push_back(&chapter);
  }
  own.insert(own.end(), of_everybody.begin(), of_everybody.end());
  return own;
}

HttpResponse chapter_page(const Visit& visit) {
  const Messages& words = visit.words;
  const Chapter* chapter = find_chapter(visit.path["kapitel"]);
  if (chapter == nullptr) return not_there(visit);
  const WrittenText& text = chapter_text(*chapter, words.language());
  return show(visit, {.title = text.title,
                      .sentence = words.t("Två sidor, att läsa här eller skriva ut."),
                      .entry = "/hjalp",
                      .way = {{words.t("Hjälp"), "/hjalp"}},
                      .body = el("article", {{"class", "doc handbook"}}, text.body)});
}

}  // namespace insyn
