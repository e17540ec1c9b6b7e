#include "store/duckdb/key_set.h"

#include <bit>

#include "base/check.h"

namespace insyn {
namespace {

std::uint32_t fingerprint(std::uint64_t id) {
  const auto bits = static_cast<std::uint32_t>(id >> 32U);
  return bits == 0 ? 1 : bits;
}

/// The upper half is the fingerprint; the lowest bit says the same of nearly every id. A table of
/// more than 2^31 slots would leave some unused, and is larger than any that is made.
std::size_t first_slot(std::uint64_t id) { return static_cast<std::uint32_t>(id) >> 1U; }

}  // namespace

// At most 4 of 5 slots are used, so that a search is short.
KeySet::KeySet(std::size_t capacity)
    : capacity_{capacity}, mask_{std::bit_ceil(capacity * 5 / 4 + 2) - 1}, slots_(mask_ + 1) {}

void KeySet::add(std::uint64_t id) {
  const std::uint32_t wanted = fingerprint(id);
  std::size_t slot = first_slot(id) & mask_;
  while (slots_[slot] != 0 && slots_[slot] != wanted) slot = (slot + 1) & mask_;
  if (slots_[slot] == wanted) return;
  check(!is_full(), "a key set is filled beyond its capacity");
  slots_[slot] = wanted;
  ++size_;
}

void KeySet::prefetch(std::uint64_t id) const {
  __builtin_prefetch(&slots_[first_slot(id) & mask_]);
}

bool KeySet::may_have(std::uint64_t id) const {
  const std::uint32_t wanted = fingerprint(id);
  std::size_t slot = first_slot(id) & mask_;
  while (slots_[slot] != 0 && slots_[slot] != wanted) slot = (slot + 1) & mask_;
  return slots_[slot] == wanted;
}

}  // namespace insyn
