#pragma once

#include <duckdb.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/event_store.h"

namespace insyn {

struct DuckOptions {
  std::filesystem::path file;       ///< HOME/events.duckdb
  std::filesystem::path temporary;  ///< HOME/tmp: where sorting spills to
  int threads = 2;
  std::string memory_limit = "1GB";  ///< as DuckDB writes sizes
};

/// Events in DuckDB (https://duckdb.org/docs/stable/clients/c/overview.html): `events_t` as they
/// arrived, `events_c` by client and time within a delivery, `batch` with a row a delivery, all
/// three of a delivery in one transaction. One process owns the file. What DuckDB can't do (a full
/// or broken disk) is thrown as std::runtime_error.
class DuckEventStore final : public EventStore {
 public:
  /// `key` is that of the row sums. Errors of kind home: "home-locked" if another process has the
  /// file, "home-unreadable" for anything else that keeps it from being opened.
  static Result<std::unique_ptr<DuckEventStore>> open(const DuckOptions& options,
                                                      const HashKey& key);
  /// For `open`.
  DuckEventStore(duckdb_database database, const HashKey& key) : database_{database}, key_{key} {}
  ~DuckEventStore() override;
  DuckEventStore(const DuckEventStore&) = delete;
  DuckEventStore& operator=(const DuckEventStore&) = delete;

  std::unique_ptr<EventAppend> begin(std::uint32_t delivery) override;
  std::vector<std::uint32_t> committed() override;
  void scan(const EventQuery& query, const EventVisitor& visit) override;
  void of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                std::span<const AccountNo> accounts, const EventVisitor& visit) override;
  void of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                  const EventVisitor& visit) override;
  std::optional<CopySums> sums(std::uint32_t delivery) override;
  std::vector<std::uint32_t> rows_of(std::uint32_t delivery) override;

 private:
  void visit_rows(const std::string& table, const std::string& condition, const EventQuery& query,
                  const EventVisitor& visit);

  duckdb_database database_;
  HashKey key_;
};

}  // namespace insyn
