#include <algorithm>
#include <map>

#include "app/audit.h"
#include "app/audit_rows.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/sampling/draw.h"
#include "domain/sampling/frame.h"

namespace insyn {
namespace {

struct FrameMember {
  std::string staff, stratum, group;
};

/// The frame as the opening act's words hold it.
struct CommittedFrame {
  std::map<std::string, FrameMember, std::less<>> members;  ///< by pseudonym
  std::vector<std::string> lines;
  std::vector<StratumToDraw> strata;
  std::string key;  ///< hex
  json::value seed_source;
};

Error purged(const AuditState& audit) {
  return {ErrorKind::refused, "audit-purged",
          "Uppgifterna bakom kontrollen " + audit.id + " är gallrade; bara beviset finns kvar."};
}

Result<CommittedFrame> committed_frame(const Home& home, const AuditState& audit) {
  json::object words = home.ledger.words(audit.opened);
  if (!words.contains("members")) return fail(purged(audit));
  CommittedFrame frame;
  frame.key = words["frame_key"].as_string();
  frame.seed_source = words["seed_source"];
  for (const json::value& value : words["members"].as_array()) {
    const json::object& entry = value.as_object();
    const auto text = [&](const char* name) { return std::string{entry.at(name).as_string()}; };
    frame.lines.push_back(frame_line(audit.period, text("stratum"), text("pseudonym")));
    frame.members[text("pseudonym")] = {text("staff"), text("stratum"), text("group")};
  }
  std::ranges::sort(frame.lines);
  for (const json::value& value : audit.open.at("strata").as_array()) {
    const json::object& entry = value.as_object();
    frame.strata.push_back(
        {std::string{entry.at("id").as_string()}, entry.at("sample_size").as_int64()});
  }
  return frame;
}

json::array drawn_json(const std::vector<Drawn>& drawn, const CommittedFrame* names) {
  json::array result;
  for (const Drawn& entry : drawn) {
    json::object object;
    if (names != nullptr) object["staff"] = names->members.find(entry.pseudonym)->second.staff;
    object["pseudonym"] = entry.pseudonym;
    object["ticket"] = entry.ticket;
    result.push_back(std::move(object));
  }
  return result;
}

/// What contract 2 prints of a draw.
json::object draw_document(const AuditState& audit, const std::string& seed,
                           const std::vector<DrawnStratum>& drawn, const CommittedFrame& frame) {
  json::array strata;
  for (const DrawnStratum& stratum : drawn)
    strata.push_back(json::object{{"id", stratum.id},
                                  {"selected", drawn_json(stratum.selected, &frame)},
                                  {"reserve", drawn_json(stratum.reserve, &frame)}});
  return {{"audit", audit.id}, {"seed", seed}, {"strata", std::move(strata)}};
}

std::optional<Group> parse_group(const std::string& text) {
  if (text == "authority") return Group::authority;
  if (text == "delivery") return Group::delivery;
  return std::nullopt;
}

/// The lists of the drawn, from what was known when the audit was opened.
Result<std::vector<ReviewList>> frozen_lists(Home& home, RowSetting& setting,
                                             const std::vector<DrawnStratum>& drawn,
                                             const CommittedFrame& frame) {
  std::vector<DrawnStaff> people;
  std::vector<StaffNo> numbers;
  for (const DrawnStratum& stratum : drawn)
    for (const Drawn& entry : stratum.selected) {
      const FrameMember& member = frame.members.find(entry.pseudonym)->second;
      DrawnStaff person;
      person.staff = StaffNo{find_text(home, member.staff).value};
      person.group = parse_group(member.group);
      numbers.push_back(person.staff);
      people.push_back(std::move(person));
    }
  std::map<StaffNo, std::vector<ResolvedEvent>> events;
  std::map<StaffNo, std::int64_t> denied;
  for (const ResolvedEvent& event : events_of_staff(home, setting, numbers)) {
    if (event.action == Action::denied) ++denied[event.person];
    events[event.person].push_back(event);
  }
  for (DrawnStaff& person : people) {
    person.denied = denied[person.staff];
    person.rows = rows_in(setting, std::move(events[person.staff]));
  }
  return lists_of(setting.registers->index, std::move(people), setting.window,
                  setting.registers->texts);
}

Result<json::object> drawn_again(const Home& home, const AuditState& audit,
                                 const std::string& seed) {
  json::object words = home.ledger.words(*audit.drawn);
  if (!words.contains("draw")) return fail(purged(audit));
  if (std::string_view{words["seed"].as_string()} != seed)
    return fail(ErrorKind::refused, "audit-drawn",
                "Kontrollen " + audit.id +
                    " är redan dragen med ett annat frö. En dragning görs aldrig om.");
  return std::move(words["draw"].as_object());
}

Result<json::object> drawn_words(const Home& home, const std::string& id) {
  const auto audit = find_audit(home, id);
  if (!audit) return fail(audit.error());
  if (!(*audit)->drawn)
    return fail(ErrorKind::refused, "audit-not-drawn",
                "Kontrollen " + (*audit)->id + " är inte dragen än. Dra med `insyn audit draw`.");
  json::object words = home.ledger.words(*(*audit)->drawn);
  if (!words.contains("draw")) return fail(purged(**audit));
  return words;
}

}  // namespace

Result<const AuditState*> find_audit(const Home& home, std::string_view id) {
  const State& state = home.ledger.state();
  if (const AuditState* audit = state.audit(id)) return audit;
  if (const AuditState* audit = state.audit_of_period(id)) return audit;
  std::string known;
  for (const AuditState& audit : state.audits) known += " " + audit.id;
  return fail(
      ErrorKind::refused, "audit-unknown",
      "Det finns ingen kontroll " + std::string{id} +
          (known.empty() ? ". Öppna en med `insyn audit open`." : ". De som finns:" + known + "."));
}

Result<json::object> draw_audit(Home& home, const std::string& id, const std::string& seed) {
  const auto found = find_audit(home, id);
  if (!found) return fail(found.error());
  const AuditState audit = **found;
  if (seed.empty() || !is_utf8(seed))
    return fail(ErrorKind::refused, "seed-empty", "--seed ska vara en text i UTF-8, inte tom.");
  if (audit.annulled)
    return fail(ErrorKind::refused, "audit-annulled",
                "Kontrollen " + audit.id + " är avslutad och kan inte dras.");
  if (audit.drawn) return drawn_again(home, audit, seed);
  const auto frame = committed_frame(home, audit);
  if (!frame) return fail(frame.error());
  auto routine = load_routine(home);
  if (!routine) return fail(routine.error());
  const auto period = find_period(*routine, audit.period);
  if (!period)
    return fail(ErrorKind::refused, "period-unknown",
                "Perioden " + audit.period + " finns inte i rutinen.");

  const auto drawn = draw(frame->strata, frame->lines, seed);
  RowSetting setting = row_setting(home, std::move(*routine), period->days,
                                   known_when_opened(home.ledger.state(), audit.opened));
  const auto lists = frozen_lists(home, setting, drawn, *frame);
  if (!lists) return fail(lists.error());
  json::array lists_json;
  for (const ReviewList& list : *lists)
    lists_json.push_back(to_json(list, setting.registers->texts));

  json::object document = draw_document(audit, seed, drawn, *frame);
  json::object open;
  open["audit"] = audit.id;
  open["opened"] = audit.opened;
  open["seed_sha256"] = to_hex(sha256(seed));
  open["lists"] = lists_json.size();
  open["lists_sha256"] = to_hex(sha256(canonical_json(lists_json)));
  json::array sizes;
  for (const DrawnStratum& stratum : drawn)
    sizes.push_back(json::object{{"id", stratum.id}, {"selected", stratum.selected.size()}});
  open["strata"] = std::move(sizes);
  json::object words = words_of(home);
  words["seed"] = seed;
  words["draw"] = document;
  words["lists"] = std::move(lists_json);
  auto act = home.ledger.record(
      {.kind = act::audit_drawn, .open = std::move(open), .words = std::move(words)}, home.now);
  if (!act) return fail(act.error());
  return document;
}

Result<json::object> annul_audit(Home& home, const std::string& id, const std::string& reason) {
  const auto found = find_audit(home, id);
  if (!found) return fail(found.error());
  const AuditState audit = **found;
  if (audit.annulled)
    return fail(ErrorKind::refused, "audit-annulled",
                "Kontrollen " + audit.id + " är redan avslutad.");
  if (reason.empty())
    return fail(ErrorKind::refused, "reason-missing", "Skriv skälet med --reason.");
  json::object words = words_of(home);
  words["reason"] = reason;
  auto act = home.ledger.record({.kind = act::audit_annulled,
                                 .open = {{"audit", audit.id}, {"opened", audit.opened}},
                                 .words = std::move(words)},
                                home.now);
  if (!act) return fail(act.error());
  return json::object{{"audit", audit.id}};
}

Result<json::object> audit_lists(const Home& home, const std::string& id) {
  auto words = drawn_words(home, id);
  if (!words) return fail(words.error());
  return json::object{{"audit", (*words)["draw"].as_object()["audit"]},
                      {"lists", std::move((*words)["lists"])}};
}

Result<json::object> audit_frame(const Home& home, const std::string& id) {
  const auto audit = find_audit(home, id);
  if (!audit) return fail(audit.error());
  const auto frame = committed_frame(home, **audit);
  if (!frame) return fail(frame.error());
  json::object staff;
  for (const auto& [pseudonym, member] : frame->members) staff[pseudonym] = member.staff;
  return json::object{
      {"frame_key", frame->key}, {"lines", to_array(frame->lines)}, {"staff", std::move(staff)}};
}

namespace {

json::object proof_of(const Home& home, std::uint64_t seq) {
  json::array path;
  const auto leaves = std::span{home.ledger.leaves()}.first(static_cast<std::size_t>(seq) + 1);
  for (const Bytes32& hash : inclusion_proof(leaves, seq))
    path.push_back(json::string{to_hex(hash)});
  return {
      {"index", seq}, {"leaf", to_base64(home.ledger.stored(seq).leaf)}, {"path", std::move(path)}};
}

}  // namespace

Result<json::object> audit_record(const Home& home, const std::string& id) {
  auto words = drawn_words(home, id);
  if (!words) return fail(words.error());
  const AuditState& audit = **find_audit(home, id);
  const auto frame = committed_frame(home, audit);
  if (!frame) return fail(frame.error());

  json::array strata;
  for (const json::value& value : (*words)["draw"].as_object()["strata"].as_array()) {
    const json::object& entry = value.as_object();
    json::object stratum{{"stratum", entry.at("id")}};
    for (const char* part : {"selected", "reserve"}) {
      json::array drawn;
      for (const json::value& one : entry.at(part).as_array())
        drawn.push_back(json::object{{"pseudonym", one.as_object().at("pseudonym")},
                                     {"ticket", one.as_object().at("ticket")}});
      stratum[part] = std::move(drawn);
    }
    strata.push_back(std::move(stratum));
  }
  json::array consistency;
  const auto leaves =
      std::span{home.ledger.leaves()}.first(static_cast<std::size_t>(*audit.drawn) + 1);
  for (const Bytes32& hash : consistency_proof(leaves, audit.opened + 1))
    consistency.push_back(json::string{to_hex(hash)});

  json::object record;
  record["format"] = "insyn-draw/1";
  record["period"] = audit.period;
  record["strata"] = audit.open.at("strata");
  record["frame"] = to_array(frame->lines);
  record["frame_root"] = audit.open.at("frame_root");
  record["seed_source"] = frame->seed_source;
  record["seed"] = (*words)["seed"];
  record["draw"] = std::move(strata);
  record["opened"] = home.ledger.stored(audit.opened).checkpoint;
  record["drawn"] = home.ledger.stored(*audit.drawn).checkpoint;
  record["key"] = format_vkey(home.ledger.key().verifier());
  record["proofs"] = json::object{{"opened", proof_of(home, audit.opened)},
                                  {"drawn", proof_of(home, *audit.drawn)},
                                  {"consistency", std::move(consistency)}};
  return record;
}

}  // namespace insyn
