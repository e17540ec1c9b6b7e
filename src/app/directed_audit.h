#pragma once

#include <string>

#include "app/home.h"
#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// A directed audit: everything that one member of staff opened, or everyone who opened one
/// client's record, in [from, to), by what is known now. It is an act with its ground.
/// The document of contract 2: `rows`.
Result<json::object> audit_of_staff(Home& home, const std::string& staff, DayRange days,
                                    const std::string& ground);
Result<json::object> audit_of_client(Home& home, const std::string& client, DayRange days,
                                     const std::string& ground);

}  // namespace insyn
