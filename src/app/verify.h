#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/home.h"

namespace insyn {

/// What a check of the whole home found (contract 2 and 8).
struct Verification {
  std::uint64_t size = 0;  ///< acts in the ledger
  Bytes32 root{};
  std::vector<std::string> problems;  ///< what is broken; Swedish, without personal data
  std::vector<std::string> warnings;  ///< what points nowhere, what was purged
};

/// Recomputes everything that the ledger says: every leaf, signature and private hash; every raw
/// file against its SHA-256 and its events_root; both copies of the events against their sums;
/// every text against its seal. `against`: a checkpoint got earlier or elsewhere, empty for none.
Verification verify_home(Home& home, std::string_view against);

}  // namespace insyn
