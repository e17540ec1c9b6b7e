#include "store/duckdb/tables.h"

#include <stdexcept>

namespace insyn {
namespace {

[[noreturn]] void throw_damaged() {
  throw std::runtime_error{"the codes of events.duckdb are damaged"};
}

}  // namespace

void make_tables(DuckConnection& connection) {
  const std::string columns =
      "second BIGINT, source UINTEGER, system UINTEGER, account UINTEGER, staff UINTEGER, "
      "client UINTEGER, case_no UINTEGER, action UTINYINT, purpose UINTEGER, unit UINTEGER, "
      "provider UINTEGER, resource UINTEGER, emergency UTINYINT, delivery UINTEGER, "
      "\"row\" UINTEGER, micro UINTEGER";
  // No indexes: a unique one on the key would cost more than all the rest of an import.
  connection.exec("CREATE TABLE IF NOT EXISTS events_t (" + columns +
                  ", id UBIGINT, rest UBIGINT);"
                  "CREATE TABLE IF NOT EXISTS events_c (" +
                  columns +
                  ");"
                  "CREATE TABLE IF NOT EXISTS codes (\"column\" UTINYINT, code UINTEGER, "
                  "number UINTEGER);"
                  "CREATE TABLE IF NOT EXISTS clustered (delivery UINTEGER);"
                  "CREATE TABLE IF NOT EXISTS batch (delivery UINTEGER, \"rows\" UBIGINT, "
                  "time_high UBIGINT, time_low UBIGINT, client_high UBIGINT, client_low UBIGINT);");
}

Codes read_codes(DuckConnection& connection) {
  Codes codes;
  connection.stream(
      "SELECT \"column\", code, number FROM codes ORDER BY \"column\", code",
      [&](const DuckChunk& chunk) {
        const auto* column = chunk.column<std::uint8_t>(0);
        const auto* code = chunk.column<std::uint32_t>(1);
        const auto* number = chunk.column<std::uint32_t>(2);
        for (std::size_t row = 0; row < chunk.size(); ++row) {
          if (column[row] >= text_columns || code[row] != codes.of(column[row]).size())
            throw_damaged();
          codes.add(column[row], number[row]);
        }
      });
  return codes;
}

const std::vector<std::uint32_t>& EventReader::decode(const DuckChunk& chunk, std::size_t place,
                                                      std::size_t text) {
  const Codes::Numbers& numbers = codes_.of(text);
  const std::span codes{chunk.column<std::uint32_t>(place), chunk.size()};
  std::vector<std::uint32_t>& texts = texts_[text];
  texts.resize(codes.size());
  bool is_damaged = false;
  for (std::size_t row = 0; row < codes.size(); ++row) {
    const bool is_code = codes[row] < numbers.size();
    is_damaged |= !is_code;
    texts[row] = numbers[is_code ? codes[row] : 0];
  }
  if (is_damaged) throw_damaged();
  return texts;
}

const std::vector<std::int64_t>& EventReader::instants(const DuckChunk& chunk,
                                                       std::size_t micro_place) {
  const auto* second = chunk.column<std::int64_t>(0);
  const auto* micro = chunk.column<std::uint32_t>(micro_place);
  at_.resize(chunk.size());
  for (std::size_t row = 0; row < at_.size(); ++row)
    // Without a sign, so that a damaged second can't overflow.
    at_[row] = static_cast<std::int64_t>(static_cast<std::uint64_t>(second[row]) * micros_a_second +
                                         micro[row]);
  return at_;
}

EventColumns EventReader::read_actors(const DuckChunk& chunk) {
  EventColumns columns;
  columns.at = instants(chunk, 6);
  columns.source = decode(chunk, 1, source_codes);
  columns.system = decode(chunk, 2, system_codes);
  columns.account = decode(chunk, 3, account_codes);
  columns.staff = decode(chunk, 4, staff_codes);
  columns.action = {chunk.column<std::uint8_t>(5), chunk.size()};
  return columns;
}

EventColumns EventReader::read(const DuckChunk& chunk) {
  const std::size_t size = chunk.size();
  for (std::size_t text = 0; text < text_columns; ++text)
    decode(chunk, text_column_places[text], text);
  const auto small = [&](std::uint64_t index) {
    return std::span{chunk.column<std::uint8_t>(index), size};
  };
  return {.at = instants(chunk, micro_column),
          .source = texts_[0],
          .system = texts_[1],
          .account = texts_[2],
          .staff = texts_[3],
          .client = texts_[4],
          .case_no = texts_[5],
          .action = small(7),
          .purpose = texts_[6],
          .unit = texts_[7],
          .provider = texts_[8],
          .resource = texts_[9],
          .emergency = small(12),
          .delivery = {chunk.column<std::uint32_t>(13), size},
          .row = {chunk.column<std::uint32_t>(14), size}};
}

}  // namespace insyn
