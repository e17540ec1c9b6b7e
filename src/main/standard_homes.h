#pragma once

#include <memory>

#include "app/homes.h"
#include "ingest/log_formats.h"
#include "store/home_keys.h"

namespace insyn {

/// Homes on this machine's disk: SQLite for texts, registers and acts, DuckDB for events, files for
/// deliveries (design 2). The folder holds
///   format       what this is, and in which version; written last when a home is made
///   lock         held while a process uses the home
///   keys/        master.key and ledger.key, mode 0600: needed by every backup, never kept in one
///   sources.toml where access logs come from; the operator's to change
///   insyn.db, events.duckdb, deliveries/, rejected/, tmp/, and, once it has been served,
///   accounts.db, views.db, outbox.db, uploads/, and server.toml if the operator wrote one
class StandardHomes final : public Homes {
 public:
  /// The formats are borrowed.
  explicit StandardHomes(const LogFormats& formats) : formats_{formats} {}

  Result<std::unique_ptr<OpenHome>> open(const std::filesystem::path& root, Instant now,
                                         const std::string& actor) override;
  Result<std::unique_ptr<OpenHome>> create(const std::filesystem::path& root, Instant now,
                                           const std::string& actor,
                                           const std::string& routine) override;

 private:
  const LogFormats& formats_;
};

/// The keys of a home, of its master key. Kind home if that can't be read.
Result<HomeKeys> home_keys_of(const std::filesystem::path& root);

}  // namespace insyn
