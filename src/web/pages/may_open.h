#pragma once

#include "web/pages/visit.h"

namespace insyn {

/// Whether the visitor may come to the pages of a right: by a role; since it is about oneself;
/// since they stand in today for whoever approves; or since a suspicion fell to them in the place
/// of an involved director. The page limits what it shows.
bool may_open(const Visit& visit, Right right);

}  // namespace insyn
