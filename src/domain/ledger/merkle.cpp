#include "domain/ledger/merkle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/check.h"

namespace insyn {

namespace {

/// Where a tree of two leaves or more parts: the largest power of two below its size.
std::size_t split_point(std::size_t size) { return std::bit_floor(size - 1); }

/// Moves both places up the tree until the first is a right child or the root.
void climb_to_right_child(std::uint64_t& first, std::uint64_t& last) {
  while (first != 0 && first % 2 == 0) {
    first >>= 1;
    last >>= 1;
  }
}

/// SUBPROOF of RFC 6962, 2.1.2: `whole` tells that the old tree is exactly this subtree's start, so
/// that who checks has its root already.
void add_subproof(std::span<const Bytes32> leaves, std::size_t old_size, bool whole,
                  MerkleProof& proof) {
  if (old_size == leaves.size()) {
    if (!whole) proof.push_back(tree_root(leaves));
    return;
  }
  const std::size_t split = split_point(leaves.size());
  if (old_size <= split) {
    add_subproof(leaves.first(split), old_size, whole, proof);
    proof.push_back(tree_root(leaves.subspan(split)));
  } else {
    add_subproof(leaves.subspan(split), old_size - split, false, proof);
    proof.push_back(tree_root(leaves.first(split)));
  }
}

}  // namespace

Bytes32 leaf_hash(std::string_view leaf) {
  Sha256Stream stream;  // leaves may be long: they aren't copied to put a byte before them
  stream.update(std::string_view{"\0", 1});
  stream.update(leaf);
  return stream.finish();
}

Bytes32 node_hash(const Bytes32& left, const Bytes32& right) {
  std::array<char, 65> bytes{};
  bytes[0] = '\x01';
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return sha256({bytes.data(), bytes.size()});
}

Bytes32 tree_root(std::span<const Bytes32> leaf_hashes) {
  MerkleTree tree;
  for (const Bytes32& hash : leaf_hashes) tree.append(hash);
  return tree.root();
}

void MerkleTree::append(const Bytes32& leaf_hash) {
  full_.push_back(leaf_hash);
  // As in binary counting, every one that the addition carries over joins two full subtrees.
  for (std::uint64_t carry = size_; carry % 2 == 1; carry >>= 1) {
    const Bytes32 right = full_.back();
    full_.pop_back();
    full_.back() = node_hash(full_.back(), right);
  }
  ++size_;
}

Bytes32 MerkleTree::root() const {
  if (full_.empty()) return sha256("");
  Bytes32 root = full_.back();
  for (std::size_t i = full_.size() - 1; i-- > 0;) root = node_hash(full_[i], root);
  return root;
}

MerkleProof inclusion_proof(std::span<const Bytes32> leaf_hashes, std::uint64_t index) {
  check(index < leaf_hashes.size(), "the leaf is in the tree");
  MerkleProof proof;
  while (leaf_hashes.size() > 1) {
    const std::size_t split = split_point(leaf_hashes.size());
    if (index < split) {
      proof.push_back(tree_root(leaf_hashes.subspan(split)));
      leaf_hashes = leaf_hashes.first(split);
    } else {
      proof.push_back(tree_root(leaf_hashes.first(split)));
      leaf_hashes = leaf_hashes.subspan(split);
      index -= split;
    }
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool verify_inclusion(const Bytes32& leaf_hash, std::uint64_t index, std::uint64_t size,
                      std::span<const Bytes32> proof, const Bytes32& root) {
  if (index >= size) return false;
  std::uint64_t place = index;
  std::uint64_t last = size - 1;
  Bytes32 hash = leaf_hash;
  for (const Bytes32& sibling : proof) {
    if (last == 0) return false;
    if (place % 2 == 1 || place == last) {
      hash = node_hash(sibling, hash);
      climb_to_right_child(place, last);
    } else {
      hash = node_hash(hash, sibling);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

MerkleProof consistency_proof(std::span<const Bytes32> leaf_hashes, std::uint64_t old_size) {
  check(old_size <= leaf_hashes.size(), "the old tree isn't larger");
  MerkleProof proof;
  if (old_size > 0) add_subproof(leaf_hashes, old_size, true, proof);
  return proof;
}

bool verify_consistency(std::uint64_t old_size, const Bytes32& old_root, std::uint64_t new_size,
                        const Bytes32& new_root, std::span<const Bytes32> proof) {
  if (old_size > new_size) return false;
  if (old_size == 0 && old_root != sha256("")) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  if (old_size == 0) return proof.empty();
  std::uint64_t place = old_size - 1;
  std::uint64_t last = new_size - 1;
  while (place % 2 == 1) {
    place >>= 1;
    last >>= 1;
  }
  // A full old tree is itself a node of the new one, and its root isn't sent.
  const bool full = std::has_single_bit(old_size);
  if (!full && proof.empty()) return false;
  Bytes32 old_hash = full ? old_root : proof.front();
  Bytes32 new_hash = old_hash;
  for (const Bytes32& sibling : proof.subspan(full ? 0 : 1)) {
    if (last == 0) return false;
    if (place % 2 == 1 || place == last) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      climb_to_right_child(place, last);
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == old_root && new_hash == new_root;
}

}  // namespace insyn
