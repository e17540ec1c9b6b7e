#include "app/home.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "app/import_log.h"
#include "base/hex.h"
#include "domain/calendar/sweden.h"
#include "domain/routine/periods.h"
#include "ingest/config/config.h"

namespace insyn {
namespace {

std::optional<std::string> read_sources(const Home& home) {
  std::ifstream file{home.root / "sources.toml", std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

/// Removes rejected rows that no act stands behind: an import that was cut short wrote them, and
/// the next one with its number may have none. Files of logs are named by delivery (`3.csv`), those
/// of registers by position (`7-staff.csv`).
void forget_rejected(const Home& home) {
  namespace fs = std::filesystem;
  const fs::path folder = home.root / "rejected";
  if (!fs::is_directory(folder)) return;
  std::vector<fs::path> orphans;
  for (const auto& entry : fs::directory_iterator{folder}) {
    const std::string name = entry.path().filename().string();
    std::uint64_t number = 0;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data(), end, number);
    if (read.ec != std::errc{} || read.ptr == end) continue;
    const bool of_log = *read.ptr == '.';
    if (of_log ? number > home.ledger.state().last_delivery() : number >= home.ledger.size())
      orphans.push_back(entry.path());
  }
  for (const fs::path& file : orphans) fs::remove(file);
}

}  // namespace

std::string sources_sha256(const Home& home) {
  const auto text = read_sources(home);
  return text ? to_hex(sha256(*text)) : "";
}

Result<std::vector<Source>> load_sources(const Home& home) {
  const auto path = home.root / "sources.toml";
  const auto text = read_sources(home);
  if (!text)
    return fail(ErrorKind::home, "sources-unreadable",
                path.string() + " går inte att läsa. Återställ filen.");
  return parse_sources(*text, path.string());
}

namespace {

Error routine_missing() {
  return {ErrorKind::home, "routine-missing",
          "Rutinen går inte att läsa i sin handling. Kör `insyn verify`."};
}

Result<Routine> parse_version(const Home& home, const RoutineVersion* version) {
  if (version == nullptr) return fail(routine_missing());
  const auto text = routine_text(home, *version);
  if (!text) return fail(text.error());
  return parse_routine(*text, "rutinen");
}

}  // namespace

Result<std::string> routine_text(const Home& home, const RoutineVersion& version) {
  const json::object words = home.ledger.words(version.act);
  std::string text = text_of(words, "routine");
  if (text.empty()) return fail(routine_missing());
  return text;
}

Result<Routine> load_routine(const Home& home) {
  return parse_version(home, home.ledger.state().routine.in_force(day_of(home.now)));
}

Result<Routine> load_routine_version(const Home& home, int version) {
  return parse_version(home, home.ledger.state().routine.version(version));
}

Result<Routine> routine_of_period(const Home& home, std::string_view period) {
  const RoutineState& state = home.ledger.state().routine;
  for (auto version = state.versions.rbegin(); version != state.versions.rend(); ++version) {
    auto routine = parse_version(home, &*version);
    if (!routine) return routine;
    const auto found = find_period(*routine, period);
    if (found && state.in_force(found->days.from) == &*version) return routine;
  }
  return fail(ErrorKind::refused, "period-unknown",
              "Perioden " + std::string{period} +
                  " finns inte i rutinen. `insyn calendar --year ÅR` visar vilka som finns.");
}

Result<Done> record_making(Home& home, const std::string& routine_toml) {
  const auto routine = parse_routine(routine_toml, "rutinen");
  if (!routine) return fail(routine.error());
  json::object words = words_of(home);
  words["routine"] = routine_toml;
  words["sources_sha256"] = sources_sha256(home);
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
  std::map<std::uint32_t, CopySums> committed;
  if (!all_pending.empty()) committed = home.stores.events.committed();
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
  forget_rejected(home);
  return Done{};
}

}  // namespace insyn
