#include "app/registers_at.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "domain/register/dangling.h"
#include "domain/register/stored_row.h"

namespace insyn {
namespace {

Registers load(Home& home, std::span<const Register> ids, std::uint64_t known_at) {
  Registers registers;
  for (const Register id : ids) {
    const auto rows = believed_rows(home, id, known_at);
    // Rows that are gone from a register come first, so that a listed one with the same id stands.
    for (const bool listed : {false, true})
      for (const BelievedRow& row : rows)
        if (row.listed == listed) add_row(registers, id, row.row, listed);
  }
  return registers;
}

}  // namespace

std::vector<BelievedRow> believed_rows(Home& home, Register id, std::uint64_t known_at) {
  const std::size_t texts = std::size_t{home.stores.texts.count()} + 1;
  auto rows = home.stores.registers.load(id, known_at);
  for (const BelievedRow& row : rows)
    if (!is_stored_row(schema_of(id), row.row, texts))
      throw std::runtime_error{"registret " + std::string{schema_of(id).name} +
                               " är skadat i hemmet. Återställ från säkerhetskopia"};
  return rows;
}

RegistersAt registers_at(Home& home, std::uint64_t known_at) {
  std::vector<Register> all;
  for (const RegisterSchema& schema : register_schemas())
    if (schema.id != Register::passages) all.push_back(schema.id);
  TextTable texts = home.stores.texts.all();
  Registers registers = load(home, all, known_at);
  auto warnings = dangling_references(registers, StaffNo{find_text(home, "system").value});
  RegisterIndex index{std::move(registers), texts};
  return {std::move(texts), std::move(index), std::move(warnings)};
}

struct KeptRegisters {
  std::ptrdiff_t imports_known = 0;  ///< register imports among what was known
  std::size_t imports = 0;           ///< of anything, ever: each may bring texts
  RegistersAt registers;
};

std::shared_ptr<const RegistersAt> kept_registers_at(Home& home, std::uint64_t known_at) {
  const State& state = home.ledger.state();
  const auto imports_known = std::ranges::count_if(
      state.register_imports, [&](std::uint64_t act) { return act < known_at; });
  const std::size_t imports = state.deliveries.size() + state.register_imports.size();
  auto& kept = home.kept_registers;
  if (!kept || kept->imports_known != imports_known || kept->imports != imports)
    kept = std::make_shared<const KeptRegisters>(
        KeptRegisters{imports_known, imports, registers_at(home, known_at)});
  return {kept, &kept->registers};
}

RegisterIndex identities_at(Home& home, std::uint64_t known_at) {
  constexpr std::array ids{Register::accounts, Register::clients, Register::client_ids};
  Registers registers = load(home, ids, known_at);
  // No rule is asked of this index, so that names needn't be decrypted for it.
  for (Client& client : registers.clients) client.name = {};
  return RegisterIndex{std::move(registers), TextTable{""}};
}

TextNo find_text(Home& home, std::string_view text) {
  return home.stores.texts.find(std::array{text}).front();
}

}  // namespace insyn
