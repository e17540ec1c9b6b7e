#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/edited_for_tests.h"
#include "domain/ledger/merkle.h"

namespace insyn {
namespace {

constexpr std::uint64_t leaf_count = 23;

std::vector<Bytes32> numbered_leaves() {
  std::vector<Bytes32> leaves;
  for (std::uint64_t i = 0; i < leaf_count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

std::string bytes_of(const MerkleProof& proof) {
  std::string bytes;
  for (const Bytes32& hash : proof) bytes += as_view(hash);
  return bytes;
}

/// As many whole hashes as there are.
MerkleProof proof_of(std::string_view bytes) {
  MerkleProof proof(bytes.size() / 32);
  for (std::size_t i = 0; i < proof.size(); ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(32 * i), 32, proof[i].begin());
  return proof;
}

// A proof with changes: of one leaf at one place, and of one older tree, there is one proof.
void fuzz_one(std::string_view input) {
  if (input.size() < 4) return;
  static const std::vector<Bytes32> leaves = numbered_leaves();
  const std::span<const Bytes32> all{leaves};
  const auto number = [&](std::size_t at) { return static_cast<std::uint8_t>(input[at]); };
  const std::uint64_t size = number(0) % leaf_count + 1;
  const std::uint64_t index = number(1) % size;
  const std::uint64_t claimed_index = number(2) % 32U;
  const std::uint64_t claimed_size = number(3) % 32U;
  const auto tree = all.first(size);
  const Bytes32 root = tree_root(tree);
  const std::string_view script = input.substr(4);

  const MerkleProof inclusion = inclusion_proof(tree, index);
  check(verify_inclusion(leaves[index], index, size, inclusion, root), "a right proof is right");
  const MerkleProof changed = proof_of(edited(bytes_of(inclusion), script));
  if (verify_inclusion(leaves[index], index, size, changed, root))
    check(changed == inclusion, "no other way leads to the root");
  if (claimed_index != index)
    check(!verify_inclusion(leaves[index], claimed_index, size, changed, root),
          "a leaf stands in one place");
  verify_inclusion(leaves[index], claimed_index, claimed_size, changed, root);

  const std::uint64_t old_size = index;
  const Bytes32 old_root = tree_root(all.first(old_size));
  const MerkleProof consistency = consistency_proof(tree, old_size);
  check(verify_consistency(old_size, old_root, size, root, consistency), "a tree has grown");
  const MerkleProof other = proof_of(edited(bytes_of(consistency), script));
  if (verify_consistency(old_size, old_root, size, root, other))
    check(other == consistency, "no other proof shows that a tree has grown");
  if (verify_consistency(claimed_size, old_root, size, root, other))
    check(claimed_size == old_size, "an old root is of one size");
  verify_consistency(claimed_index, old_root, claimed_size, root, other);
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
