#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/check.h"
#include "domain/register/dangling.h"
#include "domain/register/index.h"
#include "domain/register/stored_row.h"

namespace insyn {
namespace {

constexpr std::size_t text_count = 40;

/// Cells from the bytes: small ones, as nearly all are, or any 64 bits.
RegisterRow next_row(std::string_view& bytes, std::size_t columns) {
  RegisterRow row;
  while (row.cells.size() < columns && !bytes.empty()) {
    const auto first = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    std::int64_t cell = first - 2;
    if (first == 0) cell = empty_cell;
    if (first == 255 && bytes.size() >= sizeof cell) {
      std::memcpy(&cell, bytes.data(), sizeof cell);
      bytes.remove_prefix(sizeof cell);
    }
    row.cells.push_back(cell);
  }
  return row;
}

// Rows as a damaged store may give them: what passes can be indexed and looked up in every way.
void fuzz_one(std::string_view bytes) {
  Registers registers;
  while (bytes.size() > 1) {
    const RegisterSchema& schema =
        register_schemas()[static_cast<std::uint8_t>(bytes[0]) % register_count];
    const bool ended = (bytes[1] & 1) != 0;
    bytes.remove_prefix(2);
    const RegisterRow row = next_row(bytes, schema.columns.size() + (ended ? 1 : 0));
    if (is_stored_row(schema, row, text_count)) add_row(registers, schema.id, row, !ended);
  }
  TextTable texts(text_count, "Öberg, Anna");
  texts[0].clear();
  dangling_references(registers, StaffNo{1});
  const RegisterIndex index{std::move(registers), texts};
  for (std::uint32_t i = 0; i < text_count; ++i) {
    const ClientNo client{i};
    const StaffNo staff{i};
    for (const ClientNo identity : index.identities_of(client))
      check(identity.value < text_count, "an identity is a text");
    check(index.client_of(client, Day{}).value < text_count, "a client is a text");
    check(index.person_of(SystemNo{1}, AccountNo{i}, Day{}).value < text_count, "so is a person");
    index.rare_surname(staff, 3);
    index.is_same_or_above(UnitNo{1}, UnitNo{i});
  }
  for (const Client& client : index.registers().clients) index.surname(client);
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
