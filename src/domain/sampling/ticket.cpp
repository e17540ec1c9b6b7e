#include "domain/sampling/ticket.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

#include "base/hash.h"
#include "base/hex.h"

namespace insyn {

namespace {

constexpr std::size_t least_digits = 64;
constexpr std::size_t chunk_digits = 9;
constexpr std::uint64_t chunk = 1'000'000'000;
constexpr std::size_t chunk_count = 9;  // 2^256 has 78 digits

/// The number's decimal digits from the lowest up, with zeros above to at least 64.
std::string reversed_decimal(const Bytes32& big_endian) {
  std::array<std::uint32_t, 8> limbs{};  // highest first
  for (std::size_t i = 0; i < big_endian.size(); ++i)
    limbs[i / 4] = limbs[i / 4] << 8 | big_endian[i];
  std::string digits;
  digits.reserve(chunk_digits * chunk_count);
  for (std::size_t i = 0; i < chunk_count; ++i) {
    std::uint64_t rest = 0;
    for (std::uint32_t& limb : limbs) {
      const std::uint64_t part = rest << 32 | limb;
      limb = static_cast<std::uint32_t>(part / chunk);
      rest = part % chunk;
    }
    for (std::size_t d = 0; d < chunk_digits; ++d, rest /= 10)
      digits += static_cast<char>('0' + rest % 10);
  }
  while (digits.size() > least_digits && digits.back() == '0') digits.pop_back();
  return digits;
}

}  // namespace

std::string seed_hash(std::string_view seed) { return to_hex(sha256(seed)); }

std::string ticket(std::string_view seed_hash_hex, std::string_view line) {
  std::string bytes;
  bytes.reserve(seed_hash_hex.size() + line.size());
  bytes += seed_hash_hex;
  bytes += line;
  return "0." + reversed_decimal(sha256(bytes));
}

std::vector<Ticketed> lowest_tickets(const std::vector<std::string>& lines, std::size_t count,
                                     std::string_view seed_hash_hex) {
  std::vector<Ticketed> all;
  all.reserve(lines.size());
  for (const std::string& line : lines) all.push_back({ticket(seed_hash_hex, line), line});
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()));
  std::partial_sort(all.begin(), middle, all.end(), [](const Ticketed& a, const Ticketed& b) {
    return std::tie(a.ticket, a.line) < std::tie(b.ticket, b.line);
  });
  all.erase(middle, all.end());
  return all;
}

}  // namespace insyn
