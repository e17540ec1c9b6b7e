#include "domain/register/stored_row.h"

namespace insyn {
namespace {

constexpr std::int64_t first_day = -719'162;  // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31, day_never
constexpr std::int64_t micros_a_day = 86'400'000'000;

bool is_day(std::int64_t cell) { return cell >= first_day && cell <= last_day; }

bool is_cell(const Column& column, std::int64_t cell, std::size_t texts) {
  if (column.kind == CellKind::text)
    return cell >= (column.required ? 1 : 0) && static_cast<std::size_t>(cell) < texts;
  if (cell == empty_cell) return !column.required;
  switch (column.kind) {
    case CellKind::text:
      return false;
    case CellKind::day:
      return is_day(cell);
    case CellKind::instant:
    case CellKind::moment:
      return cell >= first_day * micros_a_day && cell <= last_day * micros_a_day;
    case CellKind::flag:
      return cell == 0 || cell == 1;
    case CellKind::count:
      return cell >= 0;
    case CellKind::choice:
      return cell >= 0 && static_cast<std::size_t>(cell) < column.choices.size();
  }
  return false;
}

}  // namespace

bool is_stored_row(const RegisterSchema& schema, const RegisterRow& row, std::size_t texts) {
  const std::size_t columns = schema.columns.size();
  const bool has_end = row.cells.size() == columns + 1 && schema.end < 0;
  if (row.cells.size() != columns && !has_end) return false;
  for (std::size_t i = 0; i < columns; ++i)
    if (!is_cell(schema.columns[i], row.cells[i], texts)) return false;
  return !has_end || is_day(row.cells.back());
}

}  // namespace insyn
