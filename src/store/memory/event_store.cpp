#include "store/memory/event_store.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"

namespace insyn {
namespace {

/// Columns that the spans of EventColumns can point into.
struct Table {
  std::vector<std::int64_t> at;
  std::vector<std::uint32_t> source, system, account, staff, client, case_no;
  std::vector<std::uint8_t> action;
  std::vector<std::uint32_t> purpose, unit, provider, resource;
  std::vector<std::uint8_t> emergency;
  std::vector<std::uint32_t> delivery, row;

  void add(const AccessEvent& event) {
    at.push_back(event.at.time_since_epoch().count());
    source.push_back(event.source);
    system.push_back(event.system.value);
    account.push_back(event.account.value);
    staff.push_back(event.staff.value);
    client.push_back(event.client.value);
    case_no.push_back(event.case_no.value);
    action.push_back(static_cast<std::uint8_t>(event.action));
    purpose.push_back(event.purpose.value);
    unit.push_back(event.unit.value);
    provider.push_back(event.provider.value);
    resource.push_back(event.resource.value);
    emergency.push_back(event.emergency ? 1 : 0);
    delivery.push_back(event.delivery);
    row.push_back(event.row);
  }

  EventColumns columns() const {
    return {.at = at,
            .source = source,
            .system = system,
            .account = account,
            .staff = staff,
            .client = client,
            .case_no = case_no,
            .action = action,
            .purpose = purpose,
            .unit = unit,
            .provider = provider,
            .resource = resource,
            .emergency = emergency,
            .delivery = delivery,
            .row = row};
  }
};

CopySums sums_of(const RowHasher& hasher, const std::vector<KeyedEvent>& events) {
  CopySums sums;
  for (const KeyedEvent& keyed : events) {
    sums.time_copy += hasher.time_row(keyed.event, keyed.key);
    sums.client_copy += hasher.client_row(keyed.event);
    ++sums.rows;
  }
  return sums;
}

}  // namespace

class MemoryEventAppend final : public EventAppend {
 public:
  MemoryEventAppend(MemoryEventStore& store, std::uint32_t delivery)
      : store_{store}, delivery_{delivery} {}

  std::vector<StoredKey> find(std::uint32_t source, std::span<const EventKey> keys) override {
    std::set<std::uint64_t> wanted;
    for (const EventKey& key : keys) wanted.insert(key.id);
    std::vector<StoredKey> found;
    const auto look = [&](const std::vector<KeyedEvent>& events) {
      for (const KeyedEvent& keyed : events)
        if (keyed.event.source == source && wanted.contains(keyed.key.id))
          found.push_back({.key = keyed.key, .delivery = keyed.event.delivery});
    };
    for (const auto& [number, events] : store_.deliveries_) look(events);
    look(added_);
    return found;
  }

  void add(std::span<const KeyedEvent> events) override {
    for (const KeyedEvent& keyed : events)
      check(keyed.event.delivery == delivery_, "an event of another delivery is appended");
    added_.insert(added_.end(), events.begin(), events.end());
  }

  CopySums commit() override {
    const CopySums sums = sums_of(store_.hasher_, added_);
    store_.deliveries_.emplace(delivery_, std::move(added_));
    return sums;
  }

 private:
  MemoryEventStore& store_;
  std::uint32_t delivery_;
  std::vector<KeyedEvent> added_;
};

std::unique_ptr<EventAppend> MemoryEventStore::begin(std::uint32_t delivery) {
  check(delivery > 0 && !deliveries_.contains(delivery), "a delivery is appended once");
  return std::make_unique<MemoryEventAppend>(*this, delivery);
}

std::map<std::uint32_t, CopySums> MemoryEventStore::committed() {
  std::map<std::uint32_t, CopySums> all;
  for (const auto& [number, events] : deliveries_) all[number] = sums_of(hasher_, events);
  return all;
}

template <class Wanted>
void MemoryEventStore::visit_those(const EventQuery& query, const Wanted& wanted,
                                   const EventVisitor& visit) const {
  std::vector<AccessEvent> found;
  for (const auto& [number, events] : deliveries_)
    for (const KeyedEvent& keyed : events)
      if (number <= query.deliveries_to && query.window.contains(keyed.event.at) &&
          wanted(keyed.event))
        found.push_back(keyed.event);
  if (found.empty()) return;
  Table table;
  for (const AccessEvent& event : found) table.add(event);
  visit(table.columns());
}

void MemoryEventStore::scan(const EventQuery& query, const EventVisitor& visit) {
  visit_those(
      query, [](const AccessEvent&) { return true; }, visit);
}

void MemoryEventStore::scan_actors(const EventQuery& query, const EventVisitor& visit) {
  scan(query, [&](const EventColumns& all) {
    EventColumns columns;
    columns.at = all.at;
    columns.source = all.source;
    columns.system = all.system;
    columns.account = all.account;
    columns.staff = all.staff;
    columns.action = all.action;
    visit(columns);
  });
}

void MemoryEventStore::of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                                std::span<const AccountNo> accounts, const EventVisitor& visit) {
  const std::set<StaffNo> persons{staff.begin(), staff.end()};
  const std::set<AccountNo> logins{accounts.begin(), accounts.end()};
  const auto wanted = [&](const AccessEvent& event) {
    return persons.contains(event.staff) || logins.contains(event.account);
  };
  visit_those(query, wanted, visit);
}

void MemoryEventStore::of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                                  const EventVisitor& visit) {
  const std::set<ClientNo> wanted{clients.begin(), clients.end()};
  visit_those(
      query, [&](const AccessEvent& event) { return wanted.contains(event.client); }, visit);
}

std::map<std::uint32_t, StoredDelivery> MemoryEventStore::read_back() {
  std::map<std::uint32_t, StoredDelivery> all;
  for (const auto& [number, events] : deliveries_) {
    all[number].sums = sums_of(hasher_, events);
    for (const KeyedEvent& keyed : events) all[number].rows.add(keyed.event.row);
  }
  return all;
}

}  // namespace insyn
