#pragma once

#include "base/hash.h"

namespace insyn {

/// The keys of a home, one for each use, all derived from its master key (docs/adr/0006).
struct HomeKeys {
  Bytes32 texts{};       ///< seals the texts of the outside world
  Bytes32 text_hash{};   ///< finds a text without knowing it
  Bytes32 words{};       ///< seals the words of acts and what is pending
  Bytes32 deliveries{};  ///< wraps the keys of the raw files
  HashKey events{};      ///< keys and row sums of events
  Bytes32 accounts{};    ///< seals and hashes what lies in accounts.db (docs/adr/0017)
  Bytes32 views{};       ///< seals and chains Insyn's own log
};

/// The same for ever for one master key: every home would be lost if a number here changed.
HomeKeys derive_keys(const Bytes32& master);

}  // namespace insyn
