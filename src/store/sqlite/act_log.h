#pragma once

#include "store/act_log.h"
#include "store/home_keys.h"
#include "store/sealer.h"
#include "store/sqlite/database.h"

namespace insyn {

/// Acts in the table `act`; salts and words are sealed under their position.
class SqliteActLog final : public ActLog {
 public:
  /// The database outlives the log.
  SqliteActLog(Database& database, const HomeKeys& keys)
      : database_{database}, sealer_{keys.words} {}

  Result<Done> append(const StoredAct& act) override;
  std::vector<StoredAct> read(std::uint64_t from) override;
  std::optional<StoredAct> with_words(std::uint64_t seq) override;

 private:
  Database& database_;
  Sealer sealer_;
};

}  // namespace insyn
