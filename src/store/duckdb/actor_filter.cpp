#include "store/duckdb/actor_filter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "store/duckdb/connection.h"
#include "store/duckdb/tables.h"

namespace insyn {
namespace {

bool has_bit(std::string_view bits, std::uint32_t code) {
  const std::size_t byte = code / 8;
  if (byte >= bits.size()) return false;
  const std::uint32_t eight = static_cast<unsigned char>(bits[byte]);
  return (eight >> (code % 8) & 1U) != 0;
}

/// A set is the same in every row.
std::string_view bits_in(const DuckChunk& chunk, std::uint64_t column) {
  const auto& text = *chunk.column<duckdb_string_t>(column);
  if (duckdb_string_is_inlined(text))
    return {text.value.inlined.inlined, text.value.inlined.length};
  return {text.value.pointer.ptr, text.value.pointer.length};
}

void filter(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const DuckChunk chunk{input};
  if (chunk.size() == 0) return;
  const auto* staff = chunk.column<std::uint32_t>(0);
  const auto* account = chunk.column<std::uint32_t>(1);
  const std::string_view staff_bits = bits_in(chunk, 2);
  const std::string_view account_bits = bits_in(chunk, 3);
  auto* answers = static_cast<bool*>(duckdb_vector_get_data(output));
  for (std::size_t row = 0; row < chunk.size(); ++row)
    answers[row] = has_bit(staff_bits, staff[row]) || has_bit(account_bits, account[row]);
}

/// A bit for each code whose number is wanted, as SQL writes a BLOB; empty if none is.
template <class No>
std::string bits_of(const Codes::Numbers& numbers, std::span<const No> wanted) {
  std::uint32_t largest = 0;
  for (const No number : wanted) largest = std::max(largest, number.value);
  std::vector<bool> is_wanted(std::size_t{largest} + 1, false);
  for (const No number : wanted) is_wanted[number.value] = true;
  std::vector<std::uint8_t> bytes(numbers.size() / 8 + 1, 0);
  bool any = false;
  for (std::size_t code = 0; code < numbers.size(); ++code) {
    if (numbers[code] > largest || !is_wanted[numbers[code]]) continue;
    bytes[code / 8] = static_cast<std::uint8_t>(bytes[code / 8] | 1U << code % 8);
    any = true;
  }
  if (!any) return {};
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : bytes)
    text.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
  return text;
}

}  // namespace

void add_actor_filter(duckdb_database database) {
  DuckConnection connection{database};
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, "by_actor");
  std::array<duckdb_logical_type, 3> types{duckdb_create_logical_type(DUCKDB_TYPE_UINTEGER),
                                           duckdb_create_logical_type(DUCKDB_TYPE_BLOB),
                                           duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN)};
  for (const std::size_t parameter : {0U, 0U, 1U, 1U})
    duckdb_scalar_function_add_parameter(function, types[parameter]);
  duckdb_scalar_function_set_return_type(function, types[2]);
  duckdb_scalar_function_set_function(function, filter);
  const bool registered =
      duckdb_register_scalar_function(connection.handle(), function) == DuckDBSuccess;
  for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
  duckdb_destroy_scalar_function(&function);
  check(registered, "DuckDB takes the filter of actors");
}

std::string by_actor(const Codes& codes, std::span<const StaffNo> staff,
                     std::span<const AccountNo> accounts) {
  const std::string by_staff = bits_of(codes.of(staff_codes), staff);
  const std::string by_account = bits_of(codes.of(account_codes), accounts);
  if (by_staff.empty() && by_account.empty()) return {};
  return "by_actor(staff, account, '" + by_staff + "'::BLOB, '" + by_account + "'::BLOB)";
}

}  // namespace insyn
