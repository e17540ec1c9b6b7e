#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "domain/register/snapshot.h"

namespace insyn {

/// Registers by what was believed when: each row has a position from which it was believed and one
/// from which it was not any more. Positions are those of acts (the ledger orders, never the
/// clock): rows written at position p are believed by whoever asks for a known_at > p, so that
/// `known_at` is the number of acts that had been made.
class RegisterStore {
 public:
  virtual ~RegisterStore() = default;

  /// What was believed of the register when `known_at` acts had been made; in no order.
  virtual std::vector<BelievedRow> load(Register id, std::uint64_t known_at) = 0;

  /// Makes `rows` the belief from position `at` on, all or nothing, durably. Rows that are
  /// believed already stay as they are. `at` is not before any position written so far.
  virtual void replace(Register id, std::span<const BelievedRow> rows, std::uint64_t at) = 0;

  /// Takes back everything written at position `at` or later: what no act stands behind.
  virtual void forget_from(std::uint64_t at) = 0;
};

}  // namespace insyn
