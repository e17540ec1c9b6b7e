#include "store/sqlite/delivery_keys.h"

namespace insyn {

void SqliteDeliveryKeys::put(const Bytes32& sha256, std::string_view wrapped) {
  database_.query("INSERT OR REPLACE INTO delivery_key VALUES (?, ?)")
      .bind_bytes(1, as_view(sha256))
      .bind_bytes(2, wrapped)
      .run();
}

std::optional<std::string> SqliteDeliveryKeys::get(const Bytes32& sha256) {
  Query query = database_.query("SELECT wrapped FROM delivery_key WHERE sha256 = ?");
  query.bind_bytes(1, as_view(sha256));
  if (!query.step()) return std::nullopt;
  return std::string{query.bytes(0)};
}

void SqliteDeliveryKeys::remove(const Bytes32& sha256) {
  database_.query("UPDATE delivery_key SET wrapped = x'' WHERE sha256 = ?")
      .bind_bytes(1, as_view(sha256))
      .run();
  // The old page would live on in the write-ahead log.
  database_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace insyn
