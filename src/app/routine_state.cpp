#include "app/routine_state.h"

namespace insyn {

void apply(RoutineState& /*state*/, const Act& /*act*/) {}

}  // namespace insyn
