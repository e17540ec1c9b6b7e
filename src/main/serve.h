#pragma once

#include "cli/run.h"

namespace insyn {

/// Serves a home until SIGTERM or SIGINT: its web application at `options.listen`, its commands at
/// HOME/insyn.sock. Says on standard error where, once it does. Then finishes what is under way
/// and gives 0.
///
/// Errors: of kind home if the home can't be opened or is served already, refused if the address
/// can't be had.
Result<int> serve_home(const ServeOptions& options, Io& io, const Program& program);

}  // namespace insyn
