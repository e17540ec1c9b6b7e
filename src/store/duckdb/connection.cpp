#include "store/duckdb/connection.h"

#include <memory>
#include <stdexcept>

namespace insyn {
namespace {

/// A result that is freed whatever happens.
struct Rows {
  duckdb_prepared_statement statement = nullptr;
  duckdb_pending_result pending = nullptr;
  duckdb_result result{};

  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() {
    duckdb_destroy_result(&result);
    duckdb_destroy_pending(&pending);
    duckdb_destroy_prepare(&statement);
  }
};

struct ChunkOwner {
  duckdb_data_chunk chunk;

  explicit ChunkOwner(duckdb_data_chunk owned) : chunk{owned} {}
  ChunkOwner(const ChunkOwner&) = delete;
  ChunkOwner& operator=(const ChunkOwner&) = delete;
  ~ChunkOwner() { duckdb_destroy_data_chunk(&chunk); }
};

}  // namespace

void throw_duckdb(std::string_view doing, const char* message) {
  const std::string_view whole = message == nullptr ? "no reason given" : message;
  throw std::runtime_error{"DuckDB, " + std::string{doing} + ": " +
                           std::string{whole.substr(0, whole.find('\n'))}};
}

DuckConnection::DuckConnection(duckdb_database database) {
  if (duckdb_connect(database, &connection_) != DuckDBSuccess) throw_duckdb("connecting", nullptr);
}

DuckConnection::~DuckConnection() { duckdb_disconnect(&connection_); }

void DuckConnection::exec(const std::string& sql) {
  Rows rows;
  if (duckdb_query(connection_, sql.c_str(), &rows.result) != DuckDBSuccess)
    throw_duckdb("writing", duckdb_result_error(&rows.result));
}

void DuckConnection::stream(const std::string& sql,
                            const std::function<void(const DuckChunk&)>& visit) {
  Rows rows;
  if (duckdb_prepare(connection_, sql.c_str(), &rows.statement) != DuckDBSuccess)
    throw_duckdb("preparing", duckdb_prepare_error(rows.statement));
  if (duckdb_pending_prepared_streaming(rows.statement, &rows.pending) != DuckDBSuccess)
    throw_duckdb("asking", duckdb_pending_error(rows.pending));
  if (duckdb_execute_pending(rows.pending, &rows.result) != DuckDBSuccess)
    throw_duckdb("asking", duckdb_result_error(&rows.result));
  for (;;) {
    const ChunkOwner owner{duckdb_fetch_chunk(rows.result)};
    if (owner.chunk == nullptr) break;
    visit(DuckChunk{owner.chunk});
  }
  // The end and a failure look the same until the result is asked.
  if (const char* message = duckdb_result_error(&rows.result)) throw_duckdb("reading", message);
}

}  // namespace insyn
