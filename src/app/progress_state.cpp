#include "app/progress_state.h"

namespace insyn {

void apply(ProgressState& /*state*/, const Act& /*act*/) {}

}  // namespace insyn
