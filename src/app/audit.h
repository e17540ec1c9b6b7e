#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/home.h"
#include "base/json.h"
#include "domain/routine/periods.h"

namespace insyn {

/// The planned audit (contract 6 and 7): open, draw, read, annul. Each is one act; a refusal is of
/// kind refused and changes nothing.

struct OpenOptions {
  std::string period;                      ///< `2026-1`
  std::optional<std::string> seed_source;  ///< what will give the seed; part of the commitment
  std::string reason;                      ///< why it is opened although the register looks wrong
  std::string frame_key;  ///< 64 hexadecimal digits to redo an audit; empty: a new random key
};

/// Freezes the population and commits to it. The value is the document of contract 2.
Result<json::object> open_audit(Home& home, const OpenOptions& options);

/// Draws with the seed; the same seed again gives the same draw. Freezes the lists.
Result<json::object> draw_audit(Home& home, const std::string& audit, const std::string& seed);

Result<json::object> annul_audit(Home& home, const std::string& audit, const std::string& reason);

/// The lists as the draw froze them.
Result<json::object> audit_lists(const Home& home, const std::string& audit);

/// The committed frame and its key, for those who may see who is behind a pseudonym.
Result<json::object> audit_frame(const Home& home, const std::string& audit);

/// The public record of a draw (contract 7).
Result<json::object> audit_record(const Home& home, const std::string& audit);

/// The audit with this id, or the one of this period; an error names the audits that there are.
Result<const AuditState*> find_audit(const Home& home, std::string_view id);

/// The routine that the audit runs under: the version that it was opened by, not the newest.
Result<Routine> routine_of(const Home& home, const AuditState& audit);

/// The period that the routine calls so; refused (code "period-unknown") if it has none.
Result<AuditPeriod> period_in(const Routine& routine, std::string_view id);

/// What was known when an audit was opened: acts before it, and the last delivery among them.
struct KnownAt {
  std::uint64_t acts = 0;
  std::uint32_t deliveries_to = 0;
  bool matching_decided = false;
};
KnownAt known_when_opened(const State& state, std::uint64_t opened);

}  // namespace insyn
