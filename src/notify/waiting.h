#pragma once

#include "app/progress_state.h"

namespace insyn {

/// What mails ask of lists: whether one is waited for, and who answers for it.

/// After how many days from the last one somebody is reminded: as acts say it.
inline constexpr int early_days = -5, last_days = -1, overdue_days = 3;

inline bool goes_on(const AuditProgress& audit) { return !audit.annulled && !audit.closed; }

/// Whether somebody still has to sign it. What a manager's list has of confidential rows is asked
/// of nobody by way of the list (practice F6).
inline bool is_waiting(const ListProgress& list) {
  return list.sent && !(list.is_managers() ? list.managers_signed() : list.all_signed());
}

/// Whether an area head hears that it is late: nobody heads what belongs to no area, and no head
/// learns that there are confidential lists.
inline bool has_head(const ListProgress& list) { return !list.area.empty() && list.is_managers(); }

}  // namespace insyn
