#include "domain/register/snapshot.h"

#include <algorithm>
#include <iterator>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

std::int64_t& end_of(const RegisterSchema& schema, RegisterRow& row) {
  return row.cells[static_cast<std::size_t>(schema.end)];
}

bool is_open(const RegisterSchema& schema, const RegisterRow& row) {
  return schema.open_end && row.cells[static_cast<std::size_t>(schema.end)] == empty_cell;
}

RegisterRow without_end(const RegisterSchema& schema, RegisterRow row) {
  end_of(schema, row) = empty_cell;
  return row;
}

/// A row that the snapshot doesn't list any more.
BelievedRow gone(const RegisterSchema& schema, RegisterRow row, Day today) {
  if (is_open(schema, row)) {
    // A validity that would end before it began says nothing; it ends where it began.
    const auto day = static_cast<std::int64_t>(today.time_since_epoch().count());
    const std::int64_t start =
        schema.start >= 0 ? row.cells[static_cast<std::size_t>(schema.start)] : empty_cell;
    end_of(schema, row) = std::max(day, start);
  }
  return {std::move(row), false};
}

}  // namespace

std::vector<BelievedRow> next_belief(const RegisterSchema& schema,
                                     std::span<const BelievedRow> believed,
                                     std::span<const RegisterRow> snapshot, Day today,
                                     SnapshotMode mode) {
  std::vector<RegisterRow> listed{snapshot.begin(), snapshot.end()};
  std::ranges::sort(listed);
  listed.erase(std::unique(listed.begin(), listed.end()), listed.end());

  std::vector<BelievedRow> result;
  result.reserve(listed.size());
  for (const RegisterRow& row : listed) result.push_back({row, true});

  if (mode == SnapshotMode::usual) {
    std::vector<RegisterRow> known_ends;  // the listed rows as they were while they were open
    if (schema.open_end) {
      std::ranges::transform(listed, std::back_inserter(known_ends),
                             [&](const RegisterRow& row) { return without_end(schema, row); });
      std::ranges::sort(known_ends);
    }
    for (const BelievedRow& old : believed) {
      if (std::ranges::binary_search(listed, old.row)) continue;
      if (is_open(schema, old.row) && std::ranges::binary_search(known_ends, old.row)) continue;
      result.push_back(gone(schema, old.row, today));
    }
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::size_t rows_in_force(const RegisterSchema& schema, std::span<const BelievedRow> believed,
                          Day today) {
  const auto day = static_cast<std::int64_t>(today.time_since_epoch().count());
  const auto instant = start_of(today).time_since_epoch().count();
  return static_cast<std::size_t>(std::ranges::count_if(believed, [&](const BelievedRow& row) {
    if (!row.listed) return false;
    if (schema.end < 0) return true;
    const auto column = static_cast<std::size_t>(schema.end);
    const std::int64_t end = row.row.cells[column];
    if (end == empty_cell) return true;
    return schema.columns[column].kind == CellKind::day ? end > day : end > instant;
  }));
}

}  // namespace insyn
