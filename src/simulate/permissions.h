#pragma once

#include "simulate/town.h"

namespace insyn {

/// The register of permissions. Home care, night, nurses and therapists have more than fifteen,
/// residences 6–15, disability homes 1–5 (a group scope and a few); authority has group scopes.
/// Temps get what a predecessor had. None at all is a fault, planted.
void write_permissions(const Town& town, SeededRandom& random);

}  // namespace insyn
