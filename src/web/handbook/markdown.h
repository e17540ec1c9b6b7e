#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/html/html.h"

namespace insyn {

/// A text in Markdown (CommonMark 0.31 with tables, read by md4c) as our markup. What such a text
/// may hold is little on purpose: headings, paragraphs, lists, bold, links, images and tables.
/// Anything else is refused, raw HTML above all, so that what is written is what is seen.

/// What a text says: its first heading, of level 1, and what comes after it.
struct WrittenText {
  std::string title;
  Html body;
};

/// The markup of an image from what the text calls it and its text for who doesn't see it; empty if
/// there is no such image, and then the text is refused.
using ImageOf = std::function<Html(std::string_view source, std::string_view alternative)>;

/// Refuses, as unusable: a text that doesn't begin with its only heading of level 1, a level that
/// is skipped, a link that no page may have (`safe_url`), an image that isn't there or says
/// nothing. The first cell of a table's row is its heading.
Result<WrittenText> read_markdown(std::string_view text, const ImageOf& image_of);

}  // namespace insyn
