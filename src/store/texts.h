#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/number.h"

namespace insyn {

/// Texts of the outside world as numbers (identities, names, purposes): the one place where they
/// are kept, encrypted, and found by a keyed hash. Equal texts have one number for ever; the empty
/// text is 0 and is never stored. Not thread-safe.
class Texts {
 public:
  virtual ~Texts() = default;

  /// The texts' numbers, in their order; new texts are added. Added texts are durable after `sync`.
  virtual std::vector<TextNo> intern(std::span<const std::string_view> texts) = 0;

  /// The numbers of texts that are known; 0 for those that aren't. Adds nothing.
  virtual std::vector<TextNo> find(std::span<const std::string_view> texts) = 0;

  /// The texts of numbers that `intern` gave; an unknown number is a broken home and throws.
  virtual std::vector<std::string> texts(std::span<const TextNo> numbers) = 0;

  /// Every text in one go, `result[number]`, the empty one first.
  virtual std::vector<std::string> all() = 0;

  /// How many texts there are; numbers run from 1 to it.
  virtual std::uint32_t count() = 0;

  /// Makes what was added durable.
  virtual void sync() = 0;

  /// What is wrong with the stored texts, one sentence each with numbers only; empty if nothing.
  virtual std::vector<std::string> verify() = 0;
};

}  // namespace insyn
