#pragma once

#include <string>
#include <vector>

#include "papers/head.h"
#include "report/document.h"
#include "web/pages/frame.h"
#include "web/pages/visit.h"

namespace insyn {

/// A paper is a page, a PDF and a workbook, by the end of its address, and each of its tables CSV.
/// Papers are Swedish in every language of the pages: they are documents of the authority.

/// Who sends it, made by the visitor now; `?dnr=` gives its reference.
PaperHead paper_head(const Visit& visit, std::string recipient);

/// What the audit runs under; of one that can't be read, what is built in.
const Routine& routine_of(const Visit& visit, std::string_view audit);

/// The paper in the form that was asked for. `name` is what a file of it is called, without ending;
/// `way` are the pages above it.
HttpResponse show_paper(const Visit& visit, const Document& paper, const std::string& name,
                        std::vector<Link> way);

}  // namespace insyn
