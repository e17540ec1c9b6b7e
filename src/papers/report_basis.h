#pragma once

#include <string>

#include "papers/figures.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// What stands behind the numbers of the director's report that no page of Insyn shows: temps, what
/// the registers didn't explain, permissions, the second reading, the time. Each section says what
/// is counted and how, so that whoever doubts a number can follow it. It names nobody, and tells of
/// no area and no reader.
Document report_basis(const AuditFigures& figures, const PaperHead& head);

/// The page of it, and where on the page.
enum class BasisPart { temporary, registers, permissions, quality, time };
std::string basis_page(const AuditFigures& figures, BasisPart part);

}  // namespace insyn
