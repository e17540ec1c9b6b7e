#pragma once

#include "store/register_store.h"
#include "store/sqlite/database.h"

namespace insyn {

/// Registers in the table `register_row`: the cells as 64-bit integers, least byte first. A row is
/// believed for known_from < known_at <= known_to; a known_to at its maximum is still believed.
class SqliteRegisterStore final : public RegisterStore {
 public:
  /// The database outlives the store.
  explicit SqliteRegisterStore(Database& database) : database_{database} {}

  std::vector<BelievedRow> load(Register id, std::uint64_t known_at) override;
  void replace(Register id, std::span<const BelievedRow> rows, std::uint64_t at) override;
  void forget_from(std::uint64_t at) override;

 private:
  Database& database_;
};

}  // namespace insyn
