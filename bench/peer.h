#pragma once

#include <duckdb.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

/// DuckDB as a peer has it: with the threads and the memory of the product, and no more wrapping
/// than a measurement needs. Throws at the first failure.

namespace insyn {

inline double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The shortest time that some rounds of work took.
template <class Work>
double shortest(int rounds, Work work) {
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < rounds; ++round) {
    const double start = seconds_now();
    work();
    best = std::min(best, seconds_now() - start);
  }
  return best;
}

class PeerDatabase {
 public:
  /// A file, or memory if the name is empty.
  explicit PeerDatabase(const std::string& file) {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    duckdb_set_config(config, "threads", "2");
    duckdb_set_config(config, "memory_limit", file.empty() ? "4GB" : "1GB");
    const auto opened =
        duckdb_open_ext(file.empty() ? nullptr : file.c_str(), &database_, config, nullptr);
    duckdb_destroy_config(&config);
    if (opened != DuckDBSuccess || duckdb_connect(database_, &connection_) != DuckDBSuccess)
      throw std::runtime_error{"the peer's database can't be opened"};
  }
  ~PeerDatabase() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }
  PeerDatabase(const PeerDatabase&) = delete;
  PeerDatabase& operator=(const PeerDatabase&) = delete;

  /// Runs it, fetches every row and gives the numbers of the first.
  std::vector<std::uint64_t> ask(const std::string& sql) {
    duckdb_result result;
    if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess)
      throw std::runtime_error{duckdb_result_error(&result)};
    const bool has_rows = duckdb_row_count(&result) > 0;
    std::vector<std::uint64_t> cells;
    for (std::uint64_t i = 0; has_rows && i < duckdb_column_count(&result); ++i)
      cells.push_back(duckdb_value_uint64(&result, i, 0));
    duckdb_destroy_result(&result);
    return cells;
  }

  /// Makes a table of numbers; `cells_of(row)` gives a number a column.
  template <class Rows, class CellsOf>
  void fill(const std::string& name, const std::string& columns, const Rows& rows,
            CellsOf cells_of) {
    ask("CREATE TABLE " + name + " (" + columns + ")");
    duckdb_appender appender = nullptr;
    duckdb_appender_create(connection_, nullptr, name.c_str(), &appender);
    for (const auto& row : rows) {
      for (const std::int64_t cell : cells_of(row)) duckdb_append_int64(appender, cell);
      duckdb_appender_end_row(appender);
    }
    const bool done = duckdb_appender_close(appender) == DuckDBSuccess;
    duckdb_appender_destroy(&appender);
    if (!done) throw std::runtime_error{"the peer's table " + name + " can't be filled"};
  }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

}  // namespace insyn
