#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state.h"
#include "domain/review/agreement.h"
#include "domain/review/clocks.h"
#include "domain/review/verdicts.h"
#include "domain/routine/schedule.h"
#include "papers/audit_material.h"

namespace insyn {

/// Every number that a report of an audit holds, computed from the acts and the frozen lists. What
/// the pages call an opening is a row: a person, a client, a case, however often it was opened.

struct StratumFigures {
  std::string id, label;
  bool finding = false;    ///< being in it is a finding: no permission, no employment
  std::int64_t share = 0;  ///< decided, in tenths of a percent
  std::int64_t population = 0, drawn = 0;
  std::int64_t reviewed = 0;   ///< drawn persons all of whose lists are signed
  std::int64_t suspected = 0;  ///< drawn persons with a suspicion
  TemporaryStaff temporary;
  Tally tally;
};

/// Rows by who reads them: an area's managers, or chief nurse and quality controller (whose rows
/// are told together for all areas, so that nobody learns where they come from).
struct AreaFigures {
  static constexpr std::string_view special = "\n";  ///< the special readers' id: no unit has it
  std::string id, name;
  std::int64_t lists = 0, done = 0, on_time = 0;  ///< `on_time` of `done`
  Tally tally;
  std::int64_t persons = 0;  ///< whose openings they are

  bool is_special() const { return id == special; }
};

/// A suspicion of the audit that nobody has returned.
struct SuspicionFigures {
  std::uint64_t opened = 0;
  Instant at{};
  std::vector<Clock> clocks;
  std::string url{};  ///< where the reader sees it; empty: it isn't theirs, and nothing tells of it
};

/// How often a code was the answer.
struct CodeCount {
  std::string code, text;
  std::int64_t count = 0;
};

/// What the public parts of acts tell of the audit of the same period a year before.
struct YearBefore {
  std::string audit;
  std::int64_t population = 0, drawn = 0;
  Tally tally;
  std::int64_t suspicions = 0, minutes = 0;
};

struct SourceFigures {
  bool checked = false;
  std::int64_t gaps = 0, behind = 0;
  std::string reason;  ///< why the audit was made although logs are missing
};

struct AuditFigures {
  std::string audit, period;
  DayRange window, review;
  std::string routine_label;
  int routine_version = 0;
  std::vector<StratumFigures> strata;
  std::vector<std::string> not_scheduled;  ///< labels of groups that aren't drawn in this period
  std::vector<AreaFigures> areas;          ///< by name; the special readers last
  StratumFigures all;                      ///< sums over the strata
  std::int64_t lists = 0, done = 0, on_time = 0;
  std::int64_t openings = 0;   ///< sessions, the rows' together
  std::int64_t supported = 0;  ///< rows of which every opening has support in the registers
  std::int64_t denied = 0;
  std::vector<SuspicionFigures> suspicions;
  std::string suspicions_url;       ///< the reader's page of theirs; empty: no link
  bool reads_lists = false;         ///< the reader sees the lists' page: links lead to it
  bool is_reader_involved = false;  ///< one is kept from the reader, who is involved in it
  std::vector<CodeCount> grounds;   ///< of rows that no register explained; most frequent first
  std::vector<CodeCount> mistakes;  ///< most frequent first
  std::int64_t late_deputies = 0, corrections = 0, waiting = 0, returned = 0, replaced = 0;
  std::int64_t second_drawn = 0, second_read = 0;
  Agreement agreement;
  /// How many got the one answer at first and the other at the second reading: needed, mistake,
  /// anything else.
  std::array<std::array<std::int64_t, 3>, 3> second_answers{};
  std::int64_t minutes = 0;
  SourceFigures sources;
  PermissionUse permissions;
  std::optional<YearBefore> before;
  Schedule schedule;
  std::optional<Instant> sent_at;
  bool is_done = false;      ///< every list is signed: the figures don't change but by corrections
  bool is_annulled = false;  ///< broken off: they say how far it came
  std::string checkpoint;

  /// The most frequent rows that no register explained.
  std::int64_t unsupported() const { return all.tally.rows - supported; }
  /// Rows that somebody has answered.
  std::int64_t answered() const { return all.tally.rows - all.tally.unanswered; }
};

/// The same for every reader: what is the reader's (`url`, `suspicions_url`, `reads_lists`,
/// `is_reader_involved`) is left empty. Precondition: the material is of an audit of the state that
/// has been drawn.
AuditFigures figures_of(const State& state, const AuditMaterial& material);

}  // namespace insyn
