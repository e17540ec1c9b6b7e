#include "domain/register/snapshot.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

std::int64_t cell(const RegisterRow& row, int column) {
  return row.cells[static_cast<std::size_t>(column)];
}

/// The number of a day in the register's end column, which holds days or instants.
std::int64_t as_end(const RegisterSchema& schema, Day day) {
  const Column& column = schema.columns[static_cast<std::size_t>(schema.end)];
  return column.kind == CellKind::day ? static_cast<std::int64_t>(day.time_since_epoch().count())
                                      : start_of(day).time_since_epoch().count();
}

bool has_ended(const RegisterSchema& schema, const RegisterRow& row, Day today) {
  if (schema.end < 0) return false;
  const std::int64_t end = cell(row, schema.end);
  return end != empty_cell && end <= as_end(schema, today);
}

RegisterRow with_end(const RegisterSchema& schema, RegisterRow row, std::int64_t end) {
  row.cells[static_cast<std::size_t>(schema.end)] = end;
  return row;
}

/// What becomes of a row that the snapshot doesn't list any more; none if it would never have held.
std::optional<BelievedRow> gone(const RegisterSchema& schema, const RegisterRow& row, Day today) {
  if (has_ended(schema, row, today)) return BelievedRow{row, false};
  if (schema.end < 0) {
    BelievedRow ended{row, false};
    if (row.cells.size() == schema.columns.size())
      ended.row.cells.push_back(static_cast<std::int64_t>(today.time_since_epoch().count()));
    return ended;
  }
  const std::int64_t end = as_end(schema, today);
  if (schema.start >= 0 && cell(row, schema.start) >= end && schema.id != Register::cases)
    return std::nullopt;
  return BelievedRow{with_end(schema, row, end), false};
}

/// Whether the sorted rows have one with this row's id, in a register of one row an id.
bool has_id_of(const RegisterSchema& schema, std::span<const RegisterRow> sorted,
               const RegisterRow& row) {
  if (!schema.unique_first) return false;
  const auto id = [](const RegisterRow& x) { return x.cells.front(); };
  return std::ranges::binary_search(sorted, id(row), {}, id);
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
      std::ranges::transform(listed, std::back_inserter(known_ends), [&](const RegisterRow& row) {
        return with_end(schema, row, empty_cell);
      });
      std::ranges::sort(known_ends);
    }
    for (const BelievedRow& old : believed) {
      if (std::ranges::binary_search(listed, old.row)) continue;
      if (has_id_of(schema, listed, old.row)) continue;
      const bool open = schema.open_end && cell(old.row, schema.end) == empty_cell;
      if (open && std::ranges::binary_search(known_ends, old.row)) continue;
      if (auto row = gone(schema, old.row, today)) result.push_back(std::move(*row));
    }
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::size_t rows_in_force(const RegisterSchema& schema, std::span<const BelievedRow> believed,
                          Day today) {
  return static_cast<std::size_t>(std::ranges::count_if(believed, [&](const BelievedRow& row) {
    return row.listed && !has_ended(schema, row.row, today);
  }));
}

}  // namespace insyn
