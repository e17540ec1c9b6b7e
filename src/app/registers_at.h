#pragma once

#include <cstdint>
#include <span>

#include "app/home.h"
#include "domain/register/index.h"

namespace insyn {

/// The registers as they were believed when `known_at` acts had been made, ready to be looked up,
/// with the texts that their numbers stand for.
struct RegistersAt {
  TextTable texts;
  RegisterIndex index;
};

RegistersAt registers_at(Home& home, std::uint64_t known_at, std::span<const Source> sources);

/// Only what identities need to be resolved (accounts, clients and their other identities).
RegisterIndex identities_at(Home& home, std::uint64_t known_at, std::span<const Source> sources);

/// The number of a text, 0 if the home has never seen it.
TextNo find_text(Home& home, std::string_view text);

/// References of the registers that point nowhere, one Swedish sentence a kind, with counts only.
std::vector<std::string> dangling_references(const RegisterIndex& index,
                                             const Registers& registers);

}  // namespace insyn
