#include "store/memory/delivery_keys.h"

namespace insyn {

void MemoryDeliveryKeys::put(const Bytes32& sha256, std::string_view wrapped) {
  keys_[sha256] = std::string{wrapped};
}

std::optional<std::string> MemoryDeliveryKeys::get(const Bytes32& sha256) {
  const auto found = keys_.find(sha256);
  if (found == keys_.end()) return std::nullopt;
  return found->second;
}

void MemoryDeliveryKeys::remove(const Bytes32& sha256) {
  if (const auto found = keys_.find(sha256); found != keys_.end()) found->second.clear();
}

}  // namespace insyn
