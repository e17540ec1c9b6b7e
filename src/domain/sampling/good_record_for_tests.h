#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/hex.h"
#include "domain/ledger/checkpoint.h"
#include "domain/ledger/merkle.h"
#include "domain/sampling/draw.h"
#include "domain/sampling/frame.h"
#include "domain/sampling/record.h"

namespace insyn {

/// The public record of a small audit, with a ledger made for it, and what it is made of: for tests
/// and fuzz targets that forge it.

inline const LedgerKey ledger_key{"insyn.example/test", ed25519_key(sha256("a key for tests"))};

inline std::string act_leaf(std::size_t seq, const char* kind, const json::object& words) {
  return canonical_json(json::object{{"seq", seq},
                                     {"at", "2026-03-03T09:00:00Z"},
                                     {"kind", kind},
                                     {"version", 1},
                                     {"public", words},
                                     {"private", std::string(64, '0')}});
}

inline std::string other_act(std::size_t seq) { return act_leaf(seq, "other", {}); }

inline ActProof proof_of_last(const std::vector<std::string>& acts) {
  std::vector<Bytes32> hashes;
  hashes.reserve(acts.size());
  for (const std::string& leaf : acts) hashes.push_back(leaf_hash(leaf));
  const auto index = hashes.size() - 1;
  return {static_cast<std::int64_t>(index), acts.back(), inclusion_proof(hashes, index)};
}

inline std::string checkpoint_of(const std::vector<std::string>& acts) {
  MerkleTree tree;
  for (const std::string& leaf : acts) tree.append(leaf_hash(leaf));
  return sign_checkpoint(ledger_key, tree.size(), tree.root());
}

/// Frame, sizes and draw of a small audit with an empty stratum.
inline DrawRecord drawn_audit() {
  DrawRecord record;
  record.period = "2026-1";
  record.strata = {
      {"authority", 150, 21, 4}, {"delivery-high", 100, 8, 1}, {"unplaced", 1000, 0, 0}};
  for (const RecordStratum& stratum : record.strata)
    for (int i = 0; i < stratum.population; ++i)
      record.frame.push_back(
          frame_line("2026-1", stratum.id, pseudonym({}, stratum.id + std::to_string(i))));
  std::sort(record.frame.begin(), record.frame.end());
  record.frame_root = frame_root(record.frame);
  record.seed_source = "dice, two witnesses, 3 March 10:00";
  record.seed = "31415926535897932384";
  record.draw =
      draw({{"authority", 4}, {"delivery-high", 1}, {"unplaced", 0}}, record.frame, record.seed);
  return record;
}

inline json::object opened_words(const DrawRecord& record) {
  const json::value source =
      record.seed_source ? json::value(to_hex(sha256(*record.seed_source))) : json::value{};
  return {{"period", record.period},           {"frame_root", to_hex(record.frame_root)},
          {"frame_size", record.frame.size()}, {"strata", strata_json(record.strata)},
          {"seed_source_sha256", source},      {"further", "something"}};
}

/// The same with a ledger in which the opening is act 4 and the draw act 9.
inline DrawRecord with_ledger(DrawRecord record, const json::object& opened_public) {
  std::vector<std::string> acts;
  while (acts.size() < 4) acts.push_back(other_act(acts.size()));
  acts.push_back(act_leaf(4, "audit-opened", opened_public));
  record.opened = checkpoint_of(acts);
  record.opened_proof = proof_of_last(acts);
  while (acts.size() < 9) acts.push_back(other_act(acts.size()));
  acts.push_back(
      act_leaf(9, "audit-drawn", {{"opened", 4}, {"seed_sha256", to_hex(sha256(record.seed))}}));
  record.drawn = checkpoint_of(acts);
  record.drawn_proof = proof_of_last(acts);
  std::vector<Bytes32> hashes;
  hashes.reserve(acts.size());
  for (const std::string& leaf : acts) hashes.push_back(leaf_hash(leaf));
  record.consistency = consistency_proof(hashes, 5);
  record.key = format_vkey(ledger_key.verifier());
  return record;
}

/// A record that nothing is wrong with.
inline DrawRecord good_record() {
  const DrawRecord record = drawn_audit();
  return with_ledger(record, opened_words(record));
}

}  // namespace insyn
