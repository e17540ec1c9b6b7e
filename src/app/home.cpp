#include "app/home.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/import_log.h"
#include "ingest/config/routine_file.h"
#include "ingest/config/sources_file.h"

namespace insyn {

json::object words_of(const Home& home) { return json::object{{"by", home.actor}}; }

Result<Done> recover(Home& home) {
  home.stores.registers.forget_from(home.ledger.size());
  const auto committed = home.stores.events.committed();
  for (const PendingImport& pending : home.stores.pending.list()) {
    const bool has_act = pending.delivery <= home.ledger.state().last_delivery();
    const bool has_events = std::ranges::binary_search(committed, pending.delivery);
    if (has_act || !has_events) {
      home.stores.pending.remove(pending.delivery);
      continue;
    }
    const auto sums = home.stores.events.sums(pending.delivery);
    auto noted = parse_json(pending.bytes, "pending");
    if (!noted || !sums)
      return fail(ErrorKind::home, "pending-broken",
                  "En avbruten import går inte att läsa. Kör `insyn verify` och återställ från "
                  "säkerhetskopia.");
    auto& object = noted->as_object();
    if (auto done = record_delivery(home, pending.delivery, object["open"].as_object(),
                                    object["words"].as_object(), *sums);
        !done)
      return done;
  }
  return Done{};
}

}  // namespace insyn
