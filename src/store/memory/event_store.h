#pragma once

#include <map>
#include <vector>

#include "store/event_store.h"
#include "store/row_hash.h"

namespace insyn {

/// Events that last as long as the object. One copy serves for both.
class MemoryEventStore final : public EventStore {
 public:
  explicit MemoryEventStore(const HashKey& key) : hasher_{key} {}

  std::unique_ptr<EventAppend> begin(std::uint32_t delivery) override;
  std::map<std::uint32_t, CopySums> committed() override;
  void scan(const EventQuery& query, const EventVisitor& visit) override;
  void scan_actors(const EventQuery& query, const EventVisitor& visit) override;
  void of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                std::span<const AccountNo> accounts, const EventVisitor& visit) override;
  void of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                  const EventVisitor& visit) override;
  std::map<std::uint32_t, StoredDelivery> read_back() override;
  /// There is no order to keep.
  bool recluster() override { return false; }

 private:
  friend class MemoryEventAppend;
  template <class Wanted>
  void visit_those(const EventQuery& query, const Wanted& wanted, const EventVisitor& visit) const;

  RowHasher hasher_;
  std::map<std::uint32_t, std::vector<KeyedEvent>> deliveries_;
};

}  // namespace insyn
