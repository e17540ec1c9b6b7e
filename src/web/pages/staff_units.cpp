#include "web/pages/staff_units.h"

#include <set>

namespace insyn {
namespace {

std::string text_at(const TextTable& texts, std::uint32_t number) {
  return number < texts.size() ? texts[number] : std::string{};
}

/// The nearest area at or above the unit; stops at a cycle, which no import lets in.
std::string area_of(const RegistersAt& known, const Unit& unit) {
  constexpr int levels_max = 20;
  const Unit* at = &unit;
  for (int level = 0; at != nullptr && level < levels_max; ++level) {
    if (at->kind == UnitKind::area) return text_at(known.texts, at->id.value);
    at = known.index.unit(at->parent);
  }
  return {};
}

}  // namespace

std::vector<StaffUnit> staff_units(const RegistersAt& known, Day day) {
  std::vector<StaffUnit> units;
  for (const Unit& unit : known.index.registers().units) {
    std::set<std::string> staff;
    for (const Employment& employment : known.index.employed_in(unit.id))
      if (employment.valid.contains(day))
        staff.insert(text_at(known.texts, employment.staff.value));
    if (!staff.empty())
      units.push_back({text_at(known.texts, unit.id.value),
                       text_at(known.texts, unit.name.value),
                       area_of(known, unit),
                       {staff.begin(), staff.end()}});
  }
  return units;
}

std::string staff_name(const RegistersAt& known, const std::string& staff) {
  for (const StaffMember& member : known.index.registers().staff)
    if (text_at(known.texts, member.id.value) == staff) {
      const std::string name = text_at(known.texts, member.name.value);
      return name.empty() ? staff : name;
    }
  return staff;
}

}  // namespace insyn
