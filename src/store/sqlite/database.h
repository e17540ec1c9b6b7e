#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace insyn {

/// One running statement: bind by position from 1, step through the rows, read columns from 0.
/// Returned to its Database, ready for the next use, when destroyed.
class Query {
 public:
  Query(sqlite3* database, sqlite3_stmt* statement) : database_{database}, statement_{statement} {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& bind(int position, std::int64_t value);
  Query& bind_bytes(int position, std::string_view value);  ///< copied
  Query& bind_none(int position);

  bool step();  ///< false after the last row
  void run();   ///< to the end, and ready to be bound and run again
  void reset();

  std::int64_t integer(int column) const;
  std::string_view bytes(int column) const;  ///< valid until the next step
  bool is_none(int column) const;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_;
};

/// One SQLite file of ours (https://sqlite.org/c3ref/intro.html): write-ahead log, every commit
/// fsynced, deleted content overwritten. Used from one thread at a time. What SQLite can't do
/// (a full or broken disk) is thrown as std::runtime_error.
class Database {
 public:
  /// Makes the file if it isn't there (readable by its owner only). Errors of kind home:
  /// "home-unreadable" if it can't be opened or isn't a database.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file);
  /// A second connection to a file that is open in this process: it only reads, sees what was
  /// committed before each statement, and never waits for the one that writes.
  static Result<std::unique_ptr<Database>> open_reader(const std::filesystem::path& file);
  /// An empty one that is gone with the object.
  static Database in_memory();
  explicit Database(sqlite3* database) : database_{database} {}  ///< for `open`
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void exec(const std::string& sql);  ///< one or more statements without parameters

  /// A statement, prepared at its first use. `sql` must not be running already.
  Query query(const std::string& sql);

 private:
  sqlite3* database_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

/// All or nothing: rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();  ///< durable when it returns

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace insyn
