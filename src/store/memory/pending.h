#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/pending.h"

namespace insyn {

/// Pending imports that last as long as the object.
class MemoryPendingImports final : public PendingImports {
 public:
  void put(std::uint32_t delivery, std::string_view bytes) override;
  std::vector<PendingImport> list() override;
  void remove(std::uint32_t delivery) override;

 private:
  std::map<std::uint32_t, std::string> pending_;
};

}  // namespace insyn
