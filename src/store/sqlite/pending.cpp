#include "store/sqlite/pending.h"

#include <stdexcept>
#include <utility>

namespace insyn {
namespace {

std::string pending_place(std::int64_t delivery) {
  return "pending" + place_of(static_cast<std::uint64_t>(delivery));
}

}  // namespace

void SqlitePendingImports::put(std::uint32_t delivery, std::string_view bytes) {
  database_.query("INSERT OR REPLACE INTO pending_import VALUES (?, ?)")
      .bind(1, delivery)
      .bind_bytes(2, sealer_.seal(bytes, pending_place(delivery)))
      .run();
}

std::vector<PendingImport> SqlitePendingImports::list() {
  std::vector<PendingImport> all;
  Query query = database_.query("SELECT delivery, sealed FROM pending_import ORDER BY delivery");
  while (query.step()) {
    const std::int64_t delivery = query.integer(0);
    auto bytes = sealer_.open(query.bytes(1), pending_place(delivery));
    if (!bytes)
      throw std::runtime_error{"pending import " + std::to_string(delivery) + " can't be read"};
    all.push_back({static_cast<std::uint32_t>(delivery), std::move(*bytes)});
  }
  return all;
}

void SqlitePendingImports::remove(std::uint32_t delivery) {
  database_.query("DELETE FROM pending_import WHERE delivery = ?").bind(1, delivery).run();
}

}  // namespace insyn
