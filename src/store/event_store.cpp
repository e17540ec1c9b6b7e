#include "store/event_store.h"

namespace insyn {

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
