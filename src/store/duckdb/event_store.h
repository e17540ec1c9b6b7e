#pragma once

#include <duckdb.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "store/duckdb/asked_ids.h"
#include "store/duckdb/codes.h"
#include "store/duckdb/connection.h"
#include "store/event_store.h"
#include "store/row_hash.h"

namespace insyn {

struct DuckOptions {
  std::filesystem::path file;       ///< HOME/events.duckdb
  std::filesystem::path temporary;  ///< HOME/tmp: where sorting spills to
  int threads = 2;
  std::string memory_limit = "1GB";  ///< as DuckDB writes sizes
};

/// Events in DuckDB (https://duckdb.org/docs/stable/clients/c/overview.html): `events_t` as they
/// arrived, `events_c` by client and time within a delivery, `codes` of the texts that it was the
/// first to have, `batch` with a row a delivery, all of a delivery in one transaction. One process
/// owns the file. What DuckDB can't do (a full or broken disk) is thrown as std::runtime_error.
class DuckEventStore final : public EventStore {
 public:
  /// `key` is that of the row sums. Errors of kind home: "home-locked" if another process has the
  /// file, "home-unreadable" for anything else that keeps it from being opened.
  static Result<std::unique_ptr<DuckEventStore>> open(const DuckOptions& options,
                                                      const HashKey& key);
  /// For `open`.
  DuckEventStore(duckdb_database database, const HashKey& key, std::filesystem::path folder);
  ~DuckEventStore() override;
  DuckEventStore(const DuckEventStore&) = delete;
  DuckEventStore& operator=(const DuckEventStore&) = delete;

  std::unique_ptr<EventAppend> begin(std::uint32_t delivery) override;
  std::map<std::uint32_t, CopySums> committed() override;
  void scan(const EventQuery& query, const EventVisitor& visit) override;
  void scan_actors(const EventQuery& query, const EventVisitor& visit) override;
  void of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                std::span<const AccountNo> accounts, const EventVisitor& visit) override;
  void of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                  const EventVisitor& visit) override;
  std::map<std::uint32_t, StoredDelivery> read_back() override;
  bool recluster() override;

 private:
  void visit_rows(const std::string& table, const std::string& condition, const EventQuery& query,
                  const EventVisitor& visit);
  std::map<std::uint32_t, StoredDelivery> read_time_copy();  ///< without the client copy's sums
  std::map<std::uint32_t, Bits128> read_client_copy();

  /// Those that are committed; read from the file the first time.
  std::shared_ptr<const Codes> codes();

  duckdb_database database_;
  std::filesystem::path folder_;  ///< of the file
  RowHasher hasher_;
  AskedIds asked_;
  std::mutex codes_mutex_;
  std::shared_ptr<const Codes> codes_;
};

}  // namespace insyn
