#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/home.h"
#include "domain/register/index.h"
#include "domain/register/snapshot.h"

namespace insyn {

/// The registers as they were believed when `known_at` acts had been made, ready to be looked up,
/// with the texts that their numbers stand for.
struct RegistersAt {
  TextTable texts;
  RegisterIndex index;
  std::vector<std::string> warnings;  ///< what points nowhere
};

/// What was believed of one register. Rows lie in the database as they are: one that a damaged page
/// made up is thrown, so that what reads rows can rely on them.
std::vector<BelievedRow> believed_rows(Home& home, Register id, std::uint64_t known_at);

RegistersAt registers_at(Home& home, std::uint64_t known_at);

/// The same, kept for the next that asks for what was known then, until something is imported.
/// Loading them takes longer than most of what is done with them.
std::shared_ptr<const RegistersAt> kept_registers_at(Home& home, std::uint64_t known_at);

/// Only what identities need to be resolved (accounts, clients and their other identities).
RegisterIndex identities_at(Home& home, std::uint64_t known_at);

/// The number of a text, 0 if the home has never seen it.
TextNo find_text(Home& home, std::string_view text);

}  // namespace insyn
