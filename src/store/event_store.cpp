#include "store/event_store.h"

namespace insyn {

EventKey EventKey::of_native(const Bits128& native_id, const Bits128& content) {
  EventKey key{.id = native_id.low | 1, .rest = 0};
  key.rest = (native_id.high & ~key.version_mask()) | (content.low & key.version_mask());
  return key;
}

EventKey EventKey::of_content(const Bits128& content) {
  return {.id = content.low & ~1ULL, .rest = content.high};
}

AccessEvent EventColumns::event(std::size_t index) const {
  return {.at = Instant{std::chrono::microseconds{at[index]}},
          .source = source[index],
          .system = {system[index]},
          .account = {account[index]},
          .staff = {staff[index]},
          .client = {client[index]},
          .case_no = {case_no[index]},
          .action = static_cast<Action>(action[index]),
          .purpose = {purpose[index]},
          .unit = {unit[index]},
          .provider = {provider[index]},
          .resource = {resource[index]},
          .emergency = emergency[index] != 0,
          .delivery = delivery[index],
          .row = row[index]};
}

}  // namespace insyn
