#pragma once

#include <duckdb.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace insyn {

/// Some rows of a result, columns from 0; valid while the function that was given it runs.
class DuckChunk {
 public:
  explicit DuckChunk(duckdb_data_chunk chunk)
      : chunk_{chunk}, size_{duckdb_data_chunk_get_size(chunk)} {}

  std::size_t size() const { return size_; }

  /// The column's values, without copying. `T` must be the C type of the column's SQL type.
  template <class T>
  const T* column(std::uint64_t index) const {
    return static_cast<const T*>(
        duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, index)));
  }

 private:
  duckdb_data_chunk chunk_;
  std::size_t size_;
};

/// Throws std::runtime_error with what was being done and the first line of DuckDB's message: no
/// statement and no values are in it, since every value in our tables is a number of our own.
[[noreturn]] void throw_duckdb(std::string_view doing, const char* message);

/// One connection: one transaction at a time, one thread at a time. An open transaction is rolled
/// back when it is destroyed.
class DuckConnection {
 public:
  explicit DuckConnection(duckdb_database database);
  ~DuckConnection();
  DuckConnection(const DuckConnection&) = delete;
  DuckConnection& operator=(const DuckConnection&) = delete;

  void exec(const std::string& sql);

  /// The rows of a query as they come, without keeping them all in memory. Nothing else may use the
  /// connection meanwhile. Throws if the result breaks off.
  void stream(const std::string& sql, const std::function<void(const DuckChunk&)>& visit);

  duckdb_connection handle() { return connection_; }

 private:
  duckdb_connection connection_ = nullptr;
};

/// 128 bits as DuckDB keeps them.
inline duckdb_hugeint hugeint_of(const Bits128& bits) {
  return {bits.low, static_cast<std::int64_t>(bits.high)};
}
inline Bits128 bits_of(const duckdb_hugeint& value) {
  return {.high = static_cast<std::uint64_t>(value.upper), .low = value.lower};
}

}  // namespace insyn
