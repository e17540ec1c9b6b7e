#pragma once

#include <string>

#include "report/document.h"

namespace insyn {

/// The table as CSV (RFC 4180) as Swedish Excel opens it: UTF-8 with a byte order mark, semicolons,
/// CRLF. Numbers are plain (`1234,5`), days ISO 8601. The foot isn't there: sums are no rows.
///
/// A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage
/// return) gets an apostrophe before it, as OWASP advises ("CSV Injection").
std::string csv_of(const paper::Table& table);

}  // namespace insyn
