#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/roles.h"
#include "web/handbook/markdown.h"

namespace insyn {

/// The handbook under Hjälp: a chapter a role, two pages each, in Swedish and English. The texts
/// are those of docs/handbok and lie inside the program, as do the screenshots that they show
/// (web/assets). A text that holds what it may not is a BrokenPage for all of them, so that the
/// tests, which look at all, keep it from being shipped.

struct Chapter {
  std::string_view name;          ///< of its address and its file: `chef`
  std::vector<UserRole> roles{};  ///< whose it is; none: everybody's
};

/// In the order in which they are listed.
const std::vector<Chapter>& handbook_chapters();

/// None for a name that no chapter has.
const Chapter* find_chapter(std::string_view name);

/// What a chapter says. English for `en`, Swedish for any other language. Lives as long as the
/// program.
const WrittenText& chapter_text(const Chapter& chapter, std::string_view language);

}  // namespace insyn
