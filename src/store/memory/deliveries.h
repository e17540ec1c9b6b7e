#pragma once

#include <map>
#include <optional>
#include <string>

#include "store/deliveries.h"

namespace insyn {

/// Raw files that last as long as the object.
class MemoryDeliveries final : public Deliveries {
 public:
  std::unique_ptr<StagedDelivery> stage(ByteSource& bytes,
                                        const std::function<void(std::string_view)>& seen) override;
  Result<std::unique_ptr<ByteSource>> get(const Bytes32& sha256) override;
  std::vector<Bytes32> list() override;
  void purge(const Bytes32& sha256) override;

 private:
  std::map<Bytes32, std::optional<std::string>> files_;  ///< no bytes: purged
};

}  // namespace insyn
