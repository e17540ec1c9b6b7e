#pragma once

#include "web/handbook/handbook.h"
#include "web/pages/frame.h"

namespace insyn {

/// The handbook's chapters, as pages name them.

std::string chapter_url(const Chapter& chapter);
Html chapter_link(const Messages& words, const Chapter& chapter);

/// The chapters of the visitor's roles, then everybody's; each once.
std::vector<const Chapter*> own_chapters(const Visit& visit);

HttpResponse chapter_page(const Visit& visit);

}  // namespace insyn
