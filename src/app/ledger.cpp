#include "app/ledger.h"

#include "base/check.h"
#include "base/hex.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

Error broken_leaf(std::string_view what) {
  return {ErrorKind::home, "leaf-broken",
          "En handling i liggaren går inte att läsa (" + std::string{what} +
              "). Kör `insyn verify` och återställ från säkerhetskopia."};
}

const json::value* member(const json::object& object, std::string_view name) {
  return object.if_contains(name);
}

}  // namespace

Bytes32 private_hash(std::string_view salt, std::string_view words) {
  Sha256Stream stream;
  stream.update(salt);
  stream.update(words);
  return stream.finish();
}

Result<Act> parse_leaf(std::string_view leaf) {
  auto parsed = parse_json(leaf, "ledger");
  if (!parsed || !parsed->is_object()) return fail(broken_leaf("json"));
  const json::object& object = parsed->get_object();
  const auto* seq = member(object, "seq");
  const auto* at = member(object, "at");
  const auto* kind = member(object, "kind");
  const auto* version = member(object, "version");
  const auto* open = member(object, "public");
  if (seq == nullptr || !seq->is_int64() || at == nullptr || !at->is_string() || kind == nullptr ||
      !kind->is_string() || version == nullptr || !version->is_int64() || open == nullptr ||
      !open->is_object())
    return fail(broken_leaf("fält"));
  Act act;
  act.seq = static_cast<std::uint64_t>(seq->get_int64());
  act.at = parse_time(at->get_string()).at;
  act.kind = kind->get_string();
  act.version = static_cast<int>(version->get_int64());
  act.open = open->get_object();
  return act;
}

Result<Ledger> Ledger::open(ActLog& log, const LedgerKey& key) {
  Ledger ledger{log, key};
  if (const auto read = ledger.catch_up(); !read) return fail(read.error());
  return ledger;
}

Result<Done> Ledger::catch_up() {
  for (const StoredAct& stored : log_->read(size())) {
    auto act = parse_leaf(stored.leaf);
    if (!act) return fail(act.error());
    const Bytes32 hash = leaf_hash(stored.leaf);
    leaves_.push_back(hash);
    tree_.append(hash);
    apply(state_, *act);
  }
  return Done{};
}

Result<Act> Ledger::record(NewAct fresh, Instant now) {
  Act act;
  act.seq = size();
  act.at = now;
  act.kind = fresh.kind;
  act.open = std::move(fresh.open);

  StoredAct stored;
  stored.seq = act.seq;
  stored.salt = random_bytes(32);
  stored.words = canonical_json(fresh.words, fresh.ready_words);
  json::object leaf;
  leaf["seq"] = static_cast<std::int64_t>(act.seq);
  leaf["at"] = format_instant(act.at);
  leaf["kind"] = act.kind;
  leaf["version"] = act.version;
  leaf["public"] = act.open;
  leaf["private"] = to_hex(private_hash(*stored.salt, *stored.words));
  stored.leaf = canonical_json(leaf);

  const Bytes32 hash = leaf_hash(stored.leaf);
  MerkleTree tree = tree_;
  tree.append(hash);
  stored.checkpoint = sign_checkpoint(*key_, act.seq + 1, tree.root());
  if (const auto done = log_->append(stored); !done) return fail(done.error());

  tree_ = std::move(tree);
  leaves_.push_back(hash);
  apply(state_, act);
  return act;
}

StoredAct Ledger::stored(std::uint64_t seq) const {
  auto acts = log_->read(seq);
  check(!acts.empty(), "an act that the state knows is in the log");
  return std::move(acts.front());
}

json::object Ledger::words(std::uint64_t seq) const {
  const auto stored = log_->with_words(seq);
  if (!stored || !stored->words) return {};
  auto parsed = parse_json(*stored->words, "ledger");
  if (!parsed || !parsed->is_object()) return {};
  return std::move(parsed->get_object());
}

}  // namespace insyn
