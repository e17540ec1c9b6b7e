#pragma once

#include <duckdb.h>

#include <span>
#include <string>

#include "base/number.h"
#include "store/duckdb/codes.h"

namespace insyn {

/// Makes `by_actor(staff, account, staff_bits, account_bits)` known to SQL: whether one of an
/// event's two codes has its bit set. Runs inside DuckDB's scan, where `IN` with the thousands of
/// people of a draw becomes joins with tables of them.
void add_actor_filter(duckdb_database database);

/// The condition that an event is by one of these staff numbers or accounts; empty if none of them
/// stands in any event.
std::string by_actor(const Codes& codes, std::span<const StaffNo> staff,
                     std::span<const AccountNo> accounts);

}  // namespace insyn
