#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/act.h"

namespace insyn {

/// Kinds of acts by which an audit goes on. Their public part holds the audit's id and codes:
/// lists and readers as app/audit_codes.h makes them, areas by their unit ids.
namespace act {
inline constexpr std::string_view sources_checked = "sources-checked";
inline constexpr std::string_view substitute_named = "substitute-named";
inline constexpr std::string_view left_sample = "left-sample";
inline constexpr std::string_view lists_routed = "lists-routed";
inline constexpr std::string_view lists_sent = "lists-sent";
inline constexpr std::string_view list_opened = "list-opened";
inline constexpr std::string_view list_signed = "list-signed";
inline constexpr std::string_view reminder_sent = "reminder-sent";
inline constexpr std::string_view reviewer_appointed = "reviewer-appointed";
inline constexpr std::string_view escalated = "escalated";
inline constexpr std::string_view area_signed_off = "area-signed-off";
inline constexpr std::string_view compiled = "compiled";
inline constexpr std::string_view reported = "reported";
inline constexpr std::string_view closed = "closed";
}  // namespace act

/// Rows of a list that somebody else reads: one person, or whoever holds a role.
struct MovedRows {
  std::string reader;              ///< code of a person; empty: see `role`, or nobody yet
  std::string role;                ///< `chief_nurse`, `quality_controller`; empty: `reader`
  std::vector<std::int64_t> rows;  ///< by their place in the list, from 0
  std::vector<std::string> reasons;
};

/// One list of an audit, from the time when it was decided who reads it.
struct ListProgress {
  std::string area;    ///< unit id; empty: none
  std::string reader;  ///< code of a person; empty: see `role`, or nobody yet
  std::string role;    ///< who reads a list that is no manager's; empty: `reader`
  std::int64_t rows = 0;
  std::vector<std::string> reasons;  ///< why it isn't read by whom the draw named
  std::vector<MovedRows> moved;
  bool sent = false;
  Instant sent_at{};                                ///< if it was
  std::optional<std::uint64_t> opened, signed_off;  ///< positions of the acts
  int reminders = 0;
  std::set<int> reminded_on;  ///< of those that were due by themselves: days after the last one
  std::set<std::string, std::less<>> escalated;  ///< to these roles

  bool has_reader() const { return !reader.empty() || !role.empty(); }
};

/// Who left the sample because the frame was wrong, and who came instead.
struct LeftSample {
  std::string pseudonym, ground, replacement;  ///< no replacement: the reserve was used up
  std::uint64_t seq = 0;
};

struct AuditProgress {
  Instant opened_at{};
  bool seed_source = false;  ///< that the opening committed to one
  std::optional<Instant> drawn_at;
  std::optional<std::uint64_t> annulled;
  std::int64_t lists_drawn = 0;  ///< as the draw froze them, and those that came and went since
  std::vector<LeftSample> left;
  std::optional<std::uint64_t> routed;  ///< the latest; none while lists have no route
  std::optional<Instant> sent_at;       ///< the first time
  std::map<std::string, ListProgress, std::less<>> lists;  ///< by code
  std::set<std::string, std::less<>> areas_signed;         ///< unit ids; `` is what has no area
  std::optional<std::uint64_t> compiled, reported, closed;

  bool all_sent() const;
  bool all_signed() const;
  /// The areas of its lists, signed or not.
  std::set<std::string, std::less<>> areas() const;
  std::int64_t unsigned_lists(std::string_view area) const;
};

/// That somebody has looked whether the sources of a period are complete.
struct SourcesChecked {
  std::uint64_t seq = 0;
  Instant at{};
  std::int64_t gaps = 0, behind = 0;
};

/// How far each audit has come; folded from acts.
struct ProgressState {
  std::map<std::string, SourcesChecked, std::less<>> checked;  ///< by period, the latest
  std::optional<std::uint64_t> substitute;  ///< who reads where the line ends; the words tell who
  std::map<std::string, AuditProgress, std::less<>> audits;  ///< by id

  const AuditProgress* audit(std::string_view id) const;
};

/// Folds one act into it; kinds of others are passed over.
void apply(ProgressState& state, const Act& act);

}  // namespace insyn
