#include "app/event_batch.h"

#include <algorithm>

namespace insyn {

std::vector<Fate> DuplicateJudge::judge(const std::vector<EventKey>& keys,
                                        const std::vector<StoredKey>& stored) {
  std::unordered_map<Bits128, Known, KeyHash> known;
  for (const StoredKey& row : stored) {
    Known& entry = known[row.key.key];
    if (row.key.version != 0) {
      entry.versions.push_back(row.key.version);
    } else if (row.delivery == delivery_) {
      ++entry.seen;  // what this delivery added came after all that it repeated
    } else {
      ++entry.stored_before;
    }
  }
  for (auto& [key, entry] : known) {
    if (entry.stored_before == 0) continue;
    const auto repeated = repeated_.find(key);
    entry.seen = repeated == repeated_.end() ? 0 : repeated->second;
  }

  std::vector<Fate> fates;
  fates.reserve(keys.size());
  for (const EventKey& key : keys) {
    Known& entry = known[key.key];
    if (key.version == 0) {
      ++entry.seen;
      if (entry.stored_before != 0) repeated_[key.key] = entry.seen;
      fates.push_back(entry.seen > entry.stored_before ? Fate::accepted : Fate::duplicate);
      continue;
    }
    if (std::ranges::find(entry.versions, key.version) != entry.versions.end()) {
      fates.push_back(Fate::duplicate);
      continue;
    }
    fates.push_back(entry.versions.empty() ? Fate::accepted : Fate::conflict);
    entry.versions.push_back(key.version);
  }
  return fates;
}

}  // namespace insyn
