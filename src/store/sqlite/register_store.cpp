#include "store/sqlite/register_store.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

namespace insyn {
namespace {

static_assert(std::endian::native == std::endian::little, "cells lie as the processor has them");

constexpr std::int64_t still = std::numeric_limits<std::int64_t>::max();

std::int64_t position(std::uint64_t at) {
  return at > static_cast<std::uint64_t>(still) ? still : static_cast<std::int64_t>(at);
}

std::string_view bytes_of(const RegisterRow& row) {
  return {reinterpret_cast<const char*>(row.cells.data()), row.cells.size() * sizeof row.cells[0]};
}

BelievedRow row_of(const Query& query) {
  const std::string_view bytes = query.bytes(0);
  BelievedRow row;
  // A damaged page may end within a cell; what is left of that one is no cell.
  row.row.cells.resize(bytes.size() / sizeof(std::int64_t));
  const std::size_t size = row.row.cells.size() * sizeof(std::int64_t);
  if (size > 0) std::memcpy(row.row.cells.data(), bytes.data(), size);
  row.listed = query.integer(1) != 0;
  return row;
}

/// A row as one key: its cells, then whether it is listed.
std::string key_of(std::string_view cells, bool listed) {
  std::string key{cells};
  key.push_back(listed ? '\1' : '\0');
  return key;
}

struct Open {
  std::int64_t id = 0;
  bool wanted = false;
};

std::unordered_map<std::string, Open> open_rows(Database& database, Register id) {
  std::unordered_map<std::string, Open> open;
  Query query = database.query(
      "SELECT id, cells, listed FROM register_row WHERE register = ? AND known_to = ?");
  query.bind(1, static_cast<std::int64_t>(id)).bind(2, still);
  while (query.step())
    open.emplace(key_of(query.bytes(1), query.integer(2) != 0), Open{.id = query.integer(0)});
  return open;
}

}  // namespace

std::vector<BelievedRow> SqliteRegisterStore::load(Register id, std::uint64_t known_at) {
  std::vector<BelievedRow> rows;
  Query query = database_.query(
      "SELECT cells, listed FROM register_row WHERE register = ? AND known_to >= ? AND "
      "known_from < ?");
  query.bind(1, static_cast<std::int64_t>(id))
      .bind(2, position(known_at))
      .bind(3, position(known_at));
  while (query.step()) rows.push_back(row_of(query));
  return rows;
}

void SqliteRegisterStore::replace(Register id, std::span<const BelievedRow> rows,
                                  std::uint64_t at) {
  Transaction transaction{database_};
  auto open = open_rows(database_, id);
  open.reserve(open.size() + rows.size());
  {
    Query insert = database_.query(
        "INSERT INTO register_row (register, cells, listed, known_from, known_to) "
        "VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, static_cast<std::int64_t>(id)).bind(4, position(at)).bind(5, still);
    for (const BelievedRow& row : rows) {
      const auto [found, is_new] =
          open.try_emplace(key_of(bytes_of(row.row), row.listed), Open{.wanted = true});
      found->second.wanted = true;
      if (is_new) insert.bind_bytes(2, bytes_of(row.row)).bind(3, row.listed ? 1 : 0).run();
    }
    std::vector<std::int64_t> gone;
    for (const auto& [key, row] : open)
      if (!row.wanted) gone.push_back(row.id);
    // In the order in which they lie, which halves the time of a large replacement.
    std::sort(gone.begin(), gone.end());
    Query close = database_.query("UPDATE register_row SET known_to = ? WHERE id = ?");
    close.bind(1, position(at));
    for (const std::int64_t row : gone) close.bind(2, row).run();
  }
  transaction.commit();
}

void SqliteRegisterStore::forget_from(std::uint64_t at) {
  // Every command asks, and mostly there is nothing: so no row is gone through in vain. Positions
  // grow with the ids, since rows are only ever written at the latest.
  Transaction transaction{database_};
  Query newest = database_.query("SELECT known_from FROM register_row ORDER BY id DESC LIMIT 1");
  const bool has_newer = newest.step() && newest.integer(0) >= position(at);
  newest.reset();
  if (has_newer)
    database_.query("DELETE FROM register_row WHERE known_from >= ?").bind(1, position(at)).run();
  Query reopen = database_.query(
      "UPDATE register_row SET known_to = ? WHERE register = ? AND known_to >= ? AND known_to < ?");
  reopen.bind(1, still).bind(3, position(at)).bind(4, still);
  for (const RegisterSchema& schema : register_schemas())
    reopen.bind(2, static_cast<std::int64_t>(schema.id)).run();
  transaction.commit();
}

}  // namespace insyn
