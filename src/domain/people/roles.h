#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace insyn {

/// Who somebody is in Insyn (design 9). A person may hold several roles, each limited to what its
/// grant names: an area, a law area, or, for managers, their own lists.
enum class UserRole {
  administrator,
  manager,
  area_head,
  chief_nurse,
  quality_controller,
  compiler,  ///< the IT strategist
  director,
  hr,
  data_protection_officer,
  disclosure_officer,
  auditor,
};

std::string_view code_of(UserRole role);  ///< as it stands in acts: `area_head`
std::optional<UserRole> parse_user_role(std::string_view code);
const std::vector<UserRole>& all_user_roles();

/// What the role is called on screen, in Swedish: `verksamhetsområdeschef`.
std::string_view title_of(UserRole role);

/// Whether a grant of this role names an area: without one it would give nothing.
bool is_of_an_area(UserRole role);

}  // namespace insyn
