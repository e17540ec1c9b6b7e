#include <algorithm>
#include <set>

#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

std::string text_at(const TextTable& texts, std::uint32_t number) {
  return number < texts.size() ? texts[number] : std::string{};
}

}  // namespace

StaffNames::StaffNames(const Visit& visit)
    : hidden_{visit.words.t("Skyddade uppgifter")}, nobody_{visit.words.t("Ingen granskare")} {
  if (!visit.look.registers) return;
  const RegistersAt& known = *visit.look.registers;
  for (const StaffMember& member : known.index.registers().staff) {
    std::string& name = names_[text_at(known.texts, member.id.value)];
    name = member.is_protected ? hidden_ : text_at(known.texts, member.name.value);
  }
}

std::string StaffNames::of(const std::string& staff) const {
  if (staff.empty()) return nobody_;
  const auto found = names_.find(staff);
  return found == names_.end() || found->second.empty() ? staff : found->second;
}

std::vector<Option> head_options(const Visit& visit) {
  std::vector<Option> options;
  if (!visit.look.registers) return options;
  const RegistersAt& known = *visit.look.registers;
  const StaffNames names{visit};
  std::set<StaffNo> heads;
  for (const Unit& unit : known.index.registers().units)
    if (unit.head && known.index.member(unit.head) != nullptr) heads.insert(unit.head);
  for (const StaffNo head : heads) {
    const std::string id = text_at(known.texts, head.value);
    options.push_back({id, names.of(id)});
  }
  std::ranges::sort(options, [&](const Option& left, const Option& right) {
    return visit.words.before(left.label, right.label);
  });
  return options;
}

bool sees_list(const Visit& visit, const ListProgress& list, Right right) {
  return visit.may(right, list.role.empty() ? Scope{.area = list.area} : Scope{});
}

}  // namespace insyn
