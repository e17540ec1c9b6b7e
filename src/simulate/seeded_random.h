#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace insyn {

/// The 64-bit finaliser of splitmix64 (Steele, Lea, Flood 2014): every input bit reaches every
/// output bit.
constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits += 0x9E3779B97F4A7C15ULL;
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
  return bits ^ (bits >> 31);
}

/// A number that depends on all three and on nothing else: for choices that must come out the same
/// however often they are asked for.
constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return mixed(mixed(mixed(a) ^ b) ^ c);
}

/// xoshiro256** (Blackman, Vigna 2018), written here so that the same seed gives the same numbers
/// with every compiler and library. Integers only: floating point may round differently elsewhere.
/// Never draw twice in one call's arguments or one sum: compilers differ in which comes first.
class SeededRandom {
 public:
  /// Each topic has a sequence of its own, so that one part of the model can change alone.
  SeededRandom(std::uint64_t seed, std::uint64_t topic) {
    std::uint64_t at = mixed(seed, topic, 0);
    for (std::uint64_t& word : state_) word = at = mixed(at);
  }

  std::uint64_t next() {
    const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
  }

  /// 0 to count − 1; 0 if there is nothing to choose from.
  int below(int count) {
    if (count <= 0) return 0;
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
  }

  /// Both bounds included.
  int between(int least, int most) { return least + below(most - least + 1); }

  /// True in `parts` of 10,000.
  bool chance(int parts) { return below(10'000) < parts; }

  /// `value × numerator / denominator`, the remainder rounded up as often as it is large.
  int scaled(int value, int numerator, int denominator) {
    const std::int64_t product = std::int64_t{value} * numerator;
    const int rest = static_cast<int>(product % denominator);
    return static_cast<int>(product / denominator) + (below(denominator) < rest ? 1 : 0);
  }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[static_cast<std::size_t>(below(static_cast<int>(left)))]);
  }

 private:
  static constexpr std::uint64_t rotated(std::uint64_t bits, int by) {
    return (bits << by) | (bits >> (64 - by));
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace insyn
