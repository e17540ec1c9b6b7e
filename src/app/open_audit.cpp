#include <algorithm>
#include <chrono>

#include "app/audit.h"
#include "app/opening_frame.h"
#include "app/registers_at.h"
#include "app/window_look.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/sampling/frame.h"
#include "domain/sampling/population.h"

namespace insyn {
namespace {

Result<Bytes32> frame_key_of(const OpenOptions& options) {
  if (options.frame_key.empty()) {
    Bytes32 key;
    std::ranges::copy(random_bytes(key.size()), key.begin());
    return key;
  }
  if (const auto key = bytes32_from_hex(options.frame_key)) return *key;
  return fail(ErrorKind::refused, "frame-key",
              "--frame-key ska vara 64 hexadecimala siffror (32 byte).");
}

Result<Done> check_findings(const Routine& routine, const OpeningFrame& frame,
                            const OpenOptions& options) {
  const RegisterFindings findings = findings_of(routine, frame);
  if (!findings.too_many || !options.reason.empty()) return Done{};
  return fail(ErrorKind::refused, "register-suspect",
              std::to_string(findings.found) + " av " + std::to_string(findings.all) +
                  " aktiva saknar behörighet eller anställning i registren. Då är felet troligen i "
                  "registren: importera dem på nytt, eller öppna ändå med --reason.");
}

std::string next_audit_id(const State& state, const std::string& period) {
  const auto earlier = std::ranges::count(state.audits, period, &AuditState::period);
  return period + "." + std::to_string(earlier + 1);
}

/// The document of contract 2.
json::object opened_document(const std::string& id, const AuditPeriod& period,
                             const OpeningFrame& frame, const std::vector<std::string>& warnings) {
  json::array strata;
  for (const OpeningStratum& stratum : frame.strata)
    strata.push_back(json::object{{"id", stratum.id},
                                  {"label", stratum.label},
                                  {"share", stratum.rule->share},
                                  {"population", stratum.population},
                                  {"sample_size", stratum.sample_size}});
  json::object document;
  document["audit"] = id;
  document["period"] = period.id;
  document["window"] =
      json::object{{"from", format_day(period.days.from)}, {"to", format_day(period.days.to)}};
  document["strata"] = std::move(strata);
  document["frame_root"] = to_hex(frame_root(frame.lines));
  document["frame_size"] = frame.lines.size();
  document["detection"] = detection_of(frame);
  document["warnings"] = to_array(warnings);
  return document;
}

/// The act that commits to the frame: codes, counts and hashes for everyone, the rest in words.
NewAct opening_act(const Home& home, const Routine& routine, const OpeningFrame& frame,
                   const OpenOptions& options, const Bytes32& key, const json::object& document) {
  json::array members;
  for (const OpeningMember& member : frame.members)
    members.push_back(json::object{{"pseudonym", member.pseudonym},
                                   {"staff", member.staff},
                                   {"stratum", member.stratum},
                                   {"group", member.group}});
  NewAct act{.kind = act::audit_opened, .open = {}, .words = words_of(home)};
  act.words["reason"] = options.reason;
  act.words["frame_key"] = to_hex(key);
  act.words["members"] = std::move(members);
  act.words["opened"] = document;
  json::array strata;
  for (const OpeningStratum& stratum : frame.strata)
    strata.push_back(json::object{{"id", stratum.id},
                                  {"share", stratum.rule->share},
                                  {"population", stratum.population},
                                  {"sample_size", stratum.sample_size}});
  for (const char* name : {"audit", "period", "window", "frame_root", "frame_size"})
    act.open[name] = document.at(name);
  act.open["strata"] = std::move(strata);
  act.open["routine"] = routine.id;
  act.open["routine_version"] = routine.version;
  if (options.seed_source) {
    act.words["seed_source"] = *options.seed_source;
    act.open["seed_source_sha256"] = to_hex(sha256(*options.seed_source));
  } else {
    act.words["seed_source"] = nullptr;
    act.open["seed_source_sha256"] = nullptr;
  }
  return act;
}

}  // namespace

Result<Routine> routine_of(const Home& home, const AuditState& audit) {
  return load_routine_version(home, static_cast<int>(integer_of(audit.open, "routine_version")));
}

Result<AuditPeriod> period_in(const Routine& routine, std::string_view id) {
  const auto period = find_period(routine, id);
  if (!period)
    return fail(ErrorKind::refused, "period-unknown",
                "Perioden " + std::string{id} + " finns inte i rutinen.");
  return *period;
}

KnownAt known_when_opened(const State& state, std::uint64_t opened) {
  KnownAt known;
  known.acts = opened;
  for (const DeliveryState& delivery : state.deliveries)
    if (delivery.seq < opened) known.deliveries_to = delivery.number;
  known.matching_decided = state.matching_decided && *state.matching_decided < opened;
  return known;
}

Result<json::object> open_audit(Home& home, const OpenOptions& options) {
  const auto routine = routine_of_period(home, options.period);
  if (!routine) return fail(routine.error());
  const auto period = find_period(*routine, options.period);
  if (const AuditState* other = home.ledger.state().audit_of_period(options.period))
    return fail(ErrorKind::refused, "period-has-audit",
                "Perioden har redan kontrollen " + other->id +
                    ". Avsluta den med `insyn audit annul` om den inte ska fortsätta.");
  if (home.now < start_of(period->days.to))
    return fail(ErrorKind::refused, "period-not-ended",
                "Perioden slutar först " + format_day(period->days.to - std::chrono::days{1}) +
                    ". Öppna kontrollen tidigast dagen efter.");
  const auto key = frame_key_of(options);
  if (!key) return fail(key.error());

  const KnownAt known = known_when_opened(home.ledger.state(), home.ledger.size());
  const auto kept = kept_registers_at(home, known.acts);
  const RegistersAt& registers = *kept;
  const WindowLook look = look_at(home, registers.index, period->days, known.deliveries_to);
  const auto people = population(registers.index, *routine, *period, look.active);
  const OpeningFrame frame = frame_of(*routine, *period, people, registers, *key);
  if (auto fine = check_findings(*routine, frame, options); !fine) return fail(fine.error());

  const std::string id = next_audit_id(home.ledger.state(), period->id);
  const auto warnings = warnings_of(home, *routine, *period, registers, look.missing_days);
  json::object document = opened_document(id, *period, frame, warnings);
  auto act =
      home.ledger.record(opening_act(home, *routine, frame, options, *key, document), home.now);
  if (!act) return fail(act.error());
  return document;
}

}  // namespace insyn
