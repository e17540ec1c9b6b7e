#include "store/memory/register_store.h"

#include <set>

namespace insyn {

std::vector<BelievedRow> MemoryRegisterStore::load(Register id, std::uint64_t known_at) {
  std::vector<BelievedRow> rows;
  for (const Belief& belief : beliefs_)
    if (belief.id == id && belief.from < known_at && known_at <= belief.to)
      rows.push_back(belief.row);
  return rows;
}

void MemoryRegisterStore::replace(Register id, std::span<const BelievedRow> rows,
                                  std::uint64_t at) {
  std::set<BelievedRow> wanted{rows.begin(), rows.end()};
  for (Belief& belief : beliefs_)
    if (belief.id == id && belief.to == still && wanted.erase(belief.row) == 0) belief.to = at;
  for (const BelievedRow& row : wanted) beliefs_.push_back({.id = id, .row = row, .from = at});
}

void MemoryRegisterStore::forget_from(std::uint64_t at) {
  std::erase_if(beliefs_, [at](const Belief& belief) { return belief.from >= at; });
  for (Belief& belief : beliefs_)
    if (belief.to != still && belief.to >= at) belief.to = still;
}

}  // namespace insyn
