#pragma once

#include "store/delivery_keys.h"
#include "store/sqlite/database.h"

namespace insyn {

/// Wrapped keys in the table `delivery_key`; a destroyed one is an empty text, and the file's
/// secure_delete overwrites what was there.
class SqliteDeliveryKeys final : public DeliveryKeys {
 public:
  /// The database outlives it.
  explicit SqliteDeliveryKeys(Database& database) : database_{database} {}

  void put(const Bytes32& sha256, std::string_view wrapped) override;
  std::optional<std::string> get(const Bytes32& sha256) override;
  void remove(const Bytes32& sha256) override;

 private:
  Database& database_;
};

}  // namespace insyn
