#include "domain/people/roles.h"

#include <algorithm>

namespace insyn {
namespace {

struct Named {
  UserRole role;
  std::string_view code;
  std::string_view title;
};

constexpr Named names[] = {
    {UserRole::administrator, "administrator", "administratör"},
    {UserRole::manager, "manager", "chef"},
    {UserRole::area_head, "area_head", "verksamhetsområdeschef"},
    {UserRole::chief_nurse, "chief_nurse", "medicinskt ansvarig sjuksköterska"},
    {UserRole::quality_controller, "quality_controller", "kvalitetscontroller"},
    {UserRole::compiler, "compiler", "sammanställare"},
    {UserRole::director, "director", "socialchef"},
    {UserRole::hr, "hr", "personalavdelningen"},
    {UserRole::data_protection_officer, "data_protection_officer", "dataskyddsombud"},
    {UserRole::disclosure_officer, "disclosure_officer", "utlämnare"},
    {UserRole::auditor, "auditor", "revisor"},
};

const Named& named(UserRole role) { return *std::ranges::find(names, role, &Named::role); }

}  // namespace

std::string_view code_of(UserRole role) { return named(role).code; }

std::string_view title_of(UserRole role) { return named(role).title; }

std::optional<UserRole> parse_user_role(std::string_view code) {
  const auto* found = std::ranges::find(names, code, &Named::code);
  if (found == std::end(names)) return std::nullopt;
  return found->role;
}

const std::vector<UserRole>& all_user_roles() {
  static const std::vector<UserRole> roles = [] {
    std::vector<UserRole> all;
    for (const Named& one : names) all.push_back(one.role);
    return all;
  }();
  return roles;
}

bool is_of_an_area(UserRole role) { return role == UserRole::area_head; }

}  // namespace insyn
