#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace insyn {

/// The Merkle tree of RFC 6962 (section 2.1) with SHA-256, and its proofs as RFC 9162 checks them
/// (sections 2.1.3.2 and 2.1.4.2). Indexes count from 0. A proof that is a hash too long or too
/// short is no proof.

Bytes32 leaf_hash(std::string_view leaf);
Bytes32 node_hash(const Bytes32& left, const Bytes32& right);

/// The root of a tree without leaves is the SHA-256 of nothing.
Bytes32 tree_root(std::span<const Bytes32> leaf_hashes);

/// A tree that grows at its end. It keeps the roots of its full subtrees only: 32 bytes a level.
class MerkleTree {
 public:
  void append(const Bytes32& leaf_hash);
  Bytes32 root() const;
  std::uint64_t size() const { return size_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<Bytes32> full_;  ///< largest first: one for each bit that is set in the size
};

using MerkleProof = std::vector<Bytes32>;

/// That the leaf stands at `index`. Precondition: index < leaf_hashes.size().
MerkleProof inclusion_proof(std::span<const Bytes32> leaf_hashes, std::uint64_t index);

bool verify_inclusion(const Bytes32& leaf_hash, std::uint64_t index, std::uint64_t size,
                      std::span<const Bytes32> proof, const Bytes32& root);

/// That the first `old_size` leaves are those of the tree of that size; empty for 0 and for all.
/// Precondition: old_size <= leaf_hashes.size().
MerkleProof consistency_proof(std::span<const Bytes32> leaf_hashes, std::uint64_t old_size);

bool verify_consistency(std::uint64_t old_size, const Bytes32& old_root, std::uint64_t new_size,
                        const Bytes32& new_root, std::span<const Bytes32> proof);

}  // namespace insyn
