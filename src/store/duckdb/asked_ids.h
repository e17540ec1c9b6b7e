#pragma once

#include <duckdb.h>

#include <cstdint>
#include <span>
#include <vector>

#include "store/event_store.h"

namespace insyn {

/// A filter for SQL, `asked(id)`: whether an event's id is among those that a `find` asks for. Runs
/// inside DuckDB's scan, on all its threads, instead of a join with a table of the ids. One for
/// each open database, which must not outlive it.
class AskedIds {
 public:
  explicit AskedIds(duckdb_database database);
  AskedIds(const AskedIds&) = delete;
  AskedIds& operator=(const AskedIds&) = delete;

  /// Replaces what was asked. No query that uses `asked` may run meanwhile.
  void set(std::span<const std::uint64_t> ids);

  bool has(std::uint64_t id) const {
    // Nearly every id of a table is not asked for, and a bit says so without leaving the cache.
    const std::size_t bit = static_cast<std::size_t>(id >> 24U) & bit_mask_;
    if ((bits_[bit / 64] >> (bit % 64) & 1U) == 0) return false;
    return is_listed(id);
  }

 private:
  bool is_listed(std::uint64_t id) const;

  std::vector<std::uint64_t> bits_;   ///< sixteen for each id
  std::vector<std::uint64_t> slots_;  ///< open addressing; 0: free
  std::size_t bit_mask_ = 0;
  bool has_zero_ = false;
};

}  // namespace insyn
