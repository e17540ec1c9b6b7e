#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/audit.h"
#include "app/registers_at.h"
#include "domain/review/lists.h"
#include "domain/review/rows.h"

namespace insyn {

/// What rows are computed from: registers as believed, the routine's rules, a window.
struct RowSetting {
  std::shared_ptr<const RegistersAt> registers;
  Routine routine;
  DayRange window;
  std::uint32_t deliveries_to = 0;
  Matching matching = Matching::undecided;
  TextNo overview;          ///< the number of `overview`
  std::uint32_t insyn = 0;  ///< the number of the source `insyn`, whose events give no rows
};

RowSetting row_setting(Home& home, Routine routine, DayRange window, const KnownAt& known);

/// The events of these people in the window, resolved; also those that only their accounts tell.
std::vector<ResolvedEvent> events_of_staff(Home& home, const RowSetting& setting,
                                           std::span<const StaffNo> staff);

/// The events of a client in the window under any of their identities.
std::vector<ResolvedEvent> events_of_client(Home& home, const RowSetting& setting, ClientNo client);

std::vector<Row> rows_in(const RowSetting& setting, std::vector<ResolvedEvent> events);

/// A row and a list as contract 6 has them, and what shows why an explanation was found.
json::object to_json(const Row& row, const TextTable& texts);
json::object to_json(const ReviewList& list, const TextTable& texts);

}  // namespace insyn
