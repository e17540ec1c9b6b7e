#pragma once

#include <limits>
#include <vector>

#include "store/register_store.h"

namespace insyn {

/// Registers that last as long as the object.
class MemoryRegisterStore final : public RegisterStore {
 public:
  std::vector<BelievedRow> load(Register id, std::uint64_t known_at) override;
  void replace(Register id, std::span<const BelievedRow> rows, std::uint64_t at) override;
  void forget_from(std::uint64_t at) override;

 private:
  static constexpr std::uint64_t still = std::numeric_limits<std::uint64_t>::max();

  struct Belief {
    Register id{};
    BelievedRow row;
    std::uint64_t from = 0;
    std::uint64_t to = still;
  };
  std::vector<Belief> beliefs_;
};

}  // namespace insyn
