#include <algorithm>
#include <array>

#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

/// Whether a list is one of those that a sentence of this code counts.
bool is_counted(std::string_view code, const ListProgress& list) {
  if (code == "no-reader") return !list.has_reader();
  if (code == "lists-unsigned") return list.is_managers() && !list.managers_signed();
  return list.is_managers() && !list.signed_off && !list.opened;  // as app/audit_steps counts them
}

}  // namespace

std::string area_name(const Visit& visit, const std::string& area) {
  return area.empty() ? visit.words.t("Utan område") : unit_name(visit, area);
}

std::string area_heads(const Visit& visit, const std::string& area) {
  std::string heads;
  for (const Person& one : visit.look.people->all())
    if (one.active && !area.empty() &&
        std::ranges::find(one.grants, Grant{UserRole::area_head, area}) != one.grants.end())
      heads += (heads.empty() ? "" : ", ") + one.details.name;
  return heads;
}

std::vector<std::string> areas_to_sign(const Visit& visit, const AuditProgress& progress) {
  std::vector<std::string> areas;
  if (!progress.all_sent() || progress.compiled || progress.annulled) return areas;
  for (const std::string& area : progress.areas())
    if (!progress.areas_signed.contains(area) && progress.unsigned_lists(area) == 0 &&
        visit.may(Right::sign_off_area, {.area = area}))
      areas.push_back(area);
  return areas;
}

AuditAt at_of(const YearPeriod& one) {
  AuditAt at;
  at.period = one.period;
  at.steps = one.steps;
  return at;
}

std::optional<Missing> own_part(const Visit& visit, const AuditProgress* progress,
                                const Missing& missing) {
  constexpr std::array<std::string_view, 3> of_areas{"no-reader", "lists-unsigned",
                                                     "lists-unopened"};
  if (progress == nullptr || std::ranges::find(of_areas, missing.code) == of_areas.end())
    return missing;
  Missing own = missing;
  own.count = own.total = 0;
  for (const auto& entry : progress->lists) {
    const ListProgress& list = entry.second;
    if (!visit.may(Right::see_progress, {.area = list.area})) continue;
    if (list.is_managers()) ++own.total;
    if (is_counted(missing.code, list)) ++own.count;
  }
  if (own.count == 0) return std::nullopt;
  return own;
}

}  // namespace insyn
