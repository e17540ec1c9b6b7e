#pragma once

#include <string_view>

#include "domain/calendar/format.h"

namespace insyn {

/// Why a row with such a time can't be used, for the operator. Precondition: a fault.
std::string_view reason_of(TimeFault fault);

}  // namespace insyn
