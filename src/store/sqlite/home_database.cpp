#include "store/sqlite/home_database.h"

#include <array>
#include <stdexcept>
#include <string>

#include "base/disk_trouble.h"
#include "base/hex.h"
#include "store/sealer.h"

namespace insyn {
namespace {

/// Steps from one schema version to the next; a home's `user_version` is how many it has had.
/// Add at the end; never change one that was released.
constexpr std::array<const char*, 1> migrations{
    R"(
CREATE TABLE key_check (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT;
CREATE TABLE text (number INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE text_hash (hash BLOB PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE act (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL, checkpoint BLOB NOT NULL,
                  salt BLOB, words BLOB) STRICT;
CREATE TABLE register_row (id INTEGER PRIMARY KEY, register INTEGER NOT NULL, cells BLOB NOT NULL,
                           listed INTEGER NOT NULL, known_from INTEGER NOT NULL,
                           known_to INTEGER NOT NULL) STRICT;
CREATE INDEX register_row_by_belief ON register_row (register, known_to);
CREATE TABLE pending_import (delivery INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE delivery_key (sha256 BLOB PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
)"};

constexpr std::string_view checked = "Insyn";
constexpr std::string_view check_place = "key check";

std::int64_t version_of(Database& database) {
  Query query = database.query("PRAGMA user_version");
  query.step();
  return query.integer(0);
}

bool same_keys(Database& database, const HomeKeys& keys) {
  const Sealer sealer{keys.texts};
  {
    Query query = database.query("SELECT sealed FROM key_check");
    if (query.step()) return sealer.open(query.bytes(0), check_place) == checked;
  }
  database.query("INSERT INTO key_check VALUES (1, ?)")
      .bind_bytes(1, sealer.seal(checked, check_place))
      .run();
  return true;
}

Result<Done> bring_up_to_date(Database& database, const std::filesystem::path& file) {
  const std::int64_t version = version_of(database);
  const auto newest = static_cast<std::int64_t>(migrations.size());
  if (version > newest)
    return fail(ErrorKind::home, "home-newer",
                "Filen " + file.string() + " har version " + std::to_string(version) +
                    ", men den här Insyn kan bara läsa till och med " + std::to_string(newest) +
                    ". Använd den nyare versionen av Insyn.");
  if (version == newest) return Done{};
  Transaction transaction{database};
  for (std::int64_t step = version; step < newest; ++step)
    database.exec(migrations[static_cast<std::size_t>(step)]);
  database.exec("PRAGMA user_version = " + std::to_string(newest));
  transaction.commit();
  return Done{};
}

/// The tables and indexes as they were made, in order.
std::vector<std::string> schema_of(Database& database) {
  std::vector<std::string> schema;
  Query query = database.query(
      "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') "
      "FROM sqlite_master ORDER BY 1");
  while (query.step()) schema.emplace_back(query.bytes(0));
  return schema;
}

std::vector<std::string> schema_as_made() {
  Database made = Database::in_memory();
  for (const char* migration : migrations) made.exec(migration);
  return schema_of(made);
}

}  // namespace

std::vector<std::string> verify_home_database(Database& database, const HomeKeys& keys) {
  std::vector<std::string> problems;
  if (schema_of(database) != schema_as_made())
    problems.emplace_back("Tabellerna i insyn.db är inte de som hemmet skapades med.");
  {
    // Its own words may hold values; how many there are is enough.
    Query check = database.query("PRAGMA integrity_check");
    std::size_t faults = 0;
    while (check.step())
      if (check.bytes(0) != "ok") ++faults;
    if (faults > 0)
      problems.push_back("Filen insyn.db är skadad (" + std::to_string(faults) +
                         " fel enligt SQLite). Återställ den ur en säkerhetskopia.");
  }
  {
    Query query = database.query("SELECT count(*), max(id) FROM key_check");
    query.step();
    if (query.integer(0) != 1 || query.integer(1) != 1)
      problems.emplace_back("Nyckelprovet i insyn.db har ändrats.");
  }
  const Sealer wrapper{keys.deliveries};
  Query query = database.query("SELECT sha256, wrapped FROM delivery_key");
  while (query.step()) {
    const std::string sha256{query.bytes(0)};
    if (!query.bytes(1).empty() && !wrapper.open(query.bytes(1), sha256))
      problems.push_back("Nyckeln till leveransen " + to_hex(sha256) + " har ändrats.");
  }
  return problems;
}

Result<std::unique_ptr<Database>> open_home_database(const std::filesystem::path& file,
                                                     const HomeKeys& keys) {
  auto database = Database::open(file);
  if (!database) return fail(database.error());
  try {
    const auto current = bring_up_to_date(**database, file);
    if (!current) return fail(current.error());
    if (same_keys(**database, keys)) return database;
  } catch (const std::runtime_error& error) {
    const auto trouble = disk_trouble(error.what());
    return fail(ErrorKind::home, "home-unreadable",
                "Filen " + file.string() + " går inte att läsa" +
                    (trouble ? ". " + *trouble
                             : " (" + std::string{error.what()} +
                                   "). Återställ den ur en säkerhetskopia."));
  }
  return fail(ErrorKind::home, "home-key",
              "Huvudnyckeln hör inte till filen " + file.string() +
                  ". Peka ut den nyckel som hemmet skapades med.");
}

}  // namespace insyn
