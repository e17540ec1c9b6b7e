#include "report/csv/csv.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

using paper::Cell;
using paper::Column;
using paper::Table;
using paper::TableRow;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The shortest digits that give the number back, with a comma.
std::string plain_number(double value) {
  std::array<char, 64> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  // None is longer than this unless it is 10^60; then it is written as it is counted.
  std::string text = end.ec == std::errc{} ? std::string{digits.data(), end.ptr} : "";
  for (char& sign : text)
    if (sign == '.') sign = ',';
  return text;
}

std::string quoted(std::string_view text) {
  if (text.find_first_of(";\"\r\n") == std::string_view::npos) return std::string{text};
  std::string out = "\"";
  for (const char sign : text) {
    if (sign == '"') out += '"';
    out += sign;
  }
  return out + "\"";
}

std::string harmless(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
  return quoted(formula ? "'" + std::string{text} : std::string{text});
}

std::string field(const Cell& cell) {
  if (cell.day) return format_day(*cell.day);
  if (cell.number && std::isfinite(*cell.number)) {
    std::string number = plain_number(*cell.number);
    if (!number.empty()) return number;
  }
  return harmless(cell.text);
}

template <class Items, class Field>
void line(std::string& out, const Items& items, Field field_of) {
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ';';
    first = false;
    out += field_of(item);
  }
  out += "\r\n";
}

}  // namespace

std::string csv_of(const Table& table) {
  std::string out{byte_order_mark};
  line(out, table.columns, [](const Column& column) { return harmless(column.title); });
  for (const TableRow& row : table.rows) line(out, row, field);
  return out;
}

}  // namespace insyn
