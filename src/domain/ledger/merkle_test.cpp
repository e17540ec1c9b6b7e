#include "domain/ledger/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/hex.h"

namespace insyn {
namespace {

constexpr std::size_t most = 70;

std::vector<Bytes32> invented_leaves(std::size_t count) {
  std::vector<Bytes32> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash("act " + std::to_string(i)));
  return leaves;
}

/// The definition of RFC 6962, section 2.1, word for word.
Bytes32 defined_root(std::span<const Bytes32> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  return node_hash(defined_root(leaves.first(split)), defined_root(leaves.subspan(split)));
}

/// The leaves of the test vectors of Certificate Transparency (merkle_tree_test.cc).
std::vector<Bytes32> published_leaves() {
  std::vector<Bytes32> leaves;
  for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                          "606162636465666768696a6b6c6d6e6f"})
    leaves.push_back(leaf_hash(*from_hex(hex)));
  return leaves;
}

std::vector<std::string> hex_of(const MerkleProof& proof) {
  std::vector<std::string> texts;
  for (const Bytes32& hash : proof) texts.push_back(to_hex(hash));
  return texts;
}

TEST(Merkle, RootsAreThePublishedOnes) {
  const char* const roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                               "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                               "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                               "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                               "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                               "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                               "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const auto leaves = published_leaves();
  MerkleTree tree;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    EXPECT_EQ(to_hex(tree.root()), roots[size]);
    EXPECT_EQ(tree.size(), size);
    if (size < leaves.size()) tree.append(leaves[size]);
  }
}

TEST(Merkle, ProofsAreThePublishedOnes) {
  const auto leaves = published_leaves();
  EXPECT_EQ(hex_of(inclusion_proof(leaves, 5)),
            (std::vector<std::string>{
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
  EXPECT_EQ(hex_of(consistency_proof(leaves, 6)),
            (std::vector<std::string>{
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
}

TEST(Merkle, EveryRootIsTheDefinitions) {
  const auto leaves = invented_leaves(most);
  const std::span<const Bytes32> all{leaves};
  MerkleTree tree;
  for (std::size_t size = 0; size <= most; ++size) {
    const Bytes32 root = defined_root(all.first(size));
    ASSERT_EQ(tree_root(all.first(size)), root) << size;
    ASSERT_EQ(tree.root(), root) << size;
    if (size < most) tree.append(leaves[size]);
  }
}

TEST(Merkle, EveryLeafIsProvedAndNoOtherLeafPlaceOrLength) {
  const auto leaves = invented_leaves(most);
  for (std::size_t size = 1; size <= most; ++size) {
    const std::span<const Bytes32> tree{leaves.data(), size};
    const Bytes32 root = tree_root(tree);
    for (std::size_t i = 0; i < size; ++i) {
      auto proof = inclusion_proof(tree, i);
      ASSERT_TRUE(verify_inclusion(leaves[i], i, size, proof, root)) << i << " of " << size;
      ASSERT_FALSE(verify_inclusion(leaf_hash("other"), i, size, proof, root));
      ASSERT_FALSE(verify_inclusion(leaves[i], size, size, proof, root));
      if (size > 1) {
        ASSERT_FALSE(verify_inclusion(leaves[i], i ^ 1, size, proof, root)) << i << " of " << size;
      }
      for (std::size_t at = 0; at < proof.size(); ++at) {
        proof[at][(i + at) % 32] ^= 0x10;
        ASSERT_FALSE(verify_inclusion(leaves[i], i, size, proof, root));
        proof[at][(i + at) % 32] ^= 0x10;
      }
      proof.push_back(root);
      ASSERT_FALSE(verify_inclusion(leaves[i], i, size, proof, root));
      proof.pop_back();
      if (proof.empty()) continue;
      proof.pop_back();
      ASSERT_FALSE(verify_inclusion(leaves[i], i, size, proof, root));
    }
  }
}

TEST(Merkle, EveryGrowthIsProvedAndNoOtherRootOrLength) {
  const auto leaves = invented_leaves(most);
  const std::span<const Bytes32> all{leaves};
  for (std::size_t size = 0; size <= most; ++size)
    for (std::size_t old = 0; old <= size; ++old) {
      const Bytes32 new_root = tree_root(all.first(size));
      const Bytes32 old_root = tree_root(all.first(old));
      auto proof = consistency_proof(all.first(size), old);
      ASSERT_TRUE(verify_consistency(old, old_root, size, new_root, proof)) << old << "→" << size;
      ASSERT_FALSE(verify_consistency(old, sha256("x"), size, new_root, proof));
      if (old > 0) {
        ASSERT_FALSE(verify_consistency(old, old_root, size, sha256("x"), proof));
        ASSERT_FALSE(verify_consistency(size + 1, old_root, size, new_root, proof));
      }
      for (std::size_t at = 0; at < proof.size(); ++at) {
        proof[at][(old + at) % 32] ^= 0x01;
        ASSERT_FALSE(verify_consistency(old, old_root, size, new_root, proof));
        proof[at][(old + at) % 32] ^= 0x01;
      }
      proof.push_back(new_root);
      ASSERT_FALSE(verify_consistency(old, old_root, size, new_root, proof));
      proof.pop_back();
      if (proof.empty()) continue;
      proof.pop_back();
      ASSERT_FALSE(verify_consistency(old, old_root, size, new_root, proof));
    }
}

TEST(Merkle, AnyChangedBitOfAProofFails) {
  const auto leaves = invented_leaves(11);
  const Bytes32 root = tree_root(leaves);
  auto inclusion = inclusion_proof(leaves, 10);
  auto growth = consistency_proof(leaves, 7);
  const Bytes32 old_root = tree_root(std::span{leaves}.first(7));
  for (std::size_t bit = 0; bit < 256; ++bit) {
    const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
    for (Bytes32& hash : inclusion) {
      hash[bit / 8] ^= mask;
      ASSERT_FALSE(verify_inclusion(leaves[10], 10, 11, inclusion, root));
      hash[bit / 8] ^= mask;
    }
    for (Bytes32& hash : growth) {
      hash[bit / 8] ^= mask;
      ASSERT_FALSE(verify_consistency(7, old_root, 11, root, growth));
      hash[bit / 8] ^= mask;
    }
  }
}

TEST(Merkle, AForkIsNoGrowth) {
  auto leaves = invented_leaves(20);
  const Bytes32 old_root = tree_root(std::span{leaves}.first(12));
  leaves[3] = leaf_hash("rewritten");
  EXPECT_FALSE(
      verify_consistency(12, old_root, 20, tree_root(leaves), consistency_proof(leaves, 12)));
}

RC_GTEST_PROP(Merkle, NonsenseIsNoProof, (std::uint64_t index, std::uint64_t size)) {
  const MerkleProof proof(*rc::gen::inRange<std::size_t>(0, 70), sha256("x"));
  RC_ASSERT(!verify_inclusion(sha256("leaf"), index, size, proof, sha256("root")));
  RC_ASSERT(!verify_consistency(index, sha256("old"), size, sha256("root"), proof));
}

}  // namespace
}  // namespace insyn
