#pragma once

#include <duckdb.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "store/duckdb/codes.h"
#include "store/duckdb/connection.h"
#include "store/event_store.h"

namespace insyn {

/// The columns that both copies have, in the order of EventColumns, and then what is left of the
/// instant below whole seconds; the time copy then has the two halves of the event's key. Text
/// columns hold codes (store/duckdb/codes.h). Most systems log whole seconds, and the column of
/// microseconds then takes nothing, while twenty bits of zeros in each instant would.
inline constexpr const char* event_column_names =
    "second, source, system, account, staff, client, case_no, action, purpose, unit, provider, "
    "resource, emergency, delivery, \"row\", micro";

inline constexpr std::array<duckdb_type, 18> event_column_types{
    DUCKDB_TYPE_BIGINT,   DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER,
    DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UTINYINT,
    DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER,
    DUCKDB_TYPE_UTINYINT, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER,
    DUCKDB_TYPE_UBIGINT,  DUCKDB_TYPE_UBIGINT};
inline constexpr std::size_t micro_column = 15;
inline constexpr std::size_t id_column = 16;
inline constexpr std::size_t rest_column = 17;
inline constexpr std::uint32_t micros_a_second = 1'000'000;

/// The columns of event_column_names that are texts, in the order of the codes; and places among
/// the latter.
inline constexpr std::array<std::size_t, text_columns> text_column_places{1, 2, 3, 4,  5,
                                                                          6, 8, 9, 10, 11};
inline constexpr std::size_t source_codes = 0;
inline constexpr std::size_t system_codes = 1;
inline constexpr std::size_t account_codes = 2;
inline constexpr std::size_t staff_codes = 3;
inline constexpr std::size_t client_codes = 4;

/// Makes the tables that aren't there.
void make_tables(DuckConnection& connection);

/// The codes that the file has. Throws std::runtime_error if they have gaps.
Codes read_codes(DuckConnection& connection);

/// The columns of a scan of actors, in order.
inline constexpr const char* actor_column_names =
    "second, source, system, account, staff, action, micro";

/// Makes events of results.
class EventReader {
 public:
  explicit EventReader(const Codes& codes) : codes_{codes} {}

  /// Both are valid until the next call, and as long as the chunk, and throw std::runtime_error
  /// for a code that no text has.
  EventColumns read(const DuckChunk& chunk);  ///< event_column_names, then anything
  EventColumns read_actors(const DuckChunk& chunk);

 private:
  const std::vector<std::uint32_t>& decode(const DuckChunk& chunk, std::size_t place,
                                           std::size_t text);
  const std::vector<std::int64_t>& instants(const DuckChunk& chunk, std::size_t micro_place);

  const Codes& codes_;
  std::array<std::vector<std::uint32_t>, text_columns> texts_;
  std::vector<std::int64_t> at_;
};

}  // namespace insyn
