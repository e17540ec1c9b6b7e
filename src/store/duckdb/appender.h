#pragma once

#include <duckdb.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/duckdb/connection.h"

namespace insyn {

/// Fills a table by whole vectors, the quickest way into DuckDB: write the values of up to
/// `capacity` rows into the columns, then `append` them. Belongs to its connection's transaction.
class DuckAppender {
 public:
  struct Place {
    const char* catalog = nullptr;
    const char* table = nullptr;
  };

  /// `types` are those of the table's columns.
  DuckAppender(DuckConnection& connection, const Place& place, std::span<const duckdb_type> types);
  ~DuckAppender();
  DuckAppender(const DuckAppender&) = delete;
  DuckAppender& operator=(const DuckAppender&) = delete;

  static std::size_t capacity() { return duckdb_vector_size(); }

  /// Where to write the values; `T` must be the C type of the column's SQL type.
  template <class T>
  T* column(std::size_t index) const {
    return static_cast<T*>(columns_[index]);
  }

  /// Takes the first `rows` values of every column.
  void append(std::size_t rows);

  /// Makes what was appended visible to the connection.
  void flush();

 private:
  duckdb_appender appender_ = nullptr;
  duckdb_data_chunk chunk_ = nullptr;
  std::vector<void*> columns_;
};

}  // namespace insyn
