#include "app/event_keeper.h"

#include <algorithm>
#include <string_view>

#include "app/registers_at.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

constexpr std::size_t block_rows = 4096;

}  // namespace

void EventsRoot::add(std::string_view raw) {
  block_.append(raw).push_back('\n');
  if (++rows_ == block_rows) close_block();
}

Bytes32 EventsRoot::finish() {
  if (rows_ > 0) close_block();
  return tree_.root();
}

void EventsRoot::close_block() {
  tree_.append(leaf_hash(block_));
  block_.clear();
  rows_ = 0;
}

EventKeeper::EventKeeper(Home& home, EventAppend& append, std::uint32_t source,
                         std::uint32_t delivery)
    : append_{append},
      identities_{identities_at(home, home.ledger.size())},
      judge_{delivery},
      source_{source} {}

void EventKeeper::keep(Batch& batch) {
  std::vector<EventKey> keys;
  keys.reserve(batch.events.size());
  for (const KeyedEvent& keyed : batch.events) keys.push_back(keyed.key);
  const auto fates = judge_.judge(keys, append_.find(source_, keys));
  for (const auto& [index, action] : batch.unknown_actions)
    if (fates[index] != Fate::duplicate) ++unknown_actions_[action];

  std::size_t kept = 0;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    ++counts_[static_cast<std::size_t>(fates[i])];
    if (fates[i] == Fate::duplicate) continue;
    const std::size_t begin = i == 0 ? 0 : batch.raw_ends[i - 1];
    root_.add(std::string_view{batch.raw}.substr(begin, batch.raw_ends[i] - begin));
    note(batch.events[i].event, fates[i]);
    batch.events[kept++] = batch.events[i];
  }
  batch.events.resize(kept);
  append_.add(batch.events);
}

Bytes32 EventKeeper::finish(Receipt& receipt) {
  receipt.accepted = counts_[static_cast<std::size_t>(Fate::accepted)];
  receipt.duplicates = counts_[static_cast<std::size_t>(Fate::duplicate)];
  receipt.conflicts = counts_[static_cast<std::size_t>(Fate::conflict)];
  receipt.unknown_actions = std::move(unknown_actions_);
  receipt.unresolved_accounts = unresolved_accounts_.size();
  receipt.unresolved_clients = unresolved_clients_.size();
  if (first_ <= last_) {
    receipt.from = format_instant(first_);
    receipt.to = format_instant(last_);
  }
  return root_.finish();
}

/// What the receipt says of a kept event.
void EventKeeper::note(const AccessEvent& event, Fate fate) {
  first_ = std::min(first_, event.at);
  last_ = std::max(last_, event.at);
  if (fate != Fate::accepted) return;
  const Day day = day_of(event.at);
  if (event.client && !identities_.known_client(event.client, day))
    unresolved_clients_.insert(event.client.value);
  if (!event.staff && !identities_.person_of(event.system, event.account, day))
    unresolved_accounts_.insert(std::uint64_t{event.system.value} << 32 | event.account.value);
}

}  // namespace insyn
