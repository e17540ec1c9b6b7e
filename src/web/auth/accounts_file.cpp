#include "web/auth/accounts_file.h"

#include <sqlite3.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "base/check.h"

namespace insyn {
namespace {

/// Steps from one version to the next, as in store/sqlite/home_database.cpp: add at the end.
constexpr std::array<const char*, 1> migrations{
    R"(
CREATE TABLE key_check (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT;
CREATE TABLE account (user BLOB PRIMARY KEY, login_hash BLOB NOT NULL UNIQUE, login BLOB NOT NULL,
                      password BLOB, totp BLOB, totp_offered BLOB,
                      totp_step INTEGER NOT NULL DEFAULT 0,
                      must_change INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE setup_code (hash BLOB PRIMARY KEY, user BLOB NOT NULL,
                         expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_code (hash BLOB PRIMARY KEY, user BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE subject (hash BLOB PRIMARY KEY, user BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session (hash BLOB PRIMARY KEY, user BLOB NOT NULL, made INTEGER NOT NULL,
                      seen INTEGER NOT NULL, level INTEGER NOT NULL, way INTEGER NOT NULL,
                      language BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user);
CREATE TABLE held_form (number INTEGER PRIMARY KEY, user BLOB NOT NULL, at INTEGER NOT NULL,
                        sealed BLOB NOT NULL) STRICT;
CREATE TABLE attempt (hash BLOB PRIMARY KEY, failures INTEGER NOT NULL, since INTEGER NOT NULL,
                      locked_until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE login_on_its_way (state BLOB PRIMARY KEY, browser BLOB NOT NULL,
                               expires INTEGER NOT NULL, sealed BLOB NOT NULL)
  STRICT, WITHOUT ROWID;
)"};

constexpr std::string_view checked = "Insyn accounts";
constexpr std::string_view check_place = "key check";

std::int64_t version_of(Database& database) {
  Query query = database.query("PRAGMA user_version");
  query.step();
  return query.integer(0);
}

Result<Done> bring_up_to_date(Database& database, const std::string& file) {
  const std::int64_t version = version_of(database);
  const auto newest = static_cast<std::int64_t>(migrations.size());
  if (version > newest)
    return fail(ErrorKind::home, "home-newer",
                "Filen " + file + " kommer från en nyare version av Insyn. Använd den versionen.");
  Transaction transaction{database};
  for (std::int64_t step = version; step < newest; ++step)
    database.exec(migrations[static_cast<std::size_t>(step)]);
  database.exec("PRAGMA user_version = " + std::to_string(newest));
  transaction.commit();
  return Done{};
}

bool same_key(Database& database, const AccountsFile& file) {
  std::string sealed;
  {
    Query query = database.query("SELECT sealed FROM key_check");
    if (query.step()) sealed = query.bytes(0);
  }
  if (!sealed.empty()) {
    try {
      return file.unsealed(sealed, check_place) == checked;
    } catch (const std::runtime_error&) {
      return false;
    }
  }
  database.query("INSERT INTO key_check VALUES (1, ?)")
      .bind_bytes(1, file.seal(checked, check_place))
      .run();
  return true;
}

Bytes32 key_for(const Bytes32& key, std::string_view use) { return hmac_sha256(as_view(key), use); }

}  // namespace

AccountsFile::AccountsFile(std::unique_ptr<Database> database, const Bytes32& key)
    : database_{std::move(database)},
      sealer_{key_for(key, "accounts seal")},
      hash_key_{key_for(key, "accounts hash")} {}

Result<std::unique_ptr<AccountsFile>> AccountsFile::open(const std::filesystem::path& file,
                                                         const Bytes32& key) {
  auto database = Database::open(file);
  if (!database) return fail(database.error());
  auto accounts = std::make_unique<AccountsFile>(std::move(*database), key);
  if (const auto done = bring_up_to_date(*accounts->database_, file.string()); !done)
    return fail(done.error());
  if (!same_key(*accounts->database_, *accounts))
    return fail(ErrorKind::home, "home-unreadable",
                "Filen " + file.string() +
                    " hör till en annan huvudnyckel. Återställ fil och nyckel ur samma "
                    "säkerhetskopia.");
  return accounts;
}

std::unique_ptr<AccountsFile> AccountsFile::in_memory(const Bytes32& key) {
  sqlite3* handle = nullptr;
  check(sqlite3_open(":memory:", &handle) == SQLITE_OK, "no database in memory");
  auto accounts = std::make_unique<AccountsFile>(std::make_unique<Database>(handle), key);
  check(bring_up_to_date(*accounts->database_, ":memory:").has_value(), "a new file is current");
  return accounts;
}

std::vector<std::string> AccountsFile::verify() {
  const Use own = use();
  Query check_all = own.database.query("PRAGMA integrity_check");
  // Its own words may hold values; how many there are is enough.
  std::size_t faults = 0;
  while (check_all.step())
    if (check_all.bytes(0) != "ok") ++faults;
  if (faults == 0) return {};
  return {"Filen accounts.db är skadad (" + std::to_string(faults) +
          " fel enligt SQLite). Återställ den ur en säkerhetskopia."};
}

std::string AccountsFile::keyed(std::string_view kind, std::string_view value) const {
  const std::string message = std::string{kind} + '\0' + std::string{value};
  return std::string{as_view(hmac_sha256(as_view(hash_key_), message))};
}

std::string AccountsFile::seal(std::string_view plain, std::string_view place) const {
  return sealer_.seal(plain, place);
}

std::string AccountsFile::unsealed(std::string_view sealed, std::string_view place) const {
  auto plain = sealer_.open(sealed, place);
  if (!plain) throw std::runtime_error{"accounts.db: something sealed does not open in its place"};
  return *std::move(plain);
}

}  // namespace insyn
