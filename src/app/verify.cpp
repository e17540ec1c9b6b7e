#include "app/verify.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/delivery_check.h"
#include "app/import_register.h"
#include "app/registers_at.h"
#include "app/written_file.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

std::string act_name(std::uint64_t seq) { return "Handling " + std::to_string(seq); }

/// Every leaf in its place, its checkpoint over the tree up to it, its words under their hash.
void check_acts(Home& home, Verification& found) {
  MerkleTree tree;
  std::uint64_t expected = 0;
  for (const StoredAct& stored : home.stores.acts.read(0)) {
    tree.append(leaf_hash(stored.leaf));
    const std::string name = act_name(expected);
    const auto act = parse_leaf(stored.leaf);
    if (!act || act->seq != expected) {
      found.problems.push_back(name + ": bladet är inte det som skrevs.");
      ++expected;
      continue;
    }
    const auto checkpoint =
        open_checkpoint(stored.checkpoint, format_vkey(home.ledger.key().verifier()));
    if (!checkpoint)
      found.problems.push_back(name + ": signaturen på kontrollpunkten stämmer inte.");
    else if (checkpoint->size != expected + 1 || checkpoint->root != tree.root())
      found.problems.push_back(name + ": kontrollpunkten stämmer inte med liggaren.");
    const auto whole = home.stores.acts.with_words(expected);
    if (!whole) {
      found.problems.push_back(name + ": handlingen ligger inte på sin plats.");
    } else if (!whole->words || !whole->salt) {
      found.warnings.push_back(name + ": orden är gallrade; beviset finns kvar.");
    } else {
      auto leaf = parse_json(stored.leaf, "leaf");
      const std::string hash = to_hex(private_hash(*whole->salt, *whole->words));
      if (!leaf || std::string_view{leaf->as_object()["private"].as_string()} != hash)
        found.problems.push_back(name + ": orden är inte de som skrevs.");
    }
    ++expected;
  }
  found.size = expected;
  found.root = tree.root();
}

/// Files that no act stands behind, which an import that was cut short left: nobody believes them,
/// and the import that completes them will.
void check_other_files(Home& home, Verification& found) {
  std::set<std::string> with_act;
  for (const DeliveryState& delivery : home.ledger.state().deliveries)
    with_act.insert(delivery.sha256);
  for (const std::uint64_t seq : home.ledger.state().register_imports)
    if (const auto act = parse_leaf(home.ledger.stored(seq).leaf))
      with_act.insert(text_of(act->open, "sha256"));
  for (const Bytes32& sha : home.stores.deliveries.list()) {
    if (with_act.contains(to_hex(sha))) continue;
    const std::string name = "Filen deliveries/" + to_hex(sha);
    guarded(found, name, [&] {
      auto bytes = home.stores.deliveries.get(sha);
      Sha256Stream hash;
      if (bytes)
        for (std::string_view piece = (*bytes)->next(); !piece.empty(); piece = (*bytes)->next())
          hash.update(piece);
      if (hash.finish() != sha) found.problems.push_back(name + " är inte den som togs emot.");
    });
  }
}

/// The rejected rows of imports, against what their acts noted of them.
void check_rejected(Home& home, Verification& found) {
  const auto check = [&](std::uint64_t seq, const std::filesystem::path& file) {
    const json::object words = home.ledger.words(seq);
    if (words.contains("rejected_sha256") &&
        !is_in_place(home, file, text_of(words, "rejected_sha256")))
      found.problems.push_back(act_name(seq) + ": de avvisade raderna i " + file.string() +
                               " är inte de som skrevs.");
  };
  for (const DeliveryState& delivery : home.ledger.state().deliveries)
    check(delivery.seq, rejected_of_log(delivery.number));
  for (const std::uint64_t seq : home.ledger.state().register_imports)
    if (const auto act = parse_leaf(home.ledger.stored(seq).leaf))
      check(seq, rejected_of_register(seq, text_of(act->open, "register")));
}

/// An operator may change sources.toml, so that it has changed is said and is no fault.
void check_sources(Home& home, Verification& found) {
  std::uint64_t last = home.ledger.state().made;
  if (!home.ledger.state().deliveries.empty()) last = home.ledger.state().deliveries.back().seq;
  const std::string noted = text_of(home.ledger.words(last), "sources_sha256");
  if (!noted.empty() && noted != sources_sha256(home))
    found.warnings.push_back("sources.toml är inte som den var vid handling " +
                             std::to_string(last) + ". Har ingen ändrat den, återställ den.");
}

/// Does every register import again, from its raw file, and compares what is believed after it
/// with what the store believes.
class RegisterReplay {
 public:
  RegisterReplay(Home& home, Verification& found) : home_{home}, found_{found} {}

