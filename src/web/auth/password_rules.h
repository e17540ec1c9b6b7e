#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// What a password has to be (NIST SP 800-63B, 5.1.1.2): long and not among the first that anybody
/// would try. Nothing is demanded of its mixture of letters and digits, and none ever gets too old.

inline constexpr std::size_t password_least = 12;  ///< characters, after normalising
inline constexpr std::size_t password_most = 256;  ///< so that nobody has us normalise a book

enum class PasswordProblem {
  unreadable,  ///< not UTF-8
  too_short,
  too_long,
  too_common,  ///< a common password, the login name, a simple sequence, a personal number
};

/// The password as it is hashed: the same characters typed on another keyboard, or put together in
/// another way, are the same password (Unicode NFKC). None if it isn't UTF-8 or is too long.
std::optional<std::string> normalised_password(std::string_view typed);

/// None if the normalised password will do. `known` are words that anybody who wants to get in
/// would think of: the login name, the municipality, the department.
std::optional<PasswordProblem> problem_of(std::string_view normalised,
                                          const std::vector<std::string>& known);

/// The commonest passwords and the words they are made of, folded; Swedish and English.
const std::vector<std::string>& common_passwords();

}  // namespace insyn
