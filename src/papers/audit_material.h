#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/audit.h"
#include "app/home.h"
#include "domain/calendar/time.h"
#include "domain/routine/routine.h"
#include "domain/sampling/draw.h"

namespace insyn {

/// What papers about an audit need of the home and the acts' public parts don't say: read once, at
/// the desk. Names nobody of the staff but those who opened and drew it.

/// A row of a frozen list, as far as counts go.
struct RowMaterial {
  bool explained = false;  ///< every opening has support in the registers
  std::int64_t openings = 0;
};

struct ListMaterial {
  std::string code, pseudonym, stratum;
  std::string area;  ///< unit id; empty: none
  std::string role;  ///< `manager`, `chief_nurse`, `quality_controller`
  std::int64_t denied = 0;
  std::vector<RowMaterial> rows;
};

/// Those whose employments in the period all had an end, as was known at the opening: temps.
struct TemporaryStaff {
  std::int64_t active = 0, drawn = 0;
};

/// The permissions (system, scope) that the drawn had in the period: those for one client, of which
/// the person opened some, and those for something else, as a group. Who is in a group is in no
/// register, so nobody can say whether it was used.
struct PermissionUse {
  std::int64_t held = 0, opened = 0;  ///< for one client
  std::int64_t groups = 0;
};

struct AuditMaterial {
  std::string audit, period;
  DayRange window;                 ///< of the period: who can be drawn
  DayRange review;                 ///< whose openings the lists hold
  Routine routine;                 ///< the version that it was opened by
  json::object opened;             ///< what `audit open` printed
  std::vector<std::string> frame;  ///< its lines
  std::vector<DrawnStratum> draw;  ///< empty before it
  std::string seed;
  std::optional<std::string> seed_source;
  std::string opened_by, drawn_by;  ///< personal data
  Instant opened_at{};
  std::optional<Instant> drawn_at;
  std::string opening_reason, sources_reason;
  std::vector<ListMaterial> lists;
  std::map<std::string, std::string, std::less<>> areas;         ///< names by unit id
  std::map<std::string, TemporaryStaff, std::less<>> temporary;  ///< by stratum
  std::map<std::uint64_t, Instant> signed_at;                    ///< by the act's position
  PermissionUse permissions;
  std::string opened_checkpoint, drawn_checkpoint, checkpoint;  ///< the last one: of now, or of the
                                                                ///< act that closed the audit
};

/// Refused if there is no such audit, or its words were purged.
Result<AuditMaterial> audit_material(Home& home, const std::string& audit);

}  // namespace insyn
