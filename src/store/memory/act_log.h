#pragma once

#include <vector>

#include "store/act_log.h"

namespace insyn {

/// Acts that last as long as the object.
class MemoryActLog final : public ActLog {
 public:
  Result<Done> append(const StoredAct& act) override;
  std::vector<StoredAct> read(std::uint64_t from) override;
  std::optional<StoredAct> with_words(std::uint64_t seq) override;

 private:
  std::vector<StoredAct> acts_;
};

}  // namespace insyn
