#include "store/memory/pending.h"

namespace insyn {

void MemoryPendingImports::put(std::uint32_t delivery, std::string_view bytes) {
  pending_[delivery] = std::string{bytes};
}

std::vector<PendingImport> MemoryPendingImports::list() {
  std::vector<PendingImport> all;
  for (const auto& [delivery, bytes] : pending_) all.push_back({delivery, bytes});
  return all;
}

void MemoryPendingImports::remove(std::uint32_t delivery) { pending_.erase(delivery); }

}  // namespace insyn
