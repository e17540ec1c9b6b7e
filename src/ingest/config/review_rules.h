#pragma once

#include "domain/routine/review_rules.h"
#include "ingest/toml/document.h"

namespace insyn {

/// Reads a routine's `[review]` into rules that hold the built-in ones: what the file names
/// replaces them, a list as a whole, a text by itself.
void read_review_rules(const TomlValue& value, TomlProblem& problem, ReviewRules& rules);

}  // namespace insyn
