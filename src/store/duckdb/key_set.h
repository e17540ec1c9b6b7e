#pragma once

#include <cstdint>
#include <vector>

namespace insyn {

/// Which ids of event keys may have been added: `false` is certain, `true` is wrong about once in a
/// thousand million. A table of 32-bit fingerprints with open addressing; the ids are hashes
/// already, so their own bits place them. Takes 5 to 10 bytes an id at its capacity.
class KeySet {
 public:
  explicit KeySet(std::size_t capacity);

  /// Precondition: not full.
  void add(std::uint64_t id);
  bool may_have(std::uint64_t id) const;
  /// Says that the id is soon to be added or asked for: nearly every one is a cache miss.
  void prefetch(std::uint64_t id) const;
  bool is_full() const { return size_ >= capacity_; }

 private:
  std::size_t capacity_;
  std::size_t size_ = 0;  ///< fingerprints, equal ones next to each other counted once
  std::size_t mask_;
  std::vector<std::uint32_t> slots_;  ///< 0: free
};

}  // namespace insyn
