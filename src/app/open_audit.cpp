#include <algorithm>
#include <chrono>
#include <map>

#include "app/audit.h"
#include "app/registers_at.h"
#include "app/window_look.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/review/lists.h"
#include "domain/sampling/detection.h"
#include "domain/sampling/frame.h"
#include "domain/sampling/population.h"

namespace insyn {
namespace {

struct Stratum {
  const StratumRule* rule = nullptr;
  std::string id, label;  ///< the rule's, or with its unit if the rule is drawn in each by itself
  std::int64_t population = 0;
  std::int64_t sample_size = 0;
};

struct Member {
  std::string pseudonym, staff, stratum, group;
};

struct Frame {
  std::vector<Stratum> strata;
  std::vector<Member> members;     ///< by pseudonym
  std::vector<std::string> lines;  ///< bytewise sorted
};

/// Who is counted where: by rule and, where a rule is drawn in each unit by itself, by unit id.
struct Counted {
  std::int64_t population = 0;
  UnitNo unit;
};
using StratumCounts = std::map<std::pair<std::size_t, std::string>, Counted>;

std::string unit_name(const RegistersAt& registers, UnitNo number) {
  const Unit* unit = registers.index.unit(number);
  return registers.texts[unit == nullptr ? number.value : unit->name.value];
}

std::string stratum_id(const StratumRule& rule, const std::string& unit) {
  return unit.empty() ? rule.id : rule.id + "/" + unit;
}

/// In the routine's order, units by their ids. Every scheduled rule is there, if with nobody.
std::vector<Stratum> strata_of(const Routine& routine, const AuditPeriod& period,
                               StratumCounts counts, const RegistersAt& registers) {
  for (std::size_t i = 0; i < routine.strata.size(); ++i) {
    const auto first = counts.lower_bound({i, ""});
    const bool empty = first == counts.end() || first->first.first != i;
    if (empty && std::ranges::find(period.strata, routine.strata[i].id) != period.strata.end())
      counts[{i, ""}] = {};
  }
  std::vector<Stratum> strata;
  for (const auto& [place, counted] : counts) {
    const StratumRule& rule = routine.strata[place.first];
    const std::string& unit = place.second;
    strata.push_back(
        {&rule, stratum_id(rule, unit),
         unit.empty() ? rule.label : rule.label + ": " + unit_name(registers, counted.unit),
         counted.population, sample_size(counted.population, rule.share)});
  }
  return strata;
}

Frame frame_of(const Routine& routine, const AuditPeriod& period,
               const std::vector<ActiveStaff>& population, const RegistersAt& registers,
               const Bytes32& key) {
  Frame frame;
  StratumCounts counts;
  for (const ActiveStaff& person : population) {
    if (person.stratum < 0) continue;
    const auto index = static_cast<std::size_t>(person.stratum);
    const StratumRule& rule = routine.strata[index];
    UnitNo unit;
    if (rule.per_unit)
      unit = placement_of(registers.index, person.staff, person.group, period.days, registers.texts)
                 .unit;
    const std::string& unit_id = registers.texts[unit.value];
    Counted& counted = counts[{index, unit_id}];
    ++counted.population;
    counted.unit = unit;
    Member& member = frame.members.emplace_back();
    member.staff = registers.texts[person.staff.value];
    member.pseudonym = pseudonym(key, member.staff);
    member.stratum = stratum_id(rule, unit_id);
    if (person.group) member.group = person.group == Group::authority ? "authority" : "delivery";
    frame.lines.push_back(frame_line(period.id, member.stratum, member.pseudonym));
  }
  frame.strata = strata_of(routine, period, std::move(counts), registers);
  std::ranges::sort(frame.lines);
  std::ranges::sort(frame.members, {}, &Member::pseudonym);
  return frame;
}

json::array detection_of(const Frame& frame) {
  json::array result;
  const auto add = [&](std::string_view stratum, std::int64_t population, std::int64_t sample) {
    for (const int k : {1, 2, 3, 5, 10}) {
      if (k > population) continue;
      const auto millionths = detection_millionths(population, sample, k);
      result.push_back(json::object{{"stratum", stratum},
                                    {"k", k},
                                    {"probability", static_cast<double>(millionths) / 1'000'000}});
    }
  };
  std::int64_t population = 0;
  std::int64_t sample = 0;
  for (const Stratum& stratum : frame.strata) {
    add(stratum.id, stratum.population, stratum.sample_size);
    population += stratum.population;
    sample += stratum.sample_size;
  }
  // k persons at random in the whole frame meet a sample of n of its N as they would meet n drawn
  // from one stratum of N, however the n are spread.
  add("all", population, sample);
  return result;
}

std::vector<std::string> warnings_of(const Home& home, const Routine& routine,
                                     const AuditPeriod& period, const RegistersAt& registers,
                                     const std::vector<std::string>& days) {
  std::vector<std::string> warnings;
  if (day_of(home.now) > period.days.to + std::chrono::days{routine.latest_start_days})
    warnings.push_back("Kontrollen öppnas mer än " + std::to_string(routine.latest_start_days) +
                       " dagar efter perioden. Minnet av det som hände bleknar: gör klart snart.");
  if (!days.empty()) {
    std::string text = "Loggar saknas helt för " + std::to_string(days.size()) + " av dagarna:";
    for (const std::string& day : days) text += " " + day;
    warnings.push_back(text + ". Begär en ny leverans av dem.");
  }
  warnings.insert(warnings.end(), registers.warnings.begin(), registers.warnings.end());
  return warnings;
}

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

Result<Done> check_findings(const Routine& routine, const Frame& frame,
                            const OpenOptions& options) {
  std::int64_t findings = 0;
  std::int64_t all = 0;
  for (const Stratum& stratum : frame.strata) {
    all += stratum.population;
    if (stratum.rule->finding) findings += stratum.population;
  }
  if (findings * 1000 <= routine.finding_max * all || !options.reason.empty()) return Done{};
  return fail(ErrorKind::refused, "register-suspect",
              std::to_string(findings) + " av " + std::to_string(all) +
                  " aktiva saknar behörighet eller anställning i registren. Då är felet troligen i "
                  "registren: importera dem på nytt, eller öppna ändå med --reason.");
}

std::string next_audit_id(const State& state, const std::string& period) {
  const auto earlier = std::ranges::count(state.audits, period, &AuditState::period);
  return period + "." + std::to_string(earlier + 1);
}

/// The document of contract 2.
json::object opened_document(const std::string& id, const AuditPeriod& period, const Frame& frame,
                             const std::vector<std::string>& warnings) {
  json::array strata;
  for (const Stratum& stratum : frame.strata)
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
NewAct opening_act(const Home& home, const Routine& routine, const Frame& frame,
                   const OpenOptions& options, const Bytes32& key, const json::object& document) {
  json::array members;
  for (const Member& member : frame.members)
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
  for (const Stratum& stratum : frame.strata)
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

KnownAt known_when_opened(const State& state, std::uint64_t opened) {
  KnownAt known;
  known.acts = opened;
  for (const DeliveryState& delivery : state.deliveries)
    if (delivery.seq < opened) known.deliveries_to = delivery.number;
  known.matching_decided = state.matching_decided && *state.matching_decided < opened;
  return known;
}

Result<json::object> open_audit(Home& home, const OpenOptions& options) {
  const auto routine = load_routine(home);
  if (!routine) return fail(routine.error());
  const auto period = find_period(*routine, options.period);
  if (!period)
    return fail(ErrorKind::refused, "period-unknown",
                "Perioden " + options.period +
                    " finns inte i rutinen. `insyn calendar --year ÅR` visar vilka som finns.");
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
  const Frame frame = frame_of(*routine, *period, people, registers, *key);
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
