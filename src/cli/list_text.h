#pragma once

#include <string>

#include "app/names.h"
#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// A list as its reader reads it (practice 4.1): who was drawn, what needs a judgement, what has
/// support in the registers, and beside each row what the registers say. `window` is half-open;
/// names come from the registers as they were believed when the audit was opened.
std::string list_text(const json::object& list, const DayRange& window, const Names& names,
                      std::size_t width);

/// A line for each reader: how many lists and rows, how many of them need a judgement.
std::string lists_summary(const json::array& lists, const Names& names);

/// The rows of a directed audit in the same form, without a head for each person.
std::string rows_text(const json::array& rows, const Names& names, std::size_t width);

}  // namespace insyn
