#include "domain/sampling/frame.h"

#include <algorithm>

#include "base/hex.h"
#include "domain/ledger/merkle.h"

namespace insyn {

namespace {

constexpr std::size_t pseudonym_size = 32;

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string pseudonym(const Bytes32& key, std::string_view staff_id) {
  return to_hex(hmac_sha256(as_view(key), staff_id)).substr(0, pseudonym_size);
}

std::string frame_line(std::string_view period, std::string_view stratum,
                       std::string_view pseudonym) {
  std::string line{period};
  line += '/';
  line += stratum;
  line += '/';
  line += pseudonym;
  return line;
}

std::optional<FrameLine> parse_frame_line(std::string_view text) {
  const std::size_t first = text.find('/');
  const std::size_t last = text.rfind('/');
  if (first == last) return std::nullopt;
  const FrameLine line{text.substr(0, first), text.substr(first + 1, last - first - 1),
                       text.substr(last + 1)};
  if (line.pseudonym.size() != pseudonym_size ||
      !std::all_of(line.pseudonym.begin(), line.pseudonym.end(), is_lower_hex))
    return std::nullopt;
  return line;
}

Bytes32 frame_root(std::span<const std::string> sorted_lines) {
  MerkleTree tree;
  for (const std::string& line : sorted_lines) tree.append(leaf_hash(line));
  return tree.root();
}

std::int64_t sample_size(std::int64_t population, std::int64_t share) {
  return (population * share + 999) / 1000;
}

}  // namespace insyn
