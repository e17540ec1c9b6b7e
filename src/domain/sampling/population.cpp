#include "domain/sampling/population.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace insyn {
namespace {

bool matches(const StratumRule& stratum, const ActiveStaff& staff) {
  if (stratum.per_unit && !staff.group) return false;
  switch (stratum.group) {
    case GroupRule::authority:
      if (staff.group != Group::authority) return false;
      break;
    case GroupRule::delivery:
      if (staff.group != Group::delivery) return false;
      break;
    case GroupRule::none:
      if (staff.group) return false;
      break;
    case GroupRule::any:
      break;
  }
  return staff.permissions >= stratum.permissions_min &&
         staff.permissions <= stratum.permissions_max.value_or(INT64_MAX);
}

bool is_scheduled(const AuditPeriod& period, const StratumRule& stratum) {
  return std::ranges::find(period.strata, stratum.id) != period.strata.end();
}

using Scope = std::pair<std::uint32_t, std::uint32_t>;  // system, scope

}  // namespace

std::optional<Group> group_of(const RegisterIndex& index, StaffNo staff, DayRange window) {
  std::optional<Group> group;
  for (const Employment& employment : index.employments(staff)) {
    if (!employment.valid.overlaps(window)) continue;
    if (employment.group == Group::authority) return Group::authority;
    group = employment.group;
  }
  return group;
}

std::int64_t permission_count(const RegisterIndex& index, StaffNo staff, DayRange window,
                              PermissionCount what) {
  // The count can only reach its highest on the window's first day or on one on which a
  // permission begins, so that only those days are looked at.
  std::vector<Day> days{window.from};
  for (const Permission& permission : index.permissions(staff))
    if (window.contains(permission.valid.from)) days.push_back(permission.valid.from);
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());

  std::int64_t highest = 0;
  for (const Day day : days) {
    std::map<Scope, std::int64_t> scopes;
    for (const Permission& permission : index.permissions(staff)) {
      if (!permission.valid.contains(day)) continue;
      auto& clients = scopes[{permission.system.value, permission.scope.value}];
      clients = std::max(clients, permission.clients);
    }
    std::int64_t count = static_cast<std::int64_t>(scopes.size());
    if (what == PermissionCount::clients) {
      count = 0;
      for (const auto& [scope, clients] : scopes) count += clients;
    }
    highest = std::max(highest, count);
  }
  return highest;
}

std::vector<ActiveStaff> population(const RegisterIndex& index, const Routine& routine,
                                    const AuditPeriod& period, std::span<const StaffNo> active) {
  std::vector<ActiveStaff> result;
  result.reserve(active.size());
  for (const StaffNo staff : active) {
    ActiveStaff entry;
    entry.staff = staff;
    entry.group = group_of(index, staff, period.days);
    entry.permissions = permission_count(index, staff, period.days, routine.permission_count);
    for (std::size_t i = 0; i < routine.strata.size() && entry.stratum < 0; ++i)
      if (is_scheduled(period, routine.strata[i]) && matches(routine.strata[i], entry))
        entry.stratum = static_cast<int>(i);
    result.push_back(entry);
  }
  return result;
}

}  // namespace insyn
