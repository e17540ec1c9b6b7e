#pragma once

#include <optional>
#include <vector>

#include "store/duckdb/appender.h"
#include "store/duckdb/connection.h"
#include "store/duckdb/key_set.h"
#include "store/event_store.h"

namespace insyn {

/// One delivery on its way into DuckDB: one connection, one transaction.
class DuckEventAppend final : public EventAppend {
 public:
  /// `stored` is how many rows all committed deliveries have.
  DuckEventAppend(duckdb_database database, const HashKey& key, std::uint32_t delivery,
                  std::uint64_t stored);

  std::vector<StoredKey> find(std::uint32_t source, std::span<const Bits128> keys) override;
  void add(std::span<const KeyedEvent> events) override;
  CopySums commit() override;

 private:
  void fill(std::span<const KeyedEvent> events);
  void sum(const KeyedEvent& keyed);
  std::vector<Bits128> possible(std::span<const Bits128> keys);
  void build_key_set();

  DuckConnection connection_;
  HashKey key_;
  std::uint32_t delivery_;
  std::uint64_t stored_;
  CopySums sums_;
  bool asked_ = false;                    ///< `find` has had to ask the store before
  std::optional<KeySet> keys_;            ///< of every row, stored and added; none until it pays
  std::optional<DuckAppender> appender_;  // after the connection, which must outlive it
};

}  // namespace insyn
