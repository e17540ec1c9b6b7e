#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "report/pdf/canvas.h"
#include "report/pdf/composer.h"
#include "report/pdf/file.h"

namespace insyn::pdf {

/// What the file says of itself, twice with the same words (ISO 19005-1 6.7.3): the information
/// dictionary, and XMP with the claims to PDF/A-1b and PDF/UA-1. Both give their object.
int write_info(File& file, const Document& document);
int write_xmp(File& file, const Document& document);

/// The bookmarks; none (0) if there is no heading.
int write_bookmarks(File& file, const Canvas& canvas, const std::vector<Bookmark>& bookmarks);

/// `sv-SE`, `en-GB`; others as they are.
std::string language_of(const Document& document);

}  // namespace insyn::pdf
