#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "domain/register/stored_row.h"
#include "ingest/register_file.h"

namespace insyn {
namespace {

void check_row(const RegisterSchema& schema, const RegisterFile& file, const RegisterFileRow& row) {
  check(row.cells.size() == schema.columns.size(), "a row has the schema's cells");
  check(is_stored_row(schema, {row.cells}, file.texts.size()), "and can be stored");
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Column& column = schema.columns[i];
    const std::int64_t cell = row.cells[i];
    const bool empty = cell == (column.kind == CellKind::text ? 0 : empty_cell);
    check(!(column.required && empty), "a required cell is not empty");
    if (column.kind == CellKind::text)
      check(cell >= 0 && static_cast<std::size_t>(cell) < file.texts.size(), "a text is there");
    if (column.kind == CellKind::choice && !empty)
      check(cell >= 0 && static_cast<std::size_t>(cell) < column.choices.size(), "a choice is one");
  }
}

// Every record is a row, an equal of one, or rejected with a reason; and a row keeps to its schema.
void fuzz_one(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return;
  const RegisterSchema& schema = register_schemas()[data[0] % register_count];
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  const auto file = read_register(schema, bytes, "f.csv");
  if (!file) {
    check(file.error().text.rfind("f.csv:", 0) == 0, "an error says where");
    return;
  }
  check(file->rows.size() + file->duplicates + file->rejected.size() == file->row_count,
        "every record is accounted for");
  for (const RegisterFileRow& row : file->rows) check_row(schema, *file, row);
  for (const RegisterReject& row : file->rejected) check(!row.reason.empty(), "a reason is given");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one(data, size);
  return 0;
}
