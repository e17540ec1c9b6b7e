#include "cli/command.h"

namespace insyn {

Result<int> serve_command(Call& call) {
  if (!call.program.serve)
    return fail(ErrorKind::refused, "serve-in-server", "En server kan inte starta en annan.");
  // $INSYN_NOW says when the server's clock begins; it goes on from there, since sessions and
  // deadlines are about time that passes.
  const auto lag = call.now - call.program.clock();
  const bool shifted = call.io.env("INSYN_NOW").value_or("") != "";
  const auto clock = call.program.clock;
  return call.program.serve({.root = call.root,
                             .listen = call.arguments.listen,
                             .actor = call.actor,
                             .clock = shifted ? [clock, lag] { return clock() + lag; } : clock},
                            call.io);
}

}  // namespace insyn
