#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace insyn {

/// Checks one draw from its public record alone (`insyn verify draw`). Nothing in it is trusted:
/// the whole draw is redone, and both checkpoints are followed back to the acts that they end with.
/// What it can't show is that `key` is the municipality's; the reader compares it with the one
/// that was published.

/// What is wrong, in Swedish sentences that say where; empty if all is right. Any JSON will do that
/// parse_json reads.
std::vector<std::string> check_record(const json::value& record);

/// Whether the record names where its seed was to come from. One that doesn't proves less: its
/// seed may have been tried out (contract 7: a warning, no problem).
bool names_seed_source(const json::value& record);

}  // namespace insyn
