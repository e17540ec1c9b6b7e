#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace insyn {

/// One act as it lies in the store (contract 8). The log keeps bytes and knows nothing of kinds.
struct StoredAct {
  std::uint64_t seq = 0;   ///< position, from 0
  std::string leaf;        ///< canonical JSON of {seq, at, kind, version, public, private}
  std::string checkpoint;  ///< the signed note over the tree of size seq + 1
  /// Salt (32 bytes) and words (canonical JSON): none once purged, and in what `read` gives.
  std::optional<std::string> salt;
  std::optional<std::string> words;
};

/// The append-only log of acts. One writer. An append is durable when it returns.
class ActLog {
 public:
  virtual ~ActLog() = default;

  /// Adds an act with its words. Fails with code "act-position" (kind home) and adds nothing if
  /// `act.seq` isn't the log's length: somebody else wrote in between.
  virtual Result<Done> append(const StoredAct& act) = 0;

  /// The acts at position `from` and after, in order, without words and salts.
  virtual std::vector<StoredAct> read(std::uint64_t from) = 0;

  /// One act with its words and salt; none if there is no such position.
  virtual std::optional<StoredAct> with_words(std::uint64_t seq) = 0;
};

}  // namespace insyn
