#pragma once

#include <cstdint>
#include <vector>

#include "base/hash.h"

namespace insyn {

/// Which keys may have been added: `false` is certain, `true` is wrong about once in a thousand
/// million. A table of 32-bit fingerprints with open addressing; the keys are hashes already, so
/// their own bits place them. Takes 5.7 to 11.4 bytes a key at its capacity.
class KeySet {
 public:
  explicit KeySet(std::size_t capacity);

  /// Precondition: not full.
  void add(const Bits128& key);
  bool may_have(const Bits128& key) const;
  bool is_full() const { return size_ >= capacity_; }

 private:
  std::size_t first_slot(const Bits128& key) const;

  std::size_t capacity_;
  std::size_t size_ = 0;  ///< fingerprints, equal ones next to each other counted once
  std::size_t mask_;
  std::vector<std::uint32_t> slots_;  ///< 0: free
};

}  // namespace insyn
