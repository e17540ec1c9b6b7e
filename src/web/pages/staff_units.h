#pragma once

#include <string>
#include <vector>

#include "app/registers_at.h"
#include "domain/calendar/time.h"

namespace insyn {

/// Units with those employed there on a day, as Informerad personal counts them.

struct StaffUnit {
  std::string id, name;
  std::string area;                ///< unit id of the area above it, or its own; empty: none
  std::vector<std::string> staff;  ///< ids, each once, sorted
};

/// Units in which somebody is employed that day, in the register's order.
std::vector<StaffUnit> staff_units(const RegistersAt& known, Day day);

/// The name of a member of staff; the id if the register has none.
std::string staff_name(const RegistersAt& known, const std::string& staff);

}  // namespace insyn
