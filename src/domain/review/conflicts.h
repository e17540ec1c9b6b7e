#pragma once

#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "base/number.h"
#include "domain/calendar/time.h"
#include "domain/register/index.h"
#include "domain/review/lists.h"

namespace insyn {

/// Who must not judge what, and who does instead (practice F7). The draw's lists stay as they are:
/// this is decided after it, when they are to be sent.

/// Why a list or a row isn't read by whom the line names.
enum class Conflict {
  no_reviewer,         ///< the line has nobody: the substitute reads
  self,                ///< the next in line is the person themself
  mutual,              ///< the two would read each other
  on_leave,            ///< on the day of the sending
  not_employed,        ///< on the day of the sending
  is_client,           ///< the reader is the client of the row
  same_address,        ///< the reader lives where the client does
  opened_unexplained,  ///< the reader opened the same client's record, and nothing explains it
  declared,            ///< the reader says so, and needn't say why
};
std::string_view code_of(Conflict conflict);  ///< as it stands in acts: `on_leave`

/// A row of a frozen list, as far as conflicts go.
struct RowToRoute {
  ClientNo client;
  bool health_care = false;  ///< its case is of the health care law: the chief nurse's, else not
};

struct ListToRoute {
  StaffNo staff;
  ReviewRole role = ReviewRole::manager;
  std::vector<StaffNo> line;  ///< the frozen reviewer first, then upward; without the person
  std::vector<RowToRoute> rows;
};

/// Rows that go elsewhere than their list.
struct RowRoute {
  StaffNo reader;                         ///< 0: see role, or nobody
  ReviewRole role = ReviewRole::manager;  ///< another than manager: whoever holds it
  std::set<Conflict> reasons;
  std::vector<std::size_t> rows;
};

struct ListRoute {
  StaffNo reader;              ///< 0: whoever holds the list's role, or, of a manager's, nobody yet
  std::set<Conflict> reasons;  ///< empty: whom the draw named
  std::vector<RowRoute> rows;
};

struct RoutingFacts {
  Day sending{};
  StaffNo substitute;  ///< named by a decision for where the line ends; 0: nobody
  /// The clients whose records a possible reader opened in the window without any explanation.
  std::map<StaffNo, std::set<ClientNo>> opened_unexplained;
};

/// Who may read about a person: the frozen reviewer, then the heads of the unit and of those above
/// it. Each once, never the person.
std::vector<StaffNo> review_line(const RegisterIndex& index, StaffNo staff, StaffNo reviewer,
                                 UnitNo unit);

/// One route a list, in their order. Rows whose client the reader is or lives with go to the chief
/// nurse or the quality controller, as the draw does it: going upward would tell the reader's own
/// head that they are a client. Rows that the reader opened too go to the next in line.
std::vector<ListRoute> route_lists(const RegisterIndex& index, std::span<const ListToRoute> lists,
                                   const RoutingFacts& facts);

/// Where one row goes whose reader declares a conflict: to the next in line who has none, else to
/// whoever holds the role of its law.
RowRoute route_past(const RegisterIndex& index, const ListToRoute& list, StaffNo reader,
                    std::size_t row, const RoutingFacts& facts);

}  // namespace insyn
