#pragma once

#include <string>
#include <string_view>

namespace insyn {

/// A secret that a person types from paper: groups of characters that aren't taken for one another
/// (Crockford's base 32: no I, L, O or U), five bits each.
struct CodeShape {
  int groups = 0;
  int in_a_group = 0;
};
inline constexpr CodeShape setup_code_shape{4, 4};     ///< 80 bits: `7K2M-9QWT-0XAB-D4HJ`
inline constexpr CodeShape recovery_code_shape{2, 5};  ///< 50 bits, limited attempts

std::string new_typed_code(CodeShape shape);

/// The code as it was made, without dashes, however it was typed: any case, spaces or dashes, O for
/// 0, I or L for 1.
std::string plain_code(std::string_view typed);

}  // namespace insyn
