#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/act.h"
#include "domain/calendar/time.h"

namespace insyn {

namespace act {
inline constexpr std::string_view routine_change_proposed = "routine-change-proposed";
inline constexpr std::string_view routine_change_approved = "routine-change-approved";
inline constexpr std::string_view routine_change_refused = "routine-change-refused";
inline constexpr std::string_view decision_recorded = "decision-recorded";
inline constexpr std::string_view information_published = "information-published";
inline constexpr std::string_view staff_informed = "staff-informed";
inline constexpr std::string_view information_signed = "information-signed";
}  // namespace act

/// A routine that was adopted; its text lies in the words of `act`.
struct RoutineVersion {
  int version = 0;
  std::uint64_t act = 0;  ///< the making of the home, or the proposal that was approved
  std::string sha256;     ///< of the text, in hexadecimal digits
  Day valid_from{};       ///< of the first version: the beginning of time
};

/// A routine that waits for a second person, or has been decided on.
struct RoutineChange {
  std::uint64_t proposed = 0;  ///< position of the act; what others call it by
  Instant at{};
  std::string by;  ///< a user's id; empty: at the command line
  int version = 0;
  std::string sha256;
  Day valid_from{};
  enum class Outcome { waiting, approved, refused };
  Outcome outcome = Outcome::waiting;
  std::optional<std::uint64_t> decided;
  std::string decided_by;
};

/// A decision that the municipality made and somebody wrote down; what it says lies in words.
struct DecisionState {
  std::uint64_t act = 0;
  Instant at{};      ///< when it was written down
  std::string kind;  ///< a code, as app/routine_change.h lists them
  std::string day;   ///< when it was made, YYYY-MM-DD; empty if not said
  std::string by;
};

/// A version of what staff is told about the audits; the text lies in the words of `act`.
struct InformationVersion {
  int version = 0;  ///< from 1
  std::uint64_t act = 0;
  Instant at{};
  std::string sha256;
};

/// Which routine is in force, what was decided about it, and who has been informed; folded from
/// acts.
struct RoutineState {
  std::vector<RoutineVersion> versions;  ///< in the order in which they were adopted
  std::vector<RoutineChange> changes;    ///< in the order in which they were proposed
  std::vector<DecisionState> decisions;
  std::vector<InformationVersion> information;
  /// Positions of the acts whose words say who was informed, and who signed.
  std::vector<std::uint64_t> informed;

  /// The version that is followed on a day: of those adopted from then or earlier the one adopted
  /// last. None only before the home is made.
  const RoutineVersion* in_force(Day day) const;
  const RoutineVersion* version(int number) const;
  const RoutineChange* change(std::uint64_t proposed) const;
};

/// Folds one act into it; kinds of others are passed over.
void apply(RoutineState& state, const Act& act);

}  // namespace insyn
