#pragma once

#include <duckdb.h>

#include <array>
#include <string>

#include "store/duckdb/connection.h"
#include "store/event_store.h"

namespace insyn {

/// The columns that both copies have, in the order of EventColumns; the time copy then has `key`
/// and `version`.
inline constexpr const char* event_column_names =
    "\"at\", source, system, account, staff, client, case_no, action, purpose, unit, provider, "
    "resource, emergency, delivery, \"row\"";

inline constexpr std::array<duckdb_type, 17> event_column_types{
    DUCKDB_TYPE_BIGINT,   DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER,
    DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UTINYINT,
    DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER,
    DUCKDB_TYPE_UTINYINT, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_HUGEINT,
    DUCKDB_TYPE_UBIGINT};
inline constexpr std::size_t key_column = 15;
inline constexpr std::size_t version_column = 16;

/// Makes the tables that aren't there.
void make_tables(DuckConnection& connection);

/// The first fifteen columns of a result as spans into it.
EventColumns columns_of(const DuckChunk& chunk);

}  // namespace insyn
