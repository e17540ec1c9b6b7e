#include "simulate/simulate.h"

#include "cli/command.h"

namespace insyn {

Result<int> simulate_command(Call& call) {
  const Arguments& a = call.arguments;
  const auto summary = simulate({.out = a.out,
                                 .staff = a.staff_count,
                                 .clients = a.client_count,
                                 .from = *a.from,
                                 .days = a.days,
                                 .rng = a.rng});
  if (!summary) return fail(summary.error());
  print(call,
        json::object{
            {"out", summary->out}, {"events", summary->events}, {"planted", summary->planted}},
        [&](const json::object&) {
          return "En påhittad kommun ligger i " + summary->out + ": register i registers/, " +
                 std::to_string(summary->events) + " loggrader i logs/, och " +
                 std::to_string(summary->planted) +
                 " planterade otillåtna öppningar i truth.csv.\n";
        });
  return exit_done;
}

}  // namespace insyn
