#include "app/people_state.h"

namespace insyn {

void apply(PeopleState& /*state*/, const Act& /*act*/) {}

}  // namespace insyn
