#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/routine/routine.h"
#include "ingest/log_formats.h"

namespace insyn {

/// Reads a routine (docs/formats/routine.md). Refuses, with `file:line: what and what to do`, a
/// key that is unknown, missing or of the wrong type, a number outside its bounds, a period or
/// stratum that is named twice, and a stratum in a period that there isn't. Kind unusable.
Result<Routine> parse_routine(std::string_view toml, std::string_view file);

/// Reads HOME/sources.toml: `[[source]]` with `id`, `kind`, `system` and `label`. Refuses like
/// parse_routine; ids may not be doubled and `insyn` is the program's own (contract 6).
Result<std::vector<Source>> parse_sources(std::string_view toml, std::string_view file);

}  // namespace insyn
