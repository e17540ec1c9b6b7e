#pragma once

#include "store/home_keys.h"
#include "store/pending.h"
#include "store/sealer.h"
#include "store/sqlite/database.h"

namespace insyn {

/// Pending imports in the table `pending_import`, sealed under their delivery.
class SqlitePendingImports final : public PendingImports {
 public:
  /// The database outlives it.
  SqlitePendingImports(Database& database, const HomeKeys& keys)
      : database_{database}, sealer_{keys.words} {}

  void put(std::uint32_t delivery, std::string_view bytes) override;
  std::vector<PendingImport> list() override;
  void remove(std::uint32_t delivery) override;

 private:
  Database& database_;
  Sealer sealer_;
};

}  // namespace insyn
