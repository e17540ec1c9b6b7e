#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/home.h"
#include "base/json.h"

namespace insyn {

/// What is done with an audit after its opening, each one act. Whoever may do it has been asked
/// before. A refusal is of kind refused, says in Swedish why and what comes first, and changes
/// nothing. Lists are named by their codes (app/frozen_lists.h), people by their staff ids, which
/// stay in the words.

/// Draws with the seed that was typed in, held against the source that was committed to: a
/// beacon's value has its shape, and its time has come.
Result<json::object> draw_with(Home& home, const std::string& audit, std::string_view typed);

/// Who reads where the line ends, say the director's own list: named by a decision, for all audits
/// from now on.
Result<Done> name_substitute(Home& home, const std::string& staff, const std::string& reason);

/// Decides who reads each list (domain/review/conflicts.h): of all lists before the first sending,
/// afterwards of those that came since. The document: `lists`, `moved` and `moved_rows` counts.
Result<json::object> route_audit(Home& home, const std::string& audit);

/// A person leaves the sample because the frame was wrong, and the next of the reserve comes in.
/// `ground`: `robot`, `wrong_identity` or `double`; leave, illness and resignation are none
/// (practice F11).
Result<json::object> remove_from_sample(Home& home, const std::string& audit,
                                        const std::string& pseudonym, const std::string& ground,
                                        const std::string& reason);

/// Sends what isn't sent yet. The document: counts of `lists`, `rows`, `readers`; `answer_by`.
Result<json::object> send_lists(Home& home, const std::string& audit);

/// `days`: how far after the last day it was due by itself, so that it is done once; none if
/// somebody sends it by hand.
Result<Done> remind(Home& home, const std::string& audit, const std::vector<std::string>& lists,
                    std::optional<int> days = {});

/// Another reviewer for a list, with a reason; who is in conflict is refused, and rows that they
/// must not see go elsewhere.
Result<Done> appoint_reviewer(Home& home, const std::string& audit, const std::string& list,
                              const std::string& staff, const std::string& reason);

/// Tells somebody above that lists are late. `to`: `area_head` or `director`.
Result<Done> escalate(Home& home, const std::string& audit, const std::vector<std::string>& lists,
                      const std::string& to);

/// `area`: a unit id; empty for the lists that belong to no area.
Result<Done> sign_off_area(Home& home, const std::string& audit, const std::string& area);

Result<Done> compile_audit(Home& home, const std::string& audit);
Result<Done> report_audit(Home& home, const std::string& audit);
Result<Done> close_audit(Home& home, const std::string& audit);

}  // namespace insyn
