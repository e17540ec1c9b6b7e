#include "domain/sampling/record_check.h"

#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "base/hex.h"
#include "domain/ledger/checkpoint.h"
#include "domain/ledger/merkle.h"
#include "domain/sampling/frame.h"
#include "domain/sampling/record.h"

namespace insyn {

namespace {

using Problems = std::vector<std::string>;

std::string at(std::string_view what, std::size_t index) {
  return std::string{what} + "[" + std::to_string(index) + "]";
}

Problems joined(Problems problems, const Problems& further) {
  problems.insert(problems.end(), further.begin(), further.end());
  return problems;
}

/// The first line that isn't above the one before.
Problems check_order(const std::vector<std::string>& frame) {
  for (std::size_t i = 1; i < frame.size(); ++i)
    if (frame[i - 1] >= frame[i])
      return {at("frame", i) + " står inte i ordning efter raden före, eller är densamma."};
  return {};
}

/// How many lines each stratum has, or the first line that belongs to none of them.
struct LineCount {
  std::map<std::string_view, std::int64_t> of_stratum;
  std::optional<std::size_t> bad_line;
};

LineCount count_lines(const DrawRecord& record) {
  LineCount count;
  for (const RecordStratum& stratum : record.strata) count.of_stratum[stratum.id] = 0;
  for (std::size_t i = 0; i < record.frame.size(); ++i) {
    const auto line = parse_frame_line(record.frame[i]);
    if (!line || line->period != record.period || !count.of_stratum.contains(line->stratum))
      return {{}, i};
    ++count.of_stratum[line->stratum];
  }
  return count;
}

Problems check_stratum(const RecordStratum& stratum, std::int64_t population,
                       const std::string& place) {
  if (stratum.share < 1 || stratum.share > 1000)
    return {place + ".share ska vara 1–1000 (tiondels procent)."};
  Problems problems;
  const std::int64_t wanted = sample_size(population, stratum.share);
  if (stratum.population != population)
    problems.push_back(place + ".population är inte antalet rader av skiktet i frame (" +
                       std::to_string(population) + ").");
  if (stratum.sample_size != wanted)
    problems.push_back(place + ".sample_size är inte andelen av skiktet, uppåt avrundad (" +
                       std::to_string(wanted) + ").");
  return problems;
}

Problems check_frame(const DrawRecord& record) {
  Problems problems = check_order(record.frame);
  if (frame_root(record.frame) != record.frame_root)
    problems.emplace_back("frame_root är inte rothashen över raderna i frame.");
  const LineCount count = count_lines(record);
  if (count.bad_line)
    return joined(std::move(problems),
                  {at("frame", *count.bad_line) +
                   " ska vara PERIOD/SKIKT/PSEUDONYM med protokollets period, ett av dess skikt "
                   "och 32 hexadecimala siffror."});
  if (count.of_stratum.size() != record.strata.size())
    problems.emplace_back("strata har två skikt med samma id.");
  for (std::size_t i = 0; i < record.strata.size(); ++i) {
    const RecordStratum& stratum = record.strata[i];
    problems = joined(std::move(problems),
                      check_stratum(stratum, count.of_stratum.at(stratum.id), at("strata", i)));
  }
  return problems;
}

/// Where two lists of drawn first differ.
std::optional<std::size_t> first_difference(const std::vector<Drawn>& a,
                                            const std::vector<Drawn>& b) {
  for (std::size_t i = 0; i < a.size() || i < b.size(); ++i)
    if (i >= a.size() || i >= b.size() || a[i] != b[i]) return i;
  return std::nullopt;
}

/// Redoes the draw; of a frame that has been found right.
Problems check_draw(const DrawRecord& record) {
  std::vector<StratumToDraw> strata;
  strata.reserve(record.strata.size());
  for (const RecordStratum& stratum : record.strata)
    strata.push_back({stratum.id, stratum.sample_size});
  const std::vector<DrawnStratum> redone = draw(strata, record.frame, record.seed);
  if (record.draw.size() != redone.size()) return {"draw har inte ett avsnitt för varje skikt."};
  Problems problems;
  for (std::size_t i = 0; i < redone.size(); ++i) {
    const std::string place = at("draw", i);
    if (record.draw[i].id != redone[i].id) {
      problems.push_back(place + ".stratum ska vara skiktet på samma plats i strata.");
      continue;
    }
    if (const auto index = first_difference(record.draw[i].selected, redone[i].selected))
      problems.push_back(place + "." + at("selected", *index) +
                         " stämmer inte när dragningen görs om.");
    if (const auto index = first_difference(record.draw[i].reserve, redone[i].reserve))
      problems.push_back(place + "." + at("reserve", *index) +
                         " stämmer inte när dragningen görs om.");
  }
  return problems;
}

const json::value* member_of(const json::object& object, std::string_view name) {
  return object.if_contains({name.data(), name.size()});
}

bool holds(const json::object& object, std::string_view name, const json::value& expected) {
  const json::value* const value = member_of(object, name);
  return value != nullptr && canonical_json(*value) == canonical_json(expected);
}

/// The public part of an act's leaf if that is an act of this kind in canonical JSON.
std::optional<json::object> public_part(const std::string& leaf, std::string_view kind) {
  const auto parsed = parse_json(leaf, "leaf");
  if (!parsed || !parsed->is_object() || canonical_json(*parsed) != leaf) return std::nullopt;
  const json::object& act = parsed->get_object();
  for (const std::string_view name : {"seq", "at", "version", "private"})
    if (member_of(act, name) == nullptr) return std::nullopt;
  const json::value* const words = member_of(act, "public");
  if (words == nullptr || !words->is_object()) return std::nullopt;
  if (!holds(act, "kind", json::value(json::string_view{kind.data(), kind.size()})))
    return std::nullopt;
  return words->get_object();
}

Problems check_opened_act(const DrawRecord& record) {
  const auto words = public_part(record.opened_proof.leaf, "audit-opened");
  if (!words) return {"proofs.opened.leaf är ingen öppnad granskning (audit-opened) i rätt form."};
  const json::value source =
      record.seed_source ? json::value(to_hex(sha256(*record.seed_source))) : json::value{};
  const std::pair<std::string_view, json::value> expected[] = {
      {"frame_root", json::value(to_hex(record.frame_root))},
      {"period", json::value(record.period)},
      {"frame_size", json::value(static_cast<std::int64_t>(record.frame.size()))},
      {"strata", json::value(strata_json(record.strata))},
      {"seed_source_sha256", source}};
  Problems problems;
  for (const auto& [name, value] : expected)
    if (!holds(*words, name, value))
      problems.push_back("proofs.opened.leaf binder sig till ett annat värde på " +
                         std::string{name} + " än protokollet visar.");
  return problems;
}

Problems check_drawn_act(const DrawRecord& record) {
  const auto words = public_part(record.drawn_proof.leaf, "audit-drawn");
  if (!words) return {"proofs.drawn.leaf är ingen dragning (audit-drawn) i rätt form."};
  Problems problems;
  if (!holds(*words, "opened", json::value(record.opened_proof.index)))
    problems.emplace_back("proofs.drawn.leaf hör till en annan öppnad granskning.");
  if (!holds(*words, "seed_sha256", json::value(to_hex(sha256(record.seed)))))
    problems.emplace_back("seed är inte det frö som proofs.drawn.leaf binder sig till.");
  return problems;
}

/// That the checkpoint's last act is the one that the proof shows.
Problems check_last_act(const Checkpoint& checkpoint, const ActProof& proof,
                        const std::string& name) {
  const auto index = static_cast<std::uint64_t>(proof.index);
  if (checkpoint.size == 0 || index != checkpoint.size - 1)
    return {"proofs." + name + ".index är inte den sista händelsen i kontrollpunkten " + name +
            "."};
  if (!verify_inclusion(leaf_hash(proof.leaf), index, checkpoint.size, proof.path, checkpoint.root))
    return {"proofs." + name + " leder inte till roten i kontrollpunkten " + name + "."};
  return {};
}

Problems check_ledger(const DrawRecord& record) {
  const auto opened = open_checkpoint(record.opened, record.key);
  const auto drawn = open_checkpoint(record.drawn, record.key);
  Problems problems;
  if (!opened) problems.push_back("opened: " + opened.error().text);
  if (!drawn) problems.push_back("drawn: " + drawn.error().text);
  if (!problems.empty()) return problems;
  problems = joined(check_last_act(*opened, record.opened_proof, "opened"),
                    check_last_act(*drawn, record.drawn_proof, "drawn"));
  if (opened->size >= drawn->size)
    problems.emplace_back("opened är inte äldre än drawn: urvalsramen låg inte fast före fröet.");
  if (!verify_consistency(opened->size, opened->root, drawn->size, drawn->root, record.consistency))
    problems.emplace_back(
        "proofs.consistency visar inte att liggaren i drawn är en fortsättning på den i opened.");
  return problems;
}

}  // namespace

std::vector<std::string> check_record(const json::value& record) {
  const ReadRecord read = read_record(record);
  if (!read.problems.empty()) return read.problems;
  Problems problems = check_frame(read.record);
  if (problems.empty()) problems = check_draw(read.record);
  if (read.record.seed.empty()) problems.emplace_back("seed är tomt.");
  problems = joined(std::move(problems), check_ledger(read.record));
  problems = joined(std::move(problems), check_opened_act(read.record));
  return joined(std::move(problems), check_drawn_act(read.record));
}

bool names_seed_source(const json::value& record) {
  if (!record.is_object()) return false;
  const json::value* const source = member_of(record.get_object(), "seed_source");
  return source != nullptr && source->is_string() && !source->get_string().empty();
}

}  // namespace insyn
