#include "app/routine_change.h"

#include <algorithm>

#include "app/people.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "ingest/config/config.h"

namespace insyn {
namespace {

Error refused(std::string_view code, std::string text) {
  return {ErrorKind::refused, std::string{code}, std::move(text)};
}

/// What comes too late changes the past.
Result<Done> check_begins_later(Day valid_from, Instant now) {
  if (valid_from > day_of(now)) return Done{};
  return fail(refused("routine-too-late",
                      "Ändringen gäller från " + format_day(valid_from) +
                          ", som redan har börjat. Föreslå en senare dag i `valid_from`."));
}

Result<Routine> check_proposal(const Home& home, const std::string& toml) {
  auto routine = parse_routine(toml, "rutinen");
  if (!routine) return routine;
  const auto current = load_routine(home);
  if (!current) return current;
  if (routine->id != current->id)
    return fail(refused("routine-id", "Rutinen heter " + current->id +
                                          ". Ett förslag ändrar den och har samma `id`."));
  int latest = 0;
  const RoutineState& state = home.ledger.state().routine;
  for (const RoutineVersion& version : state.versions) latest = std::max(latest, version.version);
  for (const RoutineChange& change : state.changes) latest = std::max(latest, change.version);
  if (routine->version <= latest)
    return fail(refused("routine-version", "Versionen ska vara " + std::to_string(latest + 1) +
                                               " eller högre: lägre finns redan."));
  const auto valid_from = parse_day(routine->valid_from);
  if (!valid_from)
    return fail(refused("routine-valid-from", "`valid_from` ska vara en dag, ÅÅÅÅ-MM-DD."));
  if (auto later = check_begins_later(*valid_from, home.now); !later) return fail(later.error());
  return routine;
}

}  // namespace

Result<std::uint64_t> propose_routine(Home& home, const std::string& toml,
                                      const std::string& reason) {
  if (auto may =
          require_right(home.ledger.state().people, home.user, Right::propose_routine_change);
      !may)
    return fail(may.error());
  if (trimmed(reason).empty())
    return fail(refused("reason-missing", "Skriv varför rutinen ska ändras."));
  const auto routine = check_proposal(home, toml);
  if (!routine) return fail(routine.error());
  json::object words = words_of(home);
  words["routine"] = toml;
  words["reason"] = reason;
  const auto act = home.ledger.record({.kind = act::routine_change_proposed,
                                       .open = {{"by", home.user},
                                                {"routine", routine->id},
                                                {"routine_version", routine->version},
                                                {"routine_sha256", to_hex(sha256(toml))},
                                                {"valid_from", routine->valid_from}},
                                       .words = std::move(words)},
                                      home.now);
  if (!act) return fail(act.error());
  return act->seq;
}

Result<Done> decide_routine(Home& home, std::uint64_t proposed, RoutineChange::Outcome outcome,
                            const std::string& reason) {
  const RoutineChange* change = home.ledger.state().routine.change(proposed);
  if (change == nullptr)
    return fail(refused("change-unknown", "Det finns inget sådant förslag. Ladda om sidan."));
  if (change->outcome != RoutineChange::Outcome::waiting)
    return fail(refused("change-decided", "Någon har redan tagit ställning till förslaget."));
  const bool approved = outcome == RoutineChange::Outcome::approved;
  const bool takes_back = !approved && !home.user.empty() && change->by == home.user;
  if (!takes_back)
    if (auto second = require_second_person(home.ledger.state().people, home.user, change->by,
                                            Right::approve_routine_change, day_of(home.now));
        !second)
      return second;
  if (!approved && trimmed(reason).empty())
    return fail(refused("reason-missing", "Skriv varför förslaget avslås."));
  if (approved)
    if (auto later = check_begins_later(change->valid_from, home.now); !later) return later;
  json::object words = words_of(home);
  words["reason"] = reason;
  const auto act = home.ledger.record(
      {.kind = approved ? act::routine_change_approved : act::routine_change_refused,
       .open = {{"by", home.user}, {"proposed", proposed}, {"routine_version", change->version}},
       .words = std::move(words)},
      home.now);
  if (!act) return fail(act.error());
  return Done{};
}

Result<std::string> proposed_routine_text(const Home& home, const RoutineChange& change) {
  RoutineVersion version;
  version.act = change.proposed;
  return routine_text(home, version);
}

const std::vector<DecisionKind>& decision_kinds() {
  static const std::vector<DecisionKind> kinds{
      {"dpia", "Konsekvensbedömning (DPIA) är gjord"},
      {"union", "De fackliga organisationerna är informerade eller har förhandlat (MBL)"},
      {"needs_and_risk", "Behovs- och riskanalys för behörigheter är gjord"},
      {"retention", "Gallring är beslutad"},
      {"substitute", "Ersättande granskare är utsedd"},
      {"other", "Annat beslut"},
  };
  return kinds;
}

Result<std::uint64_t> record_decision(Home& home, const NewDecision& decision) {
  if (auto may = require_right(home.ledger.state().people, home.user, Right::record_decision); !may)
    return fail(may.error());
  if (std::ranges::find(decision_kinds(), decision.kind, &DecisionKind::code) ==
      decision_kinds().end())
    return fail(refused("decision-kind", "Välj vilket slags beslut det är."));
  if (trimmed(decision.purpose).empty())
    return fail(refused("purpose-missing", "Skriv vad som är beslutat och varför."));
  if (decision.day > day_of(home.now))
    return fail(refused("decision-day", "Beslutet kan inte vara fattat efter i dag."));
  json::object words = words_of(home);
  words["purpose"] = decision.purpose;
  words["reference"] = decision.reference;
  const auto act = home.ledger.record(
      {.kind = act::decision_recorded,
       .open = {{"by", home.user}, {"decision", decision.kind}, {"day", format_day(decision.day)}},
       .words = std::move(words)},
      home.now);
  if (!act) return fail(act.error());
  return act->seq;
}

}  // namespace insyn
