#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/state.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/ledger/checkpoint.h"
#include "domain/ledger/merkle.h"
#include "store/act_log.h"

namespace insyn {

/// An act that is about to be made.
/// `open` holds codes, counts and hashes only and is for everyone; `words` holds the rest (names,
/// reasons, who acted) and can be purged without breaking a proof.
struct NewAct {
  std::string_view kind;
  json::object open;
  json::object words;
  CanonicalMember ready_words{};  ///< one more of the words, for one that is large
};

/// The ledger of contract 8 over an ActLog: every act is a leaf of an RFC 6962 tree, and the
/// checkpoint over it is signed and stored in the same transaction. Also holds the state that the
/// acts fold to. One writer.
class Ledger {
 public:
  /// Reads and folds all acts. Fails (kind home) if they can't be read; what is wrong with their
  /// hashes and signatures is for `verify` to say.
  static Result<Ledger> open(ActLog& log, const LedgerKey& key);

  /// Folds the acts that another has made since. Fails as `open` does.
  Result<Done> catch_up();

  /// Makes the act: durable when it returns.
  Result<Act> record(NewAct act, Instant now);

  const State& state() const { return state_; }
  std::uint64_t size() const { return leaves_.size(); }
  Bytes32 root() const { return tree_.root(); }
  /// Hashes of the leaves, in order.
  const std::vector<Bytes32>& leaves() const { return leaves_; }
  /// The signed note over the first `seq + 1` leaves, and the leaf's bytes.
  StoredAct stored(std::uint64_t seq) const;
  /// The act's words; empty if they were purged.
  json::object words(std::uint64_t seq) const;
  const LedgerKey& key() const { return *key_; }

 private:
  Ledger(ActLog& log, const LedgerKey& key) : log_{&log}, key_{&key} {}

  ActLog* log_;
  const LedgerKey* key_;
  State state_;
  MerkleTree tree_;
  std::vector<Bytes32> leaves_;
};

/// What the private hash of an act is over: salt, then the canonical JSON of the words.
Bytes32 private_hash(std::string_view salt, std::string_view words);

/// Reads a leaf back; an error (kind home) if it isn't one of ours.
Result<Act> parse_leaf(std::string_view leaf);

}  // namespace insyn
