#include "store/duckdb/appender.h"

namespace insyn {

DuckAppender::DuckAppender(DuckConnection& connection, const Place& place,
                           std::span<const duckdb_type> types)
    : columns_(types.size()) {
  if (duckdb_appender_create_ext(connection.handle(), place.catalog, nullptr, place.table,
                                 &appender_) != DuckDBSuccess) {
    const std::string message = duckdb_appender_error(appender_);
    duckdb_appender_destroy(&appender_);
    throw_duckdb("opening a table", message.c_str());
  }
  std::vector<duckdb_logical_type> logical;
  for (const duckdb_type type : types) logical.push_back(duckdb_create_logical_type(type));
  chunk_ = duckdb_create_data_chunk(logical.data(), logical.size());
  for (duckdb_logical_type& type : logical) duckdb_destroy_logical_type(&type);
  for (std::size_t index = 0; index < columns_.size(); ++index)
    columns_[index] = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, index));
}

DuckAppender::~DuckAppender() {
  duckdb_destroy_data_chunk(&chunk_);
  // This flushes; whoever gives up rolls the transaction back.
  duckdb_appender_destroy(&appender_);
}

void DuckAppender::append(std::size_t rows) {
  duckdb_data_chunk_set_size(chunk_, rows);
  if (duckdb_append_data_chunk(appender_, chunk_) != DuckDBSuccess)
    throw_duckdb("appending", duckdb_appender_error(appender_));
}

void DuckAppender::flush() {
  if (duckdb_appender_flush(appender_) != DuckDBSuccess)
    throw_duckdb("appending", duckdb_appender_error(appender_));
}

}  // namespace insyn
