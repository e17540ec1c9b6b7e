#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "base/number.h"
#include "domain/explain/evidence.h"
#include "domain/explain/explain.h"
#include "domain/register/index.h"

namespace insyn {

/// What a reviewer judges as one: one person, one client, one case (contract 6), with the events of
/// a window that name a client and aren't quiet.
struct Row {
  StaffNo staff;      ///< 0 for an account that resolves to nobody; then `account` says which
  AccountNo account;  ///< 0 if `staff` is set; of the one system that the row then has
  ClientNo client;
  CaseNo case_no;
  std::vector<SystemNo> systems;  ///< different ones, sorted by their text
  Instant first{}, last{};
  std::int64_t events = 0;
  std::int64_t openings = 0;
  Marks<Action> actions;
  bool emergency = false;
  Findings findings;       ///< found for any of the events
  bool explained = false;  ///< every event has an explanation
  std::int64_t unexplained_events = 0;
  std::vector<Evidence> evidence;  ///< for each finding, of the first event that has it
};

/// Rows of the events, in any order of events; sorted as lists are: unexplained first, then most
/// flags, then first opening, then client, case, staff, account and system by
/// their texts.
/// An opening ends when the next event with the same system comes more than `gap_minutes` later.
std::vector<Row> rows_of(std::vector<ResolvedEvent> events, Explainer& explainer,
                         const TextTable& texts, int gap_minutes);

/// Whether an event takes part in rows at all.
inline bool gives_row(const ResolvedEvent& event) {
  return event.client && !is_quiet(event.action);
}

}  // namespace insyn
