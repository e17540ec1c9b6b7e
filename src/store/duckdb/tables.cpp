#include "store/duckdb/tables.h"

namespace insyn {

void make_tables(DuckConnection& connection) {
  const std::string columns =
      "\"at\" BIGINT, source UINTEGER, system UINTEGER, account UINTEGER, staff UINTEGER, "
      "client UINTEGER, case_no UINTEGER, action UTINYINT, purpose UINTEGER, unit UINTEGER, "
      "provider UINTEGER, resource UINTEGER, emergency UTINYINT, delivery UINTEGER, "
      "\"row\" UINTEGER";
  // No indexes: a unique one on the key would cost more than all the rest of an import.
  connection.exec("CREATE TABLE IF NOT EXISTS events_t (" + columns +
                  ", key HUGEINT, version UBIGINT);"
                  "CREATE TABLE IF NOT EXISTS events_c (" +
                  columns +
                  ");"
                  "CREATE TABLE IF NOT EXISTS batch (delivery UINTEGER, \"rows\" UBIGINT, "
                  "time_high UBIGINT, time_low UBIGINT, client_high UBIGINT, client_low UBIGINT);");
}

EventColumns columns_of(const DuckChunk& chunk) {
  const std::size_t size = chunk.size();
  const auto numbers = [&](std::uint64_t index) {
    return std::span{chunk.column<std::uint32_t>(index), size};
  };
  const auto small = [&](std::uint64_t index) {
    return std::span{chunk.column<std::uint8_t>(index), size};
  };
  return {.at = {chunk.column<std::int64_t>(0), size},
          .source = numbers(1),
          .system = numbers(2),
          .account = numbers(3),
          .staff = numbers(4),
          .client = numbers(5),
          .case_no = numbers(6),
          .action = small(7),
          .purpose = numbers(8),
          .unit = numbers(9),
          .provider = numbers(10),
          .resource = numbers(11),
          .emergency = small(12),
          .delivery = numbers(13),
          .row = numbers(14)};
}

}  // namespace insyn
