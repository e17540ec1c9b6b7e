#pragma once

#include <string>
#include <vector>

#include "domain/register/registers.h"

namespace insyn {

/// References that point nowhere, one Swedish sentence for each kind, with counts and no ids: a
/// warning, not an error, since registers come from different systems on different days (contract
/// 3).
std::vector<std::string> dangling_references(const Registers& registers);

}  // namespace insyn
