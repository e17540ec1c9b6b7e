#pragma once

#include <string>

#include "report/document.h"

namespace insyn {

/// The document as an `article` for a page: letterhead, its title as `h1`, blocks, small print. Its
/// classes are those of the pages' style sheet (`doc`). Page breaks are for printing only, links to
/// pages stay as they are. Nothing in it is style or script.
///
/// Throws `std::logic_error` if `fault_of` finds anything.
std::string html_of(const Document& document);

}  // namespace insyn