  void check(std::uint64_t seq) {
    const auto act = parse_leaf(home_.ledger.stored(seq).leaf);
    const auto id = act ? parse_register(text_of(act->open, "register")) : std::nullopt;
    const auto sha = act ? bytes32_from_hex(text_of(act->open, "sha256")) : std::nullopt;
    if (!id || !sha) return;
    const RegisterSchema& schema = schema_of(*id);
    const std::string name = act_name(seq) + " (registret " + std::string{schema.name} + ")";
    auto bytes = home_.stores.deliveries.get(*sha);
    if (!bytes) {
      lost_.insert(*id);
      (bytes.error().code == "delivery-purged" ? found_.warnings : found_.problems)
          .push_back(name + ": " + bytes.error().text);
      return;
    }
    std::string content;
    for (std::string_view piece = (*bytes)->next(); !piece.empty(); piece = (*bytes)->next())
      content.append(piece);
    if (sha256(content) != *sha) {
      lost_.insert(*id);
      found_.problems.push_back(name + ": filen är inte den som togs emot.");
      return;
    }
    const auto file = read_register(schema, content, "");
    if (!file || lost_.contains(*id)) return;
    const std::vector<std::string_view> views{file->texts.begin(), file->texts.end()};
    const auto rows = rows_with_numbers(schema, *file, home_.stores.texts.find(views));
    const auto mode =
        text_of(act->open, "mode") == "correct" ? SnapshotMode::correct : SnapshotMode::usual;
    auto& believed = believed_[*id];
    auto before = believed;
    believed = next_belief(schema, believed, rows, day_of(act->at), mode);
    // What is believed changes at imports only: on both sides of each it must be what it should.
    if (!is_stored(*id, seq, before) || !is_stored(*id, seq + 1, believed))
      found_.problems.push_back(name + ": raderna i registret är inte filens.");
  }

  /// After the last import: what is believed now.
  void finish() {
    for (const RegisterSchema& schema : register_schemas())
      if (!lost_.contains(schema.id) &&
          !is_stored(schema.id, home_.ledger.size(), believed_[schema.id]))
        found_.problems.push_back("Raderna i registret " + std::string{schema.name} +
                                  " är inte de som importerades.");
  }

 private:
  bool is_stored(Register id, std::uint64_t known_at, std::vector<BelievedRow> wanted) {
    auto stored = home_.stores.registers.load(id, known_at);
    std::ranges::sort(stored);
    std::ranges::sort(wanted);
    return stored == wanted;
  }

  Home& home_;
  Verification& found_;
  std::map<Register, std::vector<BelievedRow>> believed_;
  std::set<Register> lost_;  // what came after a file that can't be read can't be compared
};

void check_registers(Home& home, Verification& found) {
  RegisterReplay replay{home, found};
  for (const std::uint64_t seq : home.ledger.state().register_imports)
    guarded(found, act_name(seq), [&] { replay.check(seq); });
  guarded(found, "Registren", [&] { replay.finish(); });
}

void check_against(Home& home, std::string_view note, Verification& found) {
  const auto checkpoint = open_checkpoint(note, format_vkey(home.ledger.key().verifier()));
  if (!checkpoint) {
    found.problems.emplace_back(
        "Kontrollpunkten är inte den här hemmets: signaturen stämmer inte med nyckeln.");
    return;
  }
  if (checkpoint->size > home.ledger.size()) {
    found.problems.push_back("Kontrollpunkten har " + std::to_string(checkpoint->size) +
                             " handlingar men liggaren bara " + std::to_string(home.ledger.size()) +
                             ": något har tagits bort.");
    return;
  }
  const auto& leaves = home.ledger.leaves();
  const auto before = std::span{leaves}.first(static_cast<std::size_t>(checkpoint->size));
  if (tree_root(before) != checkpoint->root)
    found.problems.emplace_back("Det som fanns vid kontrollpunkten är inte det som finns nu.");
}

}  // namespace

Verification verify_home(Home& home, std::string_view against) {
  Verification found;
  guarded(found, "Filen insyn.db", [&] {
    for (std::string& problem : home.check_files()) found.problems.push_back(std::move(problem));
  });
  guarded(found, "Liggaren", [&] { check_acts(home, found); });
  guarded(found, "Texterna", [&] {
    for (std::string& problem : home.stores.texts.verify())
      found.problems.push_back(std::move(problem));
  });
  check_deliveries(home, found);
  guarded(found, "Leveranserna", [&] { check_other_files(home, found); });
  guarded(found, "De avvisade raderna", [&] { check_rejected(home, found); });
  guarded(found, "sources.toml", [&] { check_sources(home, found); });
  check_registers(home, found);
  if (!against.empty()) check_against(home, against, found);
  guarded(found, "Registren", [&] {
    const auto registers = registers_at(home, home.ledger.size());
    found.warnings.insert(found.warnings.end(), registers.warnings.begin(),
                          registers.warnings.end());
  });
  return found;
}

}  // namespace insyn
