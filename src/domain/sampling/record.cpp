#include "domain/sampling/record.h"

#include <limits>
#include <string_view>

#include "base/hex.h"

namespace insyn {

namespace {

constexpr std::string_view format_name = "insyn-draw/1";

json::string_view as_key(std::string_view text) { return {text.data(), text.size()}; }

json::array hex_array(const std::vector<Bytes32>& hashes) {
  json::array array;
  for (const Bytes32& hash : hashes) array.push_back(json::value(to_hex(hash)));
  return array;
}

json::array drawn_array(const std::vector<Drawn>& drawn) {
  json::array array;
  for (const Drawn& one : drawn)
    array.push_back(json::object{{"pseudonym", one.pseudonym}, {"ticket", one.ticket}});
  return array;
}

json::object proof_json(const ActProof& proof) {
  return {{"index", proof.index}, {"leaf", to_base64(proof.leaf)}, {"path", hex_array(proof.path)}};
}

/// Takes values of the wanted type out of a JSON value, and notes the place of each that is
/// missing or of another type.
class Reader {
 public:
  std::string text(const json::object& from, std::string_view name, const std::string& place) {
    const json::value* const value = member(from, name, place);
    if (value == nullptr) return {};
    if (!value->is_string()) return wrong(place, name, "ska vara text"), std::string{};
    const json::string& string = value->get_string();
    return {string.data(), string.size()};
  }

  std::int64_t count(const json::object& from, std::string_view name, const std::string& place) {
    const json::value* const value = member(from, name, place);
    if (value == nullptr) return 0;
    if (!value->is_int64() || value->get_int64() < 0)
      return wrong(place, name, "ska vara ett heltal som inte är negativt"), 0;
    return value->get_int64();
  }

  const json::array& list(const json::object& from, std::string_view name,
                          const std::string& place) {
    static const json::array none;
    const json::value* const value = member(from, name, place);
    if (value == nullptr) return none;
    if (!value->is_array()) return wrong(place, name, "ska vara en lista"), none;
    return value->get_array();
  }

  const json::object& object(const json::object& from, std::string_view name,
                             const std::string& place) {
    const json::value* const value = member(from, name, place);
    if (value == nullptr) return no_object();
    return object(*value, place + std::string{name});
  }

  const json::object& object(const json::value& value, const std::string& what) {
    if (!value.is_object()) return problem(what + " ska vara ett objekt."), no_object();
    return value.get_object();
  }

  Bytes32 hash(const json::value& value, const std::string& what) {
    if (value.is_string()) {
      const json::string& string = value.get_string();
      const std::string_view text{string.data(), string.size()};
      const auto bytes = bytes32_from_hex(text);
      if (bytes && to_hex(*bytes) == text) return *bytes;
    }
    problem(what + " ska vara 64 hexadecimala siffror, små bokstäver.");
    return {};
  }

  std::vector<Bytes32> hashes(const json::object& from, std::string_view name,
                              const std::string& place) {
    std::vector<Bytes32> all;
    for (const json::value& value : list(from, name, place))
      all.push_back(hash(value, numbered(place + std::string{name}, all.size())));
    return all;
  }

  const json::value* member(const json::object& from, std::string_view name,
                            const std::string& place) {
    const json::value* const value = from.if_contains(as_key(name));
    if (value == nullptr && &from != &no_object()) wrong(place, name, "saknas");
    return value;
  }

  void wrong(const std::string& place, std::string_view name, std::string_view what) {
    problem(place + std::string{name} + " " + std::string{what} + ".");
  }

  void problem(std::string sentence) { problems_.push_back(std::move(sentence)); }

  static std::string numbered(const std::string& what, std::size_t index) {
    return what + "[" + std::to_string(index) + "]";
  }

  std::vector<std::string> take_problems() { return std::move(problems_); }

 private:
  /// Stands for an object that was missed already, so that its members aren't missed again.
  static const json::object& no_object() {
    static const json::object none;
    return none;
  }

