#pragma once

#include <vector>

#include "simulate/town.h"

namespace insyn {

/// README.txt of the output folder, in Swedish: what is what, and which faults are there on
/// purpose.
void write_readme(const Town& town, const std::vector<int>& lost, const std::vector<int>& repeated);

}  // namespace insyn
