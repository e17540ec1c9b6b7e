#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/calendar/time.h"

namespace insyn {

/// A public beacon as the source of a seed: drand's network `quicknet` (chain hash 52db9ba7…, made
/// by the League of Entropy), which gives a random value of 32 bytes every third second since
/// 2023-08-23 15:09:27 UTC. Its API documentation, docs.drand.love, has the time of a round:
/// genesis + 3 s × (round − 1). Nobody can know a value before its time, and anyone can look it up
/// afterwards. No network is used here: the value is typed in.
struct BeaconRound {
  std::int64_t number = 0;
  Instant at{};             ///< when its value is known
  std::string seed_source;  ///< `drand quicknet round 27946612`, what an opening commits to
};

/// The latest round whose value is known at the instant, from 1. Precondition: not before it.
std::int64_t beacon_round_at(Instant at);

/// The first round on a whole minute, at least `wait_minutes` from now, so that the commitment
/// surely lies before it.
BeaconRound next_beacon(Instant now, int wait_minutes = 5);

/// The round that a source names; none if the source is another than this beacon.
std::optional<BeaconRound> beacon_of(std::string_view seed_source);

/// A seed that was typed in for this source, as it is hashed: the value of a round is 64
/// hexadecimal digits, made lower-case and without white space around; every other seed stands as
/// it is. Refused (kind refused): a value of a round in another shape, or before its time.
Result<std::string> seed_for(std::string_view seed_source, std::string_view typed, Instant now);

}  // namespace insyn
