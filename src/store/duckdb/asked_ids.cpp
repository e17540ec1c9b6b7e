#include "store/duckdb/asked_ids.h"

#include <algorithm>
#include <bit>

#include "base/check.h"
#include "store/duckdb/connection.h"

namespace insyn {
namespace {

void filter(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const auto& asked = *static_cast<const AskedIds*>(duckdb_scalar_function_get_extra_info(info));
  const DuckChunk chunk{input};
  const auto* ids = chunk.column<std::uint64_t>(0);
  auto* answers = static_cast<bool*>(duckdb_vector_get_data(output));
  for (std::size_t row = 0; row < chunk.size(); ++row) answers[row] = asked.has(ids[row]);
}

std::size_t first_slot(std::uint64_t id) { return static_cast<std::size_t>(id >> 1U); }

}  // namespace

AskedIds::AskedIds(duckdb_database database) {
  set({});
  DuckConnection connection{database};
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, "asked");
  duckdb_logical_type number = duckdb_create_logical_type(DUCKDB_TYPE_UBIGINT);
  duckdb_logical_type answer = duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
  duckdb_scalar_function_add_parameter(function, number);
  duckdb_scalar_function_set_return_type(function, answer);
  duckdb_scalar_function_set_extra_info(function, this, nullptr);
  duckdb_scalar_function_set_function(function, filter);
  const bool registered =
      duckdb_register_scalar_function(connection.handle(), function) == DuckDBSuccess;
  duckdb_destroy_logical_type(&number);
  duckdb_destroy_logical_type(&answer);
  duckdb_destroy_scalar_function(&function);
  check(registered, "DuckDB takes the filter of ids");
}

void AskedIds::set(std::span<const std::uint64_t> ids) {
  const std::size_t slots = std::bit_ceil(ids.size() * 2 + 1);
  slots_.assign(slots, 0);
  bits_.assign(std::max<std::size_t>(1, slots * 8 / 64), 0);
  bit_mask_ = bits_.size() * 64 - 1;
  has_zero_ = false;
  for (const std::uint64_t id : ids) {
    const std::size_t bit = static_cast<std::size_t>(id >> 24U) & bit_mask_;
    bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    has_zero_ = has_zero_ || id == 0;
    std::size_t slot = first_slot(id) & (slots - 1);
    while (slots_[slot] != 0 && slots_[slot] != id) slot = (slot + 1) & (slots - 1);
    slots_[slot] = id;
  }
}

bool AskedIds::is_listed(std::uint64_t id) const {
  if (id == 0) return has_zero_;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = first_slot(id) & mask;
  while (slots_[slot] != 0 && slots_[slot] != id) slot = (slot + 1) & mask;
  return slots_[slot] == id;
}

}  // namespace insyn
