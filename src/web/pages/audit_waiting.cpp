#include <algorithm>

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
