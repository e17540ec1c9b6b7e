#pragma once

#include <array>

#include "base/hash.h"
#include "store/event_store.h"

namespace insyn {

/// Hashes stored rows for the sums that the ledger holds of each copy: XXH3 with 128 bits
/// (https://github.com/Cyan4973/xxHash) under a secret made of the home's key. Every column in a
/// fixed layout; the layout is part of what the ledger holds: never change it. docs/adr/0011 says
/// why no slower hash is needed here.
class RowHasher {
 public:
  explicit RowHasher(const HashKey& key);

  /// A row of the time copy: every column, then the event's key.
  Bits128 time_row(const AccessEvent& event, const EventKey& key) const;
  /// A row of the client copy, which doesn't have the key.
  Bits128 client_row(const AccessEvent& event) const;

 private:
  Bits128 hash(const char* bytes, std::size_t size) const;

  std::array<char, 192> secret_{};
};

}  // namespace insyn
