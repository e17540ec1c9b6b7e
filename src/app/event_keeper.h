#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/event_batch.h"
#include "app/home.h"
#include "app/receipt.h"
#include "domain/ledger/merkle.h"
#include "domain/register/index.h"

namespace insyn {

/// Rows that are judged together. Large enough that looking them up in the store costs little a
/// row, small enough that little is left to do on one thread when the file has been read.
inline constexpr std::size_t batch_rows_max = std::size_t{64} * 1024;
inline constexpr std::size_t batch_bytes_max = std::size_t{64} * 1024 * 1024;

/// events_root (contract 8): RFC 6962 over blocks of 4,096 kept rows' raw bytes, a line feed after
/// each row.
class EventsRoot {
 public:
  void add(std::string_view raw);
  Bytes32 finish();  ///< Once, last.

 private:
  void close_block();
  std::string block_;
  std::size_t rows_ = 0;
  MerkleTree tree_;
};

/// Rows on their way into the store, with their bytes.
struct Batch {
  std::vector<KeyedEvent> events;
  std::string raw;
  std::vector<std::size_t> raw_ends;
  std::vector<std::pair<std::size_t, std::string>> unknown_actions;  // index and text

  /// Keeps the memory, which the next rows need as well.
  void clear() {
    events.clear();
    raw.clear();
    raw_ends.clear();
    unknown_actions.clear();
  }

  bool is_full() const { return events.size() >= batch_rows_max || raw.size() >= batch_bytes_max; }
};

/// Judges batches, keeps what is new and counts it. Lives on a thread of its own, so that the next
/// batch is read while this one is stored; nothing here is touched by another thread meanwhile.
class EventKeeper {
 public:
  EventKeeper(Home& home, EventAppend& append, std::uint32_t source, std::uint32_t delivery);

  void keep(Batch& batch);

  /// Fills the receipt; after the last batch. Gives events_root.
  Bytes32 finish(Receipt& receipt);

 private:
  void note(const AccessEvent& event, Fate fate);

  EventAppend& append_;
  RegisterIndex identities_;
  DuplicateJudge judge_;
  EventsRoot root_;
  std::uint32_t source_;
  std::array<std::uint64_t, 3> counts_{};
  std::map<std::string, std::uint64_t> unknown_actions_;
  std::unordered_set<std::uint32_t> unresolved_clients_;
  std::unordered_set<std::uint64_t> unresolved_accounts_;  // system and account
  Instant first_ = instant_max;
  Instant last_ = instant_min;
};

}  // namespace insyn
