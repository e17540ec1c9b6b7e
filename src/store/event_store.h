#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/hash.h"
#include "base/number.h"
#include "domain/access/event.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What makes two rows of one source the same event (contract 4; docs/adr/0004).
/// key: keyed 128-bit hash of the native id, or of the whole content for a row without one.
/// version: 64 bits of the content's keyed hash for a row with a native id, else 0.
struct EventKey {
  Bits128 key;
  std::uint64_t version = 0;
  friend auto operator<=>(const EventKey&, const EventKey&) = default;
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

/// A delivery being appended: nothing of it is there for others, or after a crash, before `commit`
/// returned; destroyed without commit it leaves nothing.
class EventAppend {
 public:
  virtual ~EventAppend() = default;

  /// Every stored occurrence of the keys within the source, over all time and also among what this
  /// append has added, in any order. Keys without any are absent. Compares `key`, not `version`.
  virtual std::vector<StoredKey> find(std::uint32_t source, std::span<const Bits128> keys) = 0;

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

  /// The numbers of the deliveries that were committed, ascending.
  virtual std::vector<std::uint32_t> committed() = 0;

  /// All events of the window, in order of time (ties in any order), from the time copy.
  virtual void scan(const EventQuery& query, const EventVisitor& visit) = 0;

  /// Events of the window by any of these staff numbers or accounts, in order of time.
  virtual void of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                        std::span<const AccountNo> accounts, const EventVisitor& visit) = 0;

  /// Events of the window on any of these client identities, in order of time; from the client
  /// copy.
  virtual void of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                          const EventVisitor& visit) = 0;

  /// The sums of one delivery, computed anew from both copies; none if it was never committed.
  virtual std::optional<CopySums> sums(std::uint32_t delivery) = 0;

  /// The rows of one delivery, `row` ascending.
  virtual std::vector<std::uint32_t> rows_of(std::uint32_t delivery) = 0;
};

/// The first and last instant that an EventQuery can name.
inline constexpr Instant instant_min{std::chrono::microseconds{-4'000'000'000'000'000}};
inline constexpr Instant instant_max{std::chrono::microseconds{8'000'000'000'000'000}};

}  // namespace insyn
