#include "store/sqlite/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <stdexcept>
#include <system_error>

#include "base/check.h"
#include "base/disk_trouble.h"

namespace insyn {
namespace {

/// How long a statement waits for another program (a backup, an inspection) to let go of the file.
constexpr int busy_timeout_ms = 5'000;

/// SQLite's words, and the system's where a file was the reason: alone, SQLite's "unable to open
/// database file" may mean that the disk is full.
std::string reason_of(sqlite3* database) {
  std::string reason = sqlite3_errmsg(database);
  const int status = sqlite3_errcode(database) & 0xFF;
  const int error = sqlite3_system_errno(database);
  if (error != 0 && (status == SQLITE_CANTOPEN || status == SQLITE_IOERR || status == SQLITE_FULL))
    reason += " (" + std::generic_category().message(error) + ")";
  return reason;
}

[[noreturn]] void throw_error(sqlite3* database) {
  throw std::runtime_error{"SQLite: " + reason_of(database)};
}

void require(int status, sqlite3* database) {
  if (status != SQLITE_OK) throw_error(database);
}

/// SQLite would make the file readable by everybody.
void make_private(const std::filesystem::path& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made >= 0) ::close(made);
}

constexpr const char* reader_settings =
    "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;";

constexpr const char* writer_settings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;"
    "PRAGMA trusted_schema = OFF;";

Result<std::unique_ptr<Database>> open_with(const std::filesystem::path& file, int flags,
                                            const char* settings) {
  sqlite3* handle = nullptr;
  const int status = sqlite3_open_v2(
      file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | flags, nullptr);
  auto database = std::make_unique<Database>(handle);
  if (status == SQLITE_OK) {
    sqlite3_busy_timeout(handle, busy_timeout_ms);
    if (sqlite3_exec(handle, settings, nullptr, nullptr, nullptr) == SQLITE_OK) return database;
  }
  const std::string reason = reason_of(handle);
  const auto trouble = disk_trouble(reason);
  return fail(ErrorKind::home, "home-unreadable",
              "Filen " + file.string() + " går inte att öppna" +
                  (trouble ? ". " + *trouble
                           : " (" + reason +
                                 "). Kontrollera behörigheten, eller återställ den ur en "
                                 "säkerhetskopia."));
}

}  // namespace

Query::~Query() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(int position, std::int64_t value) {
  require(sqlite3_bind_int64(statement_, position, value), database_);
  return *this;
}

Query& Query::bind_bytes(int position, std::string_view value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* const data = value.empty() ? "" : value.data();
  require(sqlite3_bind_blob64(statement_, position, data, value.size(), SQLITE_TRANSIENT),
          database_);
  return *this;
}

Query& Query::bind_none(int position) {
  require(sqlite3_bind_null(statement_, position), database_);
  return *this;
}

bool Query::step() {
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status != SQLITE_DONE) throw_error(database_);
  return false;
}

void Query::run() {
  while (step()) {
  }
  reset();
}

void Query::reset() { sqlite3_reset(statement_); }

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Query::bytes(int column) const {
  const void* const data = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const char*>(data), size};
}

bool Query::is_none(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file) {
  make_private(file);
  return open_with(file, SQLITE_OPEN_CREATE, writer_settings);
}

Result<std::unique_ptr<Database>> Database::open_reader(const std::filesystem::path& file) {
  return open_with(file, 0, reader_settings);
}

Database Database::in_memory() {
  sqlite3* handle = nullptr;
  check(sqlite3_open(":memory:", &handle) == SQLITE_OK, "no database in memory");
  return Database{handle};
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

void Database::exec(const std::string& sql) {
  require(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr), database_);
}

Query Database::query(const std::string& sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr)
    require(sqlite3_prepare_v3(database_, sql.c_str(), static_cast<int>(sql.size()) + 1,
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr),
            database_);
  check(sqlite3_stmt_busy(statement) == 0, "a statement is run while it runs");
  return {database_, statement};
}

Transaction::Transaction(Database& database) : database_{database} {
  database_.exec("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.exec("ROLLBACK");
  } catch (const std::runtime_error&) {
    // SQLite has rolled back already when the disk was the reason.
  }
}

void Transaction::commit() {
  database_.exec("COMMIT");
  open_ = false;
}

}  // namespace insyn
