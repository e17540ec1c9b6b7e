#pragma once

#include <string>
#include <vector>

#include "report/document.h"

namespace insyn {

/// Papers that the tests of the writers write and others' programs judge. Everything is invented.
struct SampleDocument {
  std::string name;
  Document document;
};

/// The report to a director: two pages with every kind of block that it has.
Document sample_report();
/// What lists are printed on: boxes, facts, fields to write in.
Document sample_form();
/// Words longer than a line, an empty table, one of forty columns, signs that no font has.
Document sample_awkward();
/// A table of so many rows and eight columns, every tenth row of two lines.
Document sample_long(std::size_t rows);

std::vector<SampleDocument> sample_documents();

}  // namespace insyn
