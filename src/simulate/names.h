#pragma once

#include <string>
#include <string_view>

#include "simulate/seeded_random.h"

namespace insyn {

/// Names for invented people. Surnames follow a small inland town: a few are common (about 5 % are
/// Andersson) and most are rare, so that two people share one in about 1.2 % of cases.

std::string surname(SeededRandom& random);

/// By generation: nobody born in 1935 is called Liam.
std::string_view first_name(int birth_year, SeededRandom& random);

/// The word in lower-case ASCII letters, as account names and mail addresses are made: `Åsa` →
/// `asa`.
std::string plain_letters(std::string_view word);

}  // namespace insyn
