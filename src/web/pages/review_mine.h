#pragma once

#include <string>
#include <vector>

#include "app/review_view.h"
#include "web/look/parts.h"
#include "web/pages/visit.h"

namespace insyn {

/// The visitor's lists as things to do, most urgent first; the first has the filled button.
struct ListTodos {
  std::vector<Todo> items;
  std::string audit;  ///< `Kontroll 2026-1, öppningar …`, if all are of one; else each says it
};
ListTodos list_todos(const Visit& visit, bool signed_too);
/// Questions put to the visitor, rows to countersign, second readings.
std::vector<Todo> other_todos(const Visit& visit);

/// Who waits for a call of the visitor's before a talk; then suspicions that wait for the visitor,
/// the one whose clock runs out first before the others.
std::vector<Todo> suspicion_todos(const Visit& visit);
/// Where the visitor sees a suspicion: whole, or its clocks only.
std::string suspicion_url(const SuspicionView& one);

/// As it stands inside a sentence.
std::string lower_first(std::string text);

}  // namespace insyn
