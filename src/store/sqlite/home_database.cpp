#include "store/sqlite/home_database.h"

#include <array>
#include <stdexcept>
#include <string>

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

}  // namespace

Result<std::unique_ptr<Database>> open_home_database(const std::filesystem::path& file,
                                                     const HomeKeys& keys) {
  auto database = Database::open(file);
  if (!database) return fail(database.error());
  try {
    const auto current = bring_up_to_date(**database, file);
    if (!current) return fail(current.error());
    if (same_keys(**database, keys)) return database;
  } catch (const std::runtime_error& error) {
    return fail(ErrorKind::home, "home-unreadable",
                "Filen " + file.string() + " går inte att läsa (" + error.what() +
                    "). Återställ den ur en säkerhetskopia.");
  }
  return fail(ErrorKind::home, "home-key",
              "Huvudnyckeln hör inte till filen " + file.string() +
                  ". Peka ut den nyckel som hemmet skapades med.");
}

}  // namespace insyn
