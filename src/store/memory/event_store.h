#pragma once

#include <map>
#include <vector>

#include "store/event_store.h"

namespace insyn {

/// Events that last as long as the object. One copy serves for both.
class MemoryEventStore final : public EventStore {
 public:
  explicit MemoryEventStore(const HashKey& key) : key_{key} {}

  std::unique_ptr<EventAppend> begin(std::uint32_t delivery) override;
  std::vector<std::uint32_t> committed() override;
  void scan(const EventQuery& query, const EventVisitor& visit) override;
  void of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                std::span<const AccountNo> accounts, const EventVisitor& visit) override;
  void of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                  const EventVisitor& visit) override;
  std::optional<CopySums> sums(std::uint32_t delivery) override;
  std::vector<std::uint32_t> rows_of(std::uint32_t delivery) override;

 private:
  friend class MemoryEventAppend;
  template <class Wanted>
  void visit_those(const EventQuery& query, const Wanted& wanted, const EventVisitor& visit) const;

  HashKey key_;
  std::map<std::uint32_t, std::vector<KeyedEvent>> deliveries_;
};

}  // namespace insyn
