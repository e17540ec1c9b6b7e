#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/audit_rows.h"
#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "domain/review/conflicts.h"

namespace insyn {

/// What deciding who reads needs, for the acts that do (app/audit_acts.h, app/review_acts.h).

/// What routing looks things up in: the registers as believed now, since it is about who is there
/// on the day of the sending.
struct RoutingGround {
  std::shared_ptr<const RegistersAt> registers;
  CommittedFrame frame;
  AuditPeriod period;
  RowSetting setting;  ///< of the days that are reviewed
  StaffNo substitute;
};

Result<RoutingGround> routing_ground(Home& home, const GoingAudit& going);

ListToRoute list_to_route(Home& home, const RoutingGround& ground, const CurrentList& list);

/// What routing decides by today, of lists that these may come to read.
RoutingFacts routing_facts(Home& home, const RoutingGround& ground,
                           const std::vector<ListToRoute>& lists);

std::vector<ListRoute> routes_of(Home& home, const RoutingGround& ground,
                                 const std::vector<ListToRoute>& lists);

/// A route in both parts of an act: codes in public, staff ids and what says that somebody is a
/// client in the words.
struct RouteParts {
  json::object open, words;
};

RouteParts parts_of(const RoutingGround& ground, const CurrentList& list, ReviewRole role,
                    const ListRoute& route);

/// `manager` of none.
ReviewRole role_named(std::string_view name);

}  // namespace insyn
