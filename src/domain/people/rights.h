#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/roles.h"

namespace insyn {

/// Who may do what: one table, right by role, read by pages and acts alike (docs/roles.md shows
/// it). The rule behind it is need: the administrator runs the audit and sees no answers on
/// suspicions, the compiler counts, the area head the status and the deviating rows of the own
/// area, HR a case when a measure is considered, the data protection officer clocks and decisions.

/// One for each page or action that somebody may be refused.
enum class Right {
  see_overview,
  // The planned audit, in the order of its steps.
  see_audits,      ///< the year and each audit's steps; nobody's name
  see_population,  ///< the names behind strata, frame and draw
  open_audit,
  draw_audit,
  route_lists,  ///< send rows and lists upward where the reviewer has a conflict of interest
  send_lists,
  see_progress,      ///< how many lists are done, by area; counts only
  see_lists_status,  ///< whose list is late, with the reviewer; no rows
  remind,
  extend_deadline,
  appoint_reviewer,
  see_own_lists,           ///< and judge them
  see_confidential_lists,  ///< and judge them
  give_support,            ///< an opinion on a row that somebody else judges; that row only
  answer_question,         ///< about one's own opening
  countersign_unclear,     ///< agree that a row can't be cleared up
  draw_second_reading,
  read_again,  ///< a row that somebody else has cleared, without seeing the first answer
  see_deviating_rows,
  sign_off_area,
  see_counts,  ///< outcomes as numbers
  compile_result,
  report_result,
  close_audit,
  annul_audit,
  // Suspicions.
  see_suspicions,    ///< the answers, the rows, who it is
  see_clocks,        ///< when something became known and which decisions are due
  stamp_suspicion,   ///< say when reasonable certainty was reached and when the employer knew
  return_suspicion,  ///< find that it is none
  // The client's extract.
  make_extract,
  // What everything stands on.
  see_sources,
  import_delivery,
  see_rejected_rows,  ///< as they came: personal data
  see_proofs,         ///< the ledger, its checkpoints, verification
  see_metrics,
  // People and routine.
  see_users,
  propose_role_change,
  approve_role_change,
  name_stand_in,  ///< for the approvals
  see_routine,
  propose_routine_change,
  approve_routine_change,
  decide_matching,
  see_decisions,
  record_decision,
  // Insyn about itself, and the staff.
  see_own_log,            ///< who looked at what in Insyn
  report_own_log_yearly,  ///< receive it as the yearly list
  see_informed,
  record_informed,
  publish_information,
  sign_informed,  ///< for oneself
};

/// How far a right reaches for a role.
enum class Reach {
  none,
  self,        ///< what is about the person
  own_lists,   ///< lists that the person is to review
  own_law,     ///< confidential rows of the role's law area: HSL the chief nurse's, the rest the
               ///< quality controller's (contract 6)
  own_area,    ///< the area that the grant names
  at_measure,  ///< a case in which a measure against somebody is considered
  all,
};

struct Grant {
  UserRole role{};
  std::string area;  ///< a unit id; only for roles of an area
  friend bool operator==(const Grant&, const Grant&) = default;
};

/// Somebody with what was granted to them.
struct Holder {
  std::string staff;  ///< their id in the staff register; empty if they have none
  std::vector<Grant> grants;
};

/// Whether a role is held, for whatever area; by its code too.
bool has_role(const std::vector<Grant>& grants, UserRole role);
bool has_role(const std::vector<Grant>& grants, std::string_view code);

/// What a right is asked for. What is empty matches no limit, so a limited right is refused.
struct Scope {
  std::string area{};
  std::string law{};       ///< of the row's case, as in the register; empty is not HSL
  std::string reviewer{};  ///< whose list it is
  std::string staff{};     ///< whom it is about
  bool measure_considered = false;
};

/// Whether this person may do this to that. Nobody reviews themself, in whatever role.
bool may(const Holder& holder, Right right, const Scope& scope);

/// Whether there is anything for which they may: decides if a page is in the menu.
bool may_anywhere(const Holder& holder, Right right);

Reach reach_of(Right right, UserRole role);

/// The areas for which a right with reach `own_area` is held; sorted.
std::vector<std::string> areas_of(const Holder& holder, Right right);

/// Roles that see rows about persons log in with two factors.
bool needs_strong_login(UserRole role);
bool needs_strong_login(const std::vector<Grant>& grants);

const std::vector<Right>& all_rights();
std::string_view code_of(Right right);  ///< `open_audit`
std::string_view code_of(Reach reach);  ///< `own_area`
/// What may be done, in Swedish: `öppna en kontroll`. For refusals that say who can.
std::string_view text_of(Right right);

/// The roles that may do it somewhere, in the order of UserRole.
std::vector<UserRole> roles_with(Right right);

}  // namespace insyn
