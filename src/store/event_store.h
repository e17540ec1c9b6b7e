#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "base/hash.h"
#include "base/number.h"
#include "domain/access/event.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What makes two rows of one source the same event (contract 4; docs/adr/0013): 128 bits, of
/// which the lowest says whether the row had a native id.
/// With one: 88 bits of the native id's keyed hash, then 40 bits of the content's.
/// Without: all bits are of the content's hash.
struct EventKey {
  std::uint64_t id = 0;
  std::uint64_t rest = 0;

  static EventKey of_native(const Bits128& native_id, const Bits128& content);
  static EventKey of_content(const Bits128& content);

  bool has_native_id() const { return (id & 1) != 0; }
  /// Equal for rows that are the same event, or versions of one native id.
  Bits128 identity() const { return {.high = id, .low = rest & ~version_mask()}; }
  /// What tells versions of one native id apart; 0 without one.
  std::uint64_t version() const { return rest & version_mask(); }

  friend auto operator<=>(const EventKey&, const EventKey&) = default;

 private:
  std::uint64_t version_mask() const { return has_native_id() ? (1ULL << 40U) - 1 : 0; }
};

/// An event with what it is recognised by.
struct KeyedEvent {
  AccessEvent event;
  EventKey key;
};

/// One stored occurrence of a key.
struct StoredKey {
  EventKey key;
  std::uint32_t delivery = 0;
};

/// Columns of events, all of one length; spans into the store, valid during the call that gives
/// them.
struct EventColumns {
  std::span<const std::int64_t> at;  ///< microseconds UTC
  std::span<const std::uint32_t> source, system, account, staff, client, case_no;
  std::span<const std::uint8_t> action;
  std::span<const std::uint32_t> purpose, unit, provider, resource;
  std::span<const std::uint8_t> emergency;  ///< 0 or 1
  std::span<const std::uint32_t> delivery, row;

  std::size_t size() const { return at.size(); }
  AccessEvent event(std::size_t index) const;
};

using EventVisitor = std::function<void(const EventColumns&)>;

/// Which events a scan gives. Deliveries above `deliveries_to` were not known at the time asked
/// for.
struct EventQuery {
  InstantRange window;
  std::uint32_t deliveries_to = 0;  ///< inclusive
};

/// Order-free sums of the row hashes of one delivery, one for each stored copy.
struct CopySums {
  Bits128 time_copy;
  Bits128 client_copy;
  std::uint64_t rows = 0;
  friend bool operator==(const CopySums&, const CopySums&) = default;
};

/// Which rows of a file are stored: a bit for each, from row 0.
class RowSet {
 public:
  void add(std::uint32_t row) {
    if (row >= bits_.size()) bits_.resize(std::size_t{row} + 1);
    bits_[row] = true;
  }
  bool has(std::uint32_t row) const { return row < bits_.size() && bits_[row]; }
  friend bool operator==(const RowSet&, const RowSet&) = default;

 private:
  std::vector<bool> bits_;
};

/// A delivery as both copies have it.
struct StoredDelivery {
  CopySums sums;  ///< `rows` are those of the time copy
  RowSet rows;    ///< of the time copy
};

/// A delivery being appended: nothing of it is there for others, or after a crash, before `commit`
/// returned; destroyed without commit it leaves nothing.
class EventAppend {
 public:
  virtual ~EventAppend() = default;

  /// Every stored row of the source with one of the keys' `id`, over all time and also among what
  /// this append has added, in any order. Ids without any are absent. Compares nothing but `id`.
  virtual std::vector<StoredKey> find(std::uint32_t source, std::span<const EventKey> keys) = 0;

  virtual void add(std::span<const KeyedEvent> events) = 0;

  /// Makes it durable, both copies and the mark of the batch at once, and gives the sums.
  virtual CopySums commit() = 0;
};

/// Keeps access events in two copies, by time and by client. One writer, many readers.
class EventStore {
 public:
  virtual ~EventStore() = default;

  /// Begins delivery number `delivery` (from 1; one that was never committed).
  virtual std::unique_ptr<EventAppend> begin(std::uint32_t delivery) = 0;

  /// The deliveries that were committed, with the sums that were written with them.
  virtual std::map<std::uint32_t, CopySums> committed() = 0;

  /// All events of the window, in any order: sorting them would take thirty times as long as
  /// reading them. From the time copy.
  virtual void scan(const EventQuery& query, const EventVisitor& visit) = 0;

  /// The same events, but only the columns that tell who did what when (`at`, `source`, `system`,
  /// `account`, `staff`, `action`): half the time. The others are empty.
  virtual void scan_actors(const EventQuery& query, const EventVisitor& visit) = 0;

  /// Events of the window by any of these staff numbers or accounts, in any order.
  virtual void of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                        std::span<const AccountNo> accounts, const EventVisitor& visit) = 0;

  /// Events of the window on any of these client identities, in any order; from the client copy.
  virtual void of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                          const EventVisitor& visit) = 0;

  /// What is stored of every committed delivery, and of any other that a row names, read anew: one
  /// pass over each copy.
  virtual std::map<std::uint32_t, StoredDelivery> read_back() = 0;

  /// Puts the copy by client in order again, over all deliveries: each one adds a sorted run, so
  /// that finding a client's events costs more with every delivery since. True if there was
  /// anything to do. Nothing of what is stored changes.
  virtual bool recluster() = 0;
};

/// The first and last instant that an EventQuery can name.
inline constexpr Instant instant_min{std::chrono::microseconds{-4'000'000'000'000'000}};
inline constexpr Instant instant_max{std::chrono::microseconds{8'000'000'000'000'000}};

}  // namespace insyn
