#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/act.h"
#include "app/people_state.h"
#include "app/progress_state.h"
#include "app/review_state.h"
#include "app/routine_state.h"
#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// A delivery of events that has its act.
struct DeliveryState {
  std::uint32_t number = 0;  ///< from 1
  std::uint64_t seq = 0;
  Instant at{};        ///< when it was imported
  std::string sha256;  ///< hex
  std::string source;
  json::object open;
};

struct AuditState {
  std::string id;
  std::string period;
  std::uint64_t opened = 0;  ///< position of the act; also what was known: acts before it
  std::optional<std::uint64_t> drawn;
  std::optional<std::uint64_t> annulled;
  json::object open;  ///< of the opening act
};

/// What the acts say, folded. Values only; made anew from the ledger by every process.
struct State {
  std::uint64_t made = 0;                 ///< position of the act that made the home
  std::vector<DeliveryState> deliveries;  ///< ascending number
  std::vector<std::uint64_t> register_imports;
  std::optional<std::uint64_t> matching_decided;
  std::vector<AuditState> audits;  ///< in the order in which they were opened
  PeopleState people;
  ProgressState progress;
  RoutineState routine;
  ReviewState review;

  std::uint32_t last_delivery() const { return deliveries.empty() ? 0 : deliveries.back().number; }
  const AuditState* audit(std::string_view id) const;
  /// The audit of a period that goes on or is done; none if there is none but annulled ones.
  const AuditState* audit_of_period(std::string_view period) const;
};

/// Folds one act into the state. Kinds that a later version made are passed over.
void apply(State& state, const Act& act);

}  // namespace insyn
