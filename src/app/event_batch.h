#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "base/hash.h"
#include "store/event_store.h"

namespace insyn {

/// What contract 4 says of a row: is it an event of its own?
enum class Fate : std::uint8_t { accepted, duplicate, conflict };

/// Decides which rows of one delivery are events (contract 4, "Same event"), batch by batch, in the
/// file's order. With a native id: the same id and content is a duplicate of any version of it,
/// other content a conflict. Without: a row counts the highest number it had in any one delivery,
/// so that the n-th equal row of this one is new if earlier ones had fewer than n.
class DuplicateJudge {
 public:
  explicit DuplicateJudge(std::uint32_t delivery) : delivery_{delivery} {}

  /// The fates of the keys, in order. `stored` is every stored row of the source with one of these
  /// keys' ids, with what this delivery has added in earlier batches.
  std::vector<Fate> judge(std::span<const EventKey> keys, std::span<const StoredKey> stored);

 private:
  struct KeyHash {
    std::size_t operator()(const Bits128& bits) const { return bits.high ^ bits.low; }
  };
  /// What is known of a key that stands more than once.
  struct Known {
    std::vector<std::uint64_t> versions;  // of a native id
    std::uint32_t stored_before = 0;      // without one: times stored by earlier deliveries
    std::uint32_t seen = 0;               // without one: times met in this delivery so far
  };
  using KnownKeys = boost::unordered_flat_map<Bits128, Known, KeyHash>;

  KnownKeys known_from(std::span<const StoredKey> stored) const;
  Fate judge_known(const EventKey& key, Known& known);

  std::uint32_t delivery_;
  // How often this delivery has had rows that earlier deliveries had too; for all others what is
  // stored says it.
  boost::unordered_flat_map<Bits128, std::uint32_t, KeyHash> repeated_;
};

}  // namespace insyn
