#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "domain/ledger/note.h"

namespace insyn {

/// C2SP checkpoints (c2sp.org/tlog-checkpoint): what a ledger was at one moment, on three lines and
/// perhaps more, signed as a note. Who keeps one can later tell whether anything before it changed.

struct Checkpoint {
  std::string origin;      ///< the ledger's name; not empty
  std::uint64_t size = 0;  ///< how many acts
  Bytes32 root{};
  std::vector<std::string> extensions;  ///< further lines, none of them empty
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string format_checkpoint(const Checkpoint& checkpoint);

/// Unusable unless the text is exactly what format_checkpoint writes of some checkpoint.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The signed note; the key's name is the origin.
std::string sign_checkpoint(const LedgerKey& key, std::uint64_t size, const Bytes32& root);

/// What a signed note says, if `vkey` signed it and its origin is that key's name; else unusable.
Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view vkey);

}  // namespace insyn
