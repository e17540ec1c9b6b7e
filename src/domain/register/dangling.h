#pragma once

#include <string>
#include <vector>

#include "domain/register/registers.h"

namespace insyn {

/// References that point nowhere, one Swedish sentence for each kind, with counts and no ids: a
/// warning, not an error, since registers come from different systems on different days (contract
/// 3).
/// `robot` is the staff id of robots, which no register of staff has.
std::vector<std::string> dangling_references(const Registers& registers, StaffNo robot);

}  // namespace insyn
