#pragma once

#include <string>

#include "app/audit.h"
#include "app/home.h"

namespace insyn {

/// An audit that goes on: neither annulled nor closed. Borrowed from the state.
struct GoingAudit {
  const AuditState* audit = nullptr;
  const AuditProgress* progress = nullptr;
};

/// Refuses an audit that isn't there, was annulled or is closed.
Result<GoingAudit> going_audit(const Home& home, const std::string& id);
/// The same of one that is drawn.
Result<GoingAudit> drawn_audit(const Home& home, const std::string& id);

/// The public part that every act of an audit has.
json::object open_of(const Home& home, const AuditState& audit);

/// Records an act that only says that it was done.
Result<Done> record_done(Home& home, std::string_view kind, json::object open,
                         json::object words = {});

}  // namespace insyn