  std::vector<std::string> problems_;
};

std::vector<RecordStratum> read_strata(Reader& reader, const json::object& root) {
  std::vector<RecordStratum> strata;
  for (const json::value& value : reader.list(root, "strata", "")) {
    const std::string what = Reader::numbered("strata", strata.size());
    const json::object& object = reader.object(value, what);
    RecordStratum stratum;
    stratum.id = reader.text(object, "id", what + ".");
    stratum.share = reader.count(object, "share", what + ".");
    stratum.population = reader.count(object, "population", what + ".");
    stratum.sample_size = reader.count(object, "sample_size", what + ".");
    strata.push_back(std::move(stratum));
  }
  return strata;
}

std::vector<std::string> read_frame(Reader& reader, const json::object& root) {
  std::vector<std::string> frame;
  for (const json::value& value : reader.list(root, "frame", "")) {
    if (!value.is_string()) {
      reader.problem(Reader::numbered("frame", frame.size()) + " ska vara text.");
      return frame;
    }
    frame.emplace_back(value.get_string().data(), value.get_string().size());
  }
  return frame;
}

std::vector<Drawn> read_drawn(Reader& reader, const json::object& from, std::string_view name,
                              const std::string& place) {
  std::vector<Drawn> all;
  for (const json::value& value : reader.list(from, name, place)) {
    const std::string what = Reader::numbered(place + std::string{name}, all.size());
    const json::object& object = reader.object(value, what);
    Drawn one;
    one.pseudonym = reader.text(object, "pseudonym", what + ".");
    one.ticket = reader.text(object, "ticket", what + ".");
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<DrawnStratum> read_draw(Reader& reader, const json::object& root) {
  std::vector<DrawnStratum> draw;
  for (const json::value& value : reader.list(root, "draw", "")) {
    const std::string what = Reader::numbered("draw", draw.size());
    const json::object& object = reader.object(value, what);
    DrawnStratum stratum;
    stratum.id = reader.text(object, "stratum", what + ".");
    stratum.selected = read_drawn(reader, object, "selected", what + ".");
    stratum.reserve = read_drawn(reader, object, "reserve", what + ".");
    draw.push_back(std::move(stratum));
  }
  return draw;
}

ActProof read_proof(Reader& reader, const json::object& proofs, std::string_view name) {
  const std::string place = "proofs." + std::string{name} + ".";
  const json::object& object = reader.object(proofs, name, "proofs.");
  ActProof proof;
  proof.index = reader.count(object, "index", place);
  auto leaf = from_base64(reader.text(object, "leaf", place));
  if (leaf)
    proof.leaf = *std::move(leaf);
  else
    reader.problem(place + "leaf ska vara base64.");
  proof.path = reader.hashes(object, "path", place);
  return proof;
}

void read_seed(Reader& reader, const json::object& root, DrawRecord& record) {
  record.seed = reader.text(root, "seed", "");
  const json::value* const source = reader.member(root, "seed_source", "");
  if (source == nullptr || source->is_null()) return;
  record.seed_source = reader.text(root, "seed_source", "");
}

}  // namespace

json::array strata_json(const std::vector<RecordStratum>& strata) {
  json::array array;
  for (const RecordStratum& stratum : strata)
    array.push_back(json::object{{"id", stratum.id},
                                 {"share", stratum.share},
                                 {"population", stratum.population},
                                 {"sample_size", stratum.sample_size}});
  return array;
}

json::value record_json(const DrawRecord& record) {
  json::object out;
  out["format"] = as_key(format_name);
  out["period"] = record.period;
  out["strata"] = strata_json(record.strata);
  json::array& frame = out["frame"].emplace_array();
  for (const std::string& line : record.frame) frame.push_back(json::value(line));
  out["frame_root"] = to_hex(record.frame_root);
  out["seed_source"] = record.seed_source ? json::value(*record.seed_source) : json::value{};
  out["seed"] = record.seed;
  json::array& draw = out["draw"].emplace_array();
  for (const DrawnStratum& stratum : record.draw)
    draw.push_back(json::object{{"stratum", stratum.id},
                                {"selected", drawn_array(stratum.selected)},
                                {"reserve", drawn_array(stratum.reserve)}});
  out["opened"] = record.opened;
  out["drawn"] = record.drawn;
  out["key"] = record.key;
  out["proofs"] = json::object{{"opened", proof_json(record.opened_proof)},
                               {"drawn", proof_json(record.drawn_proof)},
                               {"consistency", hex_array(record.consistency)}};
  return out;
}

ReadRecord read_record(const json::value& value) {
  Reader reader;
  DrawRecord record;
  const json::object& root = reader.object(value, "Protokollet");
  const std::string format = reader.text(root, "format", "");
  if (!format.empty() && format != format_name)
    reader.problem("format ska vara \"" + std::string{format_name} + "\".");
  record.period = reader.text(root, "period", "");
  record.strata = read_strata(reader, root);
  record.frame = read_frame(reader, root);
  if (const json::value* const hash = reader.member(root, "frame_root", ""))
    record.frame_root = reader.hash(*hash, "frame_root");
  read_seed(reader, root, record);
  record.draw = read_draw(reader, root);
  record.opened = reader.text(root, "opened", "");
  record.drawn = reader.text(root, "drawn", "");
  record.key = reader.text(root, "key", "");
  const json::object& proofs = reader.object(root, "proofs", "");
  record.opened_proof = read_proof(reader, proofs, "opened");
  record.drawn_proof = read_proof(reader, proofs, "drawn");
  record.consistency = reader.hashes(proofs, "consistency", "proofs.");
  return {std::move(record), reader.take_problems()};
}

}  // namespace insyn
