#include "app/registers_at.h"

#include <array>
#include <string>

namespace insyn {
namespace {

Registers load(Home& home, std::span<const Register> ids, std::uint64_t known_at) {
  Registers registers;
  for (const Register id : ids) {
    const auto rows = home.stores.registers.load(id, known_at);
    // Rows that are gone from a register come first, so that a listed one with the same id stands.
    for (const bool listed : {false, true})
      for (const BelievedRow& row : rows)
        if (row.listed == listed) add_row(registers, id, row.row, listed);
  }
  return registers;
}

std::vector<SourceSystem> systems_of(Home& home, std::span<const Source> sources) {
  std::vector<SourceSystem> result;
  for (const Source& source : sources) {
    const std::array<std::string_view, 2> names{source.id, source.system};
    const auto numbers = home.stores.texts.intern(names);
    result.push_back({numbers[0].value, SystemNo{numbers[1].value}});
  }
  home.stores.texts.sync();
  return result;
}

}  // namespace

RegistersAt registers_at(Home& home, std::uint64_t known_at, std::span<const Source> sources) {
  std::vector<Register> all;
  for (const RegisterSchema& schema : register_schemas())
    if (schema.id != Register::passages) all.push_back(schema.id);
  auto systems = systems_of(home, sources);
  TextTable texts = home.stores.texts.all();
  RegisterIndex index{load(home, all, known_at), texts, std::move(systems)};
  return {std::move(texts), std::move(index)};
}

RegisterIndex identities_at(Home& home, std::uint64_t known_at, std::span<const Source> sources) {
  constexpr std::array ids{Register::accounts, Register::clients, Register::client_ids};
  Registers registers = load(home, ids, known_at);
  // No rule is asked of this index, so that names needn't be decrypted for it.
  for (Client& client : registers.clients) client.name = {};
  return RegisterIndex{std::move(registers), TextTable{""}, systems_of(home, sources)};
}

TextNo find_text(Home& home, std::string_view text) {
  return home.stores.texts.find(std::array{text}).front();
}

}  // namespace insyn
