#pragma once

#include <string>

#include "report/document.h"

namespace insyn {

/// The tables of the document, those of charts too, as a workbook of Office Open XML (ISO 29500):
/// a sheet a table, its head frozen and with filters, numbers and days as such, and everything else
/// as text, whatever it begins with. Links are left out. A document without tables gives one sheet
/// with its title.
///
/// What doesn't fit a sheet throws `std::length_error`: more than 1,048,575 rows or 16,384 columns.
/// A text of more than 32,000 signs is cut there, since a cell can't hold more than 32,767.
std::string xlsx_of(const Document& document);

}  // namespace insyn
