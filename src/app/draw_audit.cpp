#include <algorithm>
#include <map>

#include "app/audit.h"
#include "app/frozen_lists.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/sampling/draw.h"
#include "domain/sampling/frame.h"

namespace insyn {
namespace {

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
  const auto drawn = draw(frame->strata, frame->lines, seed);
  std::vector<std::string> selected;
  for (const DrawnStratum& stratum : drawn)
    for (const Drawn& entry : stratum.selected) selected.push_back(entry.pseudonym);
  auto lists = written_lists(home, audit, *frame, selected);
  if (!lists) return fail(lists.error());

  json::object document = draw_document(audit, seed, drawn, *frame);
  json::object open;
  open["audit"] = audit.id;
  open["opened"] = audit.opened;
  open["seed_sha256"] = to_hex(sha256(seed));
  open["lists"] = lists->count;
  open["lists_sha256"] = to_hex(sha256(lists->canonical));
  json::array sizes;
  for (const DrawnStratum& stratum : drawn)
    sizes.push_back(json::object{{"id", stratum.id}, {"selected", stratum.selected.size()}});
  open["strata"] = std::move(sizes);
  json::object words = words_of(home);
  words["seed"] = seed;
  words["draw"] = document;
  auto act = home.ledger.record({.kind = act::audit_drawn,
                                 .open = std::move(open),
                                 .words = std::move(words),
                                 .ready_words = {"lists", std::move(lists->canonical)}},
                                home.now);
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
