#pragma once

#include <functional>
#include <string_view>

#include "app/home.h"
#include "app/verify.h"

namespace insyn {

/// Compares what the acts say of every delivery with its raw file (SHA-256, events_root) and with
/// both copies of its events (sums). Part of `verify_home`.
void check_deliveries(Home& home, Verification& found);

/// Runs one check; a store that can't even be read is a finding, not the end of the others.
void guarded(Verification& found, std::string_view what, const std::function<void()>& run);

}  // namespace insyn
