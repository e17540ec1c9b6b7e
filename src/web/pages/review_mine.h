#pragma once

#include <string>
#include <vector>

#include "web/look/parts.h"
#include "web/pages/visit.h"

namespace insyn {

/// The visitor's lists as things to do, most urgent first; the first has the filled button.
std::vector<Todo> list_todos(const Visit& visit, bool signed_too);
/// Questions put to the visitor, rows to countersign, second readings.
std::vector<Todo> other_todos(const Visit& visit);

/// As it stands inside a sentence.
std::string lower_first(std::string text);

}  // namespace insyn
