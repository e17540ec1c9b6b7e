#pragma once

#include <cstddef>

#include "domain/register/schema.h"

namespace insyn {

/// Whether cells that were read from a store can be a row of the register: as many as it has
/// columns (one more where a row without validity has ended), text numbers below `texts`, choices
/// and flags from their lists, days and instants of the years 1 to 9999, nothing required empty.
/// What reads rows further (registers.h) relies on all of it, and a damaged file keeps none of it.
bool is_stored_row(const RegisterSchema& schema, const RegisterRow& row, std::size_t texts);

}  // namespace insyn
