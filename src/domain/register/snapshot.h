#pragma once

#include <span>
#include <vector>

#include "domain/calendar/time.h"
#include "domain/register/schema.h"

namespace insyn {

/// A row as it is believed: what a snapshot said, or what became of a row that a later one left
/// out.
struct BelievedRow {
  RegisterRow row;
  bool listed = true;  ///< in the latest snapshot; false: gone from it, kept with its end
  friend auto operator<=>(const BelievedRow&, const BelievedRow&) = default;
};

/// Whether a later snapshot adds to what was believed or takes its place.
enum class SnapshotMode { usual, correct };

/// What is believed of a register after a snapshot (contract 3), sorted.
///
/// Every row of the snapshot is believed. A row that is gone from it and had not ended gets `today`
/// as its end (where rows have no end, as one cell more); one that had ended stays. A row that was
/// to begin today or later, and is gone, never held. A row that comes back the same but for an end
/// that is now filled in is that row ended, not a gone one. Of an id that only one row may have,
/// the row of the last snapshot that had it is believed, and nothing of what it was before. With
/// `correct` nothing but the snapshot is believed.
std::vector<BelievedRow> next_belief(const RegisterSchema& schema,
                                     std::span<const BelievedRow> believed,
                                     std::span<const RegisterRow> snapshot, Day today,
                                     SnapshotMode mode);

/// How many rows are in force: listed, and not ended by `today`.
std::size_t rows_in_force(const RegisterSchema& schema, std::span<const BelievedRow> believed,
                          Day today);

}  // namespace insyn
