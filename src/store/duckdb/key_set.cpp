#include "store/duckdb/key_set.h"

#include <bit>

#include "base/check.h"

namespace insyn {
namespace {

std::uint32_t fingerprint(const Bits128& key) {
  const auto bits = static_cast<std::uint32_t>(key.low);
  return bits == 0 ? 1 : bits;
}

}  // namespace

// At most 7 of 10 slots are used, so that a search is short.
KeySet::KeySet(std::size_t capacity)
    : capacity_{capacity}, mask_{std::bit_ceil(capacity * 10 / 7 + 2) - 1}, slots_(mask_ + 1) {}

std::size_t KeySet::first_slot(const Bits128& key) const {
  // The low half's lower bits are the fingerprint; these are others.
  return static_cast<std::size_t>(key.high) & mask_;
}

void KeySet::add(const Bits128& key) {
  const std::uint32_t wanted = fingerprint(key);
  std::size_t slot = first_slot(key);
  while (slots_[slot] != 0 && slots_[slot] != wanted) slot = (slot + 1) & mask_;
  if (slots_[slot] == wanted) return;
  check(!is_full(), "a key set is filled beyond its capacity");
  slots_[slot] = wanted;
  ++size_;
}

bool KeySet::may_have(const Bits128& key) const {
  const std::uint32_t wanted = fingerprint(key);
  std::size_t slot = first_slot(key);
  while (slots_[slot] != 0 && slots_[slot] != wanted) slot = (slot + 1) & mask_;
  return slots_[slot] == wanted;
}

}  // namespace insyn
