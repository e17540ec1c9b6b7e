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
inline constexpr std::string_view conflict_declared = "conflict-declared";
inline constexpr std::string_view deadline_extended = "deadline-extended";
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
  std::optional<std::uint64_t> opened, signed_off;  ///< positions of the acts

  /// What acts call the part of the list that these rows are.
  const std::string& part() const { return reader.empty() ? role : reader; }
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
  std::optional<std::uint64_t> opened, signed_off;  ///< of its own part: positions of the acts
  int reminders = 0;
  std::set<int> reminded_on;  ///< of those that were due by themselves: days after the last one
  std::set<std::string, std::less<>> escalated;  ///< to these roles
  std::optional<Day> answer_by;                  ///< a later day that was given to it

  bool has_reader() const { return !reader.empty() || !role.empty(); }
  /// Whether it is a manager's: the others are confidential, and nobody learns by its area's
  /// sign-off that they exist (practice F6).
  bool is_managers() const { return role.empty(); }
  /// The rows of a part: of the list's own (``), or of what was moved to a reader or role.
  std::vector<std::int64_t> rows_of(std::string_view part) const;
  /// The part that a row belongs to; none if the list has no such row.
  std::optional<std::string> part_of(std::int64_t row) const;
  bool is_signed(std::string_view part) const;
  bool is_row_signed(std::int64_t row) const;
  /// Signed by its managers: its own part, and rows that went to another manager.
  bool managers_signed() const;
  bool all_signed() const;  ///< every part
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
  bool all_signed() const;  ///< also what is confidential: before the compilation
  /// The areas of its managers' lists, signed or not.
  std::set<std::string, std::less<>> areas() const;
  /// Managers' lists of the area that their managers haven't signed.
  std::int64_t unsigned_lists(std::string_view area) const;
  std::int64_t managers_lists() const;
  std::int64_t unsigned_lists() const;  ///< managers' lists of all areas
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
