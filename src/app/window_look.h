#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/home.h"
#include "domain/register/index.h"

namespace insyn {

/// What the logs say of a window.
struct WindowLook {
  std::vector<StaffNo> active;            ///< with an event that isn't quiet, by number; no robot
  std::vector<std::string> missing_days;  ///< without a single event, a hole to know of
};

/// Looks at every event of the window that the deliveries up to this one brought, once.
WindowLook look_at(Home& home, const RegisterIndex& index, DayRange window,
                   std::uint32_t deliveries_to);

}  // namespace insyn
