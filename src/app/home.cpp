#include "app/home.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/import_log.h"
#include "base/hex.h"
#include "ingest/config/config.h"

namespace insyn {

Result<std::vector<Source>> load_sources(const Home& home) {
  const auto path = home.root / "sources.toml";
  std::ifstream file{path, std::ios::binary};
  if (!file)
    return fail(ErrorKind::home, "sources-unreadable",
                path.string() + " går inte att läsa. Återställ filen.");
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return parse_sources(text, path.string());
}

Result<Routine> load_routine(const Home& home) {
  const json::object words = home.ledger.words(home.ledger.state().made);
  const json::value* text = words.if_contains("routine");
  if (text == nullptr || !text->is_string())
    return fail(ErrorKind::home, "routine-missing",
                "Rutinen i hemmets första handling går inte att läsa. Kör `insyn verify`.");
  return parse_routine(text->get_string(), "rutinen");
}

Result<Done> record_making(Home& home, const std::string& routine_toml) {
  const auto routine = parse_routine(routine_toml, "rutinen");
  if (!routine) return fail(routine.error());
  json::object words = words_of(home);
  words["routine"] = routine_toml;
  auto act = home.ledger.record({.kind = act::home_made,
                                 .open = {{"routine", routine->id},
                                          {"routine_version", routine->version},
                                          {"routine_sha256", to_hex(sha256(routine_toml))}},
                                 .words = std::move(words)},
                                home.now);
  if (!act) return fail(act.error());
  return Done{};
}

json::object words_of(const Home& home) { return json::object{{"by", home.actor}}; }

Result<Done> recover(Home& home) {
  home.stores.registers.forget_from(home.ledger.size());
  const auto all_pending = home.stores.pending.list();
  if (all_pending.empty()) return Done{};
  const auto committed = home.stores.events.committed();
  for (const PendingImport& pending : all_pending) {
    const bool has_act = pending.delivery <= home.ledger.state().last_delivery();
    const auto stored = committed.find(pending.delivery);
    if (has_act || stored == committed.end()) {
      home.stores.pending.remove(pending.delivery);
      continue;
    }
    auto noted = parse_json(pending.bytes, "pending");
    if (!noted)
      return fail(ErrorKind::home, "pending-broken",
                  "En avbruten import går inte att läsa. Kör `insyn verify` och återställ från "
                  "säkerhetskopia.");
    auto& object = noted->as_object();
    if (auto done = record_delivery(home, pending.delivery, object["open"].as_object(),
                                    object["words"].as_object(), stored->second);
        !done)
      return done;
  }
  return Done{};
}

}  // namespace insyn
