#pragma once

#include <string>

#include "report/document.h"

namespace insyn {

/// The document on A4 as a tagged PDF 1.4 that is valid PDF/A-1b (ISO 19005-1) and is structured as
/// PDF/UA-1 (ISO 14289-1) asks: everything is either tagged, in the order in which it is read, or
/// marked as an artifact. Rows of tables stand on one page unless they take most of it, boxes if
/// they fit on one, headings with what follows; heads of tables are repeated. The font is inside.
///
/// What the font has no sign for becomes □. Pure: no file, no clock; the same document gives the
/// same bytes. Throws `std::logic_error` if `fault_of` finds anything.
std::string pdf_of(const Document& document);

}  // namespace insyn
