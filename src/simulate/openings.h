#pragma once

#include <cstdint>
#include <vector>

#include "simulate/town.h"

namespace insyn {

/// What is done in an opening: it decides how many log rows it has and what they say.
enum class OpeningKind : std::uint8_t {
  care,        ///< read and perhaps write about a client
  handling,    ///< the same in an authority's case
  overview,    ///< only look at the client's overview
  short_look,  ///< in and out again
  list_view,   ///< the system showed a list and logged it as reading
  fees,
  office,  ///< managers, administration, support
  denied,
  login,
  logout,
};

/// One person opens one client's record: the origin of a few rows in the log.
struct PlannedOpening {
  std::int64_t at = 0;  ///< seconds since 1970-01-01T00:00Z
  int person = nobody;
  int client = nobody;
  int case_index = nobody;
  int unit = nobody;
  int planted = nobody;  ///< index among the planted openings
  OpeningKind kind{};
  bool health = false;  ///< about health care
  bool emergency = false;
};

/// Second `second` of the day's clock (it may be before midnight or in a later day) as seconds
/// since 1970. The hour that March skips is moved on.
std::int64_t seconds_at(const Town& town, int day, int second);

/// The work of the municipality, day by day. Days must be asked for in order.
class WorkPlanner {
 public:
  explicit WorkPlanner(const Town& town);

  /// The proper openings of one day's shifts (which may end in the next day), in no order.
  void plan(int day, std::vector<PlannedOpening>& into);

 private:
  struct Choice {
    int placement = nobody;
    int client = nobody;      ///< when there is no placement
    int case_index = nobody;  ///< when it isn't the placement's main case
    OpeningKind kind{};
  };

  void refresh(int day);
  void add_closed(const ClientPlacement& placement, int index, int day);
  void work(const TownShift& shift, std::vector<PlannedOpening>& into);
  void shadow(const TownShift& shift, std::size_t from, std::size_t to,
              std::vector<PlannedOpening>& into);
  int openings_in(const TownShift& shift, StaffRole role);
  void gather(const TownShift& shift, StaffRole role);
  void gather_headed(const TownShift& shift);
  void thin_out(const TownShift& shift, const RoleModel& model);
  Choice choose(const TownShift& shift, const RoleModel& model);
  Choice choose_at_reception(const TownShift& shift);
  Choice unusual(int part, const TownShift& shift, const RoleModel& model);
  void settle_case(Choice& choice, StaffRole role);
  int second_of(const TownShift& shift, StaffRole role, OpeningKind kind);
  int own_client(const TownShift& shift, StaffRole role);
  int stood_in_client(const TownShift& shift);
  const std::vector<int>& of_unit(const std::vector<std::vector<int>>& lists, int unit) const {
    return lists[static_cast<std::size_t>(unit)];
  }

  const Town& town_;
  SeededRandom random_;
  int day_ = 0;
  std::vector<std::vector<int>> served_;   ///< placements in force, by care unit
  std::vector<std::vector<int>> health_;   ///< with a health case, by nursing team
  std::vector<std::vector<int>> handled_;  ///< by caseworker's position, co-caseworkers too
  std::vector<std::vector<int>> contact_;  ///< by contact person's or therapist's position
  std::vector<std::vector<int>>
      closed_;  ///< ended in the last sixty days, by care or handling unit
  std::vector<int> active_;
  std::vector<int> last_case_;     ///< by client: some case, for those who have no placement
  std::vector<int> position_now_;  ///< by person, this day
  std::vector<std::size_t> next_placement_;
  std::size_t intake_from_ = 0;  ///< first intake of the last seven days
  std::size_t intake_to_ = 0;    ///< past this day's intakes
  std::vector<int> candidates_;
  std::size_t next_candidate_ = 0;
};

}  // namespace insyn
