#pragma once

#include <map>

#include "store/delivery_keys.h"

namespace insyn {

/// Keys that last as long as the object.
class MemoryDeliveryKeys final : public DeliveryKeys {
 public:
  void put(const Bytes32& sha256, std::string_view wrapped) override;
  std::optional<std::string> get(const Bytes32& sha256) override;
  void remove(const Bytes32& sha256) override;

 private:
  std::map<Bytes32, std::string> keys_;
};

}  // namespace insyn
