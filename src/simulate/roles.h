#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace insyn {

/// What the staff of the invented municipality do, and how much: the table of docs/simulation.md.
enum class StaffRole : std::uint8_t {
  home_care,
  residence,
  night,
  disability,
  supported_living,
  pool,
  nurse,
  nurse_on_call,
  therapist,
  elder_assessor,
  disability_assessor,
  child_welfare,
  adult_welfare,
  income_support,
  reception,
  fees,
  manager,
  administrator,
  specialist,
};
inline constexpr std::size_t staff_role_count = 19;

/// Minutes after the local midnight on which the shift starts; the end may lie in the next day.
struct ShiftHours {
  int start_min = 0;
  int end_min = 0;
  int weight = 1;
};

/// Why an opening that isn't of the unit's own clients is made, in parts of 10,000 openings; what
/// is left over are the clients whom the shift's unit serves.
struct OpeningMix {
  int own = 0;            ///< the person's own clients: contact person, caseload
  int alarm = 0;          ///< clients with only an alarm
  int after_closing = 0;  ///< the service has just ended
  int old_case = 0;       ///< an earlier, closed case of a client who is served now
  int elsewhere = 0;      ///< true work that no register shows
  int wrong_person = 0;   ///< searched for somebody else
  int list_view = 0;      ///< the system logged a list by itself
};

struct RoleModel {
  StaffRole role{};
  std::string_view title;
  bool authority = false;
  int persons = 0;       ///< of 600
  int unit_size = 0;     ///< persons in a unit
  int openings = 0;      ///< a shift
  int shift_tenths = 0;  ///< tenths of a shift in two weeks
  int weekend = 0;       ///< percent of a weekday
  int steady = 0;        ///< permille of the clients served that the person sees every week
  int weekly = 0;        ///< permille of them that the person sees this week
  std::span<const ShiftHours> hours;
  OpeningMix mix;
};

const RoleModel& model_of(StaffRole role);
std::span<const RoleModel> role_models();

/// How many persons of each role there are among `staff`: the table's proportions by largest
/// remainder, at least one of each. Precondition: staff >= staff_role_count.
std::array<int, staff_role_count> persons_by_role(int staff);

/// Weight of each hour of the day for openings in this role.
const std::array<int, 24>& day_curve(StaffRole role);

}  // namespace insyn
