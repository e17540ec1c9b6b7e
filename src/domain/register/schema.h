#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace insyn {

/// The registers of contract 3. The values are stored: never renumber.
enum class Register : std::uint8_t {
  units = 0,
  unit_covers = 1,
  staff = 2,
  employments = 3,
  accounts = 4,
  permissions = 5,
  clients = 6,
  client_ids = 7,
  cases = 8,
  case_roles = 9,
  deputies = 10,
  care_relations = 11,
  duties = 12,
  intakes = 13,
  absences = 14,
  shifts = 15,
  passages = 16,
  consents = 17,
};
inline constexpr std::size_t register_count = 18;

/// How a cell's text is read and what number stands for it.
enum class CellKind : std::uint8_t {
  text,     ///< any text: its number in Texts
  day,      ///< `YYYY-MM-DD`: days since 1970-01-01
  instant,  ///< a time as in contract 4: microseconds since 1970-01-01T00:00Z
  moment,   ///< an instant, or a day alone, which is its first instant
  flag,     ///< `0` or `1`
  count,    ///< a whole number, 0 or more
  choice,   ///< one of a list: its index there
};

/// The number of an empty cell, whatever its kind but text (whose empty text is number 0).
inline constexpr std::int64_t empty_cell = std::numeric_limits<std::int64_t>::min();

struct Column {
  std::string_view name;
  CellKind kind = CellKind::text;
  bool required = false;                        ///< must be in the header, and never empty
  std::span<const std::string_view> choices{};  ///< for CellKind::choice
};

struct RegisterSchema {
  Register id{};
  std::string_view name;
  std::span<const Column> columns;
  int start = -1;         ///< column of valid_from or starts_at, or -1
  int end = -1;           ///< column of valid_to, closed or ends_at, or -1: rows of it never end
  bool open_end = false;  ///< an empty end means open (not so for shifts)
  bool unique_first = false;  ///< the first column is an id that no two rows may share
  int staff_id = -1;          ///< column named staff_id, which may not be a personal number
};

/// The schema of contract 3; `Register` is the index.
std::span<const RegisterSchema> register_schemas();
const RegisterSchema& schema_of(Register id);

/// None for a name that isn't in the contract.
std::optional<Register> parse_register(std::string_view name);

/// One row: a number a column of the schema, in its order.
struct RegisterRow {
  std::vector<std::int64_t> cells;
  friend auto operator<=>(const RegisterRow&, const RegisterRow&) = default;
};

}  // namespace insyn
