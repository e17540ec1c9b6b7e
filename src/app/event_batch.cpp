#include "app/event_batch.h"

#include <algorithm>
#include <bit>

namespace insyn {
namespace {

/// The first index of each key of a batch, in a table that is looked up without allocating: nearly
/// every key is new, and then this is all the work that it costs.
class FirstIndex {
 public:
  explicit FirstIndex(std::span<const EventKey> keys)
      : keys_{keys}, slots_(std::bit_ceil(keys.size() * 2 + 1), 0) {}

  /// The index at which the key of `index` stood first, which is `index` if it is new.
  std::uint32_t of(std::uint32_t index) {
    const std::size_t mask = slots_.size() - 1;
    // The keys are keyed hashes, so that their bits are as good a hash as any.
    for (auto slot = static_cast<std::size_t>(keys_[index].id >> 1U) & mask;;
         slot = (slot + 1) & mask) {
      if (slots_[slot] == 0) {
        slots_[slot] = index + 1;
        return index;
      }
      if (keys_[slots_[slot] - 1].identity() == keys_[index].identity()) return slots_[slot] - 1;
    }
  }

 private:
  std::span<const EventKey> keys_;
  std::vector<std::uint32_t> slots_;  // 1 + index; 0: free
};

}  // namespace

DuplicateJudge::KnownKeys DuplicateJudge::known_from(std::span<const StoredKey> stored) const {
  KnownKeys known;
  for (const StoredKey& row : stored) {
    Known& entry = known[row.key.identity()];
    if (row.key.has_native_id())
      entry.versions.push_back(row.key.version());
    else if (row.delivery == delivery_)
      ++entry.seen;  // what this delivery added came after all that it repeated
    else
      ++entry.stored_before;
  }
  for (auto& [key, entry] : known) {
    if (entry.stored_before == 0) continue;
    const auto repeated = repeated_.find(key);
    entry.seen = repeated == repeated_.end() ? 0 : repeated->second;
  }
  return known;
}

Fate DuplicateJudge::judge_known(const EventKey& key, Known& known) {
  if (!key.has_native_id()) {
    ++known.seen;
    if (known.stored_before != 0) repeated_[key.identity()] = known.seen;
    return known.seen > known.stored_before ? Fate::accepted : Fate::duplicate;
  }
  if (std::ranges::find(known.versions, key.version()) != known.versions.end())
    return Fate::duplicate;
  known.versions.push_back(key.version());
  return known.versions.size() == 1 ? Fate::accepted : Fate::conflict;
}

std::vector<Fate> DuplicateJudge::judge(std::span<const EventKey> keys,
                                        std::span<const StoredKey> stored) {
  KnownKeys known = known_from(stored);
  FirstIndex first{keys};
  std::vector<Fate> fates(keys.size(), Fate::accepted);
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    const std::uint32_t first_at = first.of(i);
    if (first_at == i && (stored.empty() || !known.contains(keys[i].identity()))) continue;
    const auto [entry, added] = known.try_emplace(keys[i].identity());
    if (added) judge_known(keys[first_at], entry->second);  // it was passed over as new
    fates[i] = judge_known(keys[i], entry->second);
  }
  return fates;
}

}  // namespace insyn
