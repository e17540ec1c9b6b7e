#include "domain/review/lists.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace insyn {
namespace {

const Employment* deciding_employment(std::span<const Employment> employments,
                                      std::optional<Group> group, Day day, const TextTable& texts) {
  const Employment* best = nullptr;
  const auto text = [&](auto number) -> const std::string& { return texts[number.value]; };
  // Compared as: valid that day, then the deciding group and the latest start (those not valid any
  // more the other way round), then the lowest unit, then the row that the register still has;
  // manager and title only make it one answer.
  const auto better = [&](const Employment& a, const Employment& b) {
    const bool valid_a = a.valid.contains(day);
    const bool valid_b = b.valid.contains(day);
    if (valid_a != valid_b) return valid_a;
    const bool group_a = group && a.group == *group;
    const bool group_b = group && b.group == *group;
    if (valid_a && group_a != group_b) return group_a;
    if (a.valid.from != b.valid.from) return a.valid.from > b.valid.from;
    if (group_a != group_b) return group_a;
    if (a.unit != b.unit) return text(a.unit) < text(b.unit);
    if (a.listed != b.listed) return a.listed;
    return std::tie(text(a.manager), text(a.title)) < std::tie(text(b.manager), text(b.title));
  };
  for (const Employment& employment : employments)
    if (employment.valid.from <= day && (best == nullptr || better(employment, *best)))
      best = &employment;
  return best;
}

bool same_known(TextNo a, TextNo b) { return a && a == b; }

}  // namespace

std::string_view name_of(ReviewRole role) {
  switch (role) {
    case ReviewRole::chief_nurse:
      return "chief_nurse";
    case ReviewRole::manager:
      return "manager";
    case ReviewRole::quality_controller:
      return "quality_controller";
  }
  return "";
}

Placement placement_of(const RegisterIndex& index, StaffNo staff, std::optional<Group> group,
                       DayRange window, const TextTable& texts) {
  Placement placement;
  const Day last_day = window.to - std::chrono::days{1};
  const Employment* employment =
      deciding_employment(index.employments(staff), group, last_day, texts);
  if (employment == nullptr) return placement;
  placement.unit = employment->unit;
  if (employment->manager && employment->manager != staff) placement.reviewer = employment->manager;
  constexpr int depth_max = 64;  // only a guard against a cycle, as in RegisterIndex
  UnitNo unit = employment->unit;
  for (int depth = 0; unit && depth < depth_max; ++depth) {
    const Unit* row = index.unit(unit);
    if (row == nullptr) break;
    if (!placement.area && row->kind == UnitKind::area) placement.area = row->id;
    if (!placement.reviewer && row->head && row->head != staff) placement.reviewer = row->head;
    unit = row->parent;
  }
  return placement;
}

bool is_confidential(const RegisterIndex& index, const Row& row, StaffNo reviewer) {
  const auto& flags = row.findings.flags;
  if (flags.has(Flag::self) || flags.has(Flag::colleague) || flags.has(Flag::protected_person))
    return true;
  const Client* client = index.client(row.client);
  const StaffMember* reader = index.member(reviewer);
  if (client == nullptr || reader == nullptr) return false;
  return same_known(client->personal_number, reader->personal_number) ||
         same_known(client->address_key, reader->address_key);
}

std::vector<ReviewList> lists_of(const RegisterIndex& index, std::vector<DrawnStaff> drawn,
                                 DayRange window, const TextTable& texts) {
  std::vector<ReviewList> lists;
  for (DrawnStaff& person : drawn) {
    const Placement placement = placement_of(index, person.staff, person.group, window, texts);
    const auto list_for = [&](ReviewRole role) {
      ReviewList list;
      list.area = placement.area;
      list.role = role;
      list.staff = person.staff;
      return list;
    };
    ReviewList manager = list_for(ReviewRole::manager);
    manager.reviewer = placement.reviewer;
    manager.denied = person.denied;
    ReviewList nurse = list_for(ReviewRole::chief_nurse);
    ReviewList controller = list_for(ReviewRole::quality_controller);
    for (Row& row : person.rows) {
      if (!is_confidential(index, row, placement.reviewer)) {
        manager.rows.push_back(std::move(row));
        continue;
      }
      const Case* of_case = index.find_case(row.case_no);
      const bool health_care = of_case != nullptr && of_case->law == Law::hsl;
      (health_care ? nurse : controller).rows.push_back(std::move(row));
    }
    lists.push_back(std::move(manager));
    if (!nurse.rows.empty()) lists.push_back(std::move(nurse));
    if (!controller.rows.empty()) lists.push_back(std::move(controller));
  }
  const auto text = [&](auto number) -> const std::string& { return texts[number.value]; };
  std::ranges::sort(lists, [&](const ReviewList& a, const ReviewList& b) {
    if (!a.area != !b.area) return !b.area;
    if (a.area != b.area) return text(a.area) < text(b.area);
    if (!a.reviewer != !b.reviewer) return !b.reviewer;
    if (a.reviewer != b.reviewer) return text(a.reviewer) < text(b.reviewer);
    return std::tuple{std::string_view{text(a.staff)}, name_of(a.role)} <
           std::tuple{std::string_view{text(b.staff)}, name_of(b.role)};
  });
  return lists;
}

}  // namespace insyn
