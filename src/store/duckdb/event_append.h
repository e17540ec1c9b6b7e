#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "store/duckdb/appender.h"
#include "store/duckdb/asked_ids.h"
#include "store/duckdb/codes.h"
#include "store/duckdb/connection.h"
#include "store/duckdb/key_set.h"
#include "store/event_store.h"
#include "store/row_hash.h"

namespace insyn {

/// One delivery on its way into DuckDB: one connection, one transaction.
class DuckEventAppend final : public EventAppend {
 public:
  struct Setting {
    duckdb_database database = nullptr;
    AskedIds& asked;
    const RowHasher& hasher;
    Codes codes;                                  ///< of all that is committed
    std::uint64_t stored = 0;                     ///< rows of all that is committed
    std::function<void(const Codes&)> committed;  ///< gets the codes as they are after it
  };

  DuckEventAppend(Setting setting, std::uint32_t delivery);

  std::vector<StoredKey> find(std::uint32_t source, std::span<const EventKey> keys) override;
  void add(std::span<const KeyedEvent> events) override;
  CopySums commit() override;

 private:
  void flush();
  void fill(std::span<const KeyedEvent> events);
  void sum(std::span<const KeyedEvent> events);
  void remember(std::span<const KeyedEvent> events);
  std::vector<std::uint64_t> possible(std::span<const EventKey> keys);
  void build_key_set();
  void write_codes();

  Setting setting_;
  DuckConnection connection_;
  std::uint32_t delivery_;
  CodeGiver codes_;
  CopySums sums_;
  bool asked_ = false;          ///< `find` has had to ask the store before
  std::optional<KeySet> keys_;  ///< of every row, stored and added; none until it pays
  // Rows, and how many of them DuckDB has got. What it gets ends where a vector of the table does
  // whenever it can: of a vector that comes in two parts DuckDB keeps 32 KiB in memory until the
  // commit, and after one that ends elsewhere every vector would (1 GB for 100 M rows).
  std::uint64_t appended_ = 0, flushed_ = 0;
  std::optional<DuckAppender> appender_;  // after the connection, which must outlive it
};

}  // namespace insyn
