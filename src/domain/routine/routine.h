#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/calendar/time.h"
#include "domain/routine/retention.h"
#include "domain/routine/review_rules.h"

namespace insyn {

/// The routine as data: what a municipality's routine text decides (docs/formats/routine.md).
/// Reading and checking the TOML is ingest/config; here is what it means.

/// The k first or last whole weeks (Monday to Sunday, all seven days inside the month).
struct WholeWeeks {
  enum class End { first, last };
  End end = End::first;
  int count = 2;
  unsigned month = 1;  ///< 1–12
};

/// The same days every year, [from, to); `to` may lie in the next year.
struct FixedDates {
  unsigned from_month = 1, from_day = 1, to_month = 1, to_day = 1;
};

struct WholeMonth {
  unsigned month = 1;
};

/// The `days` days that end with the day before a fixed day of the year.
struct DaysBack {
  int days = 30;
  unsigned month = 1, day = 1;
};

struct PeriodRule {
  std::string key;    ///< stands after the year in the period's id: `1` in `2026-1`
  std::string label;  ///< as people call it
  std::variant<WholeWeeks, FixedDates, WholeMonth, DaysBack> when;
};

/// Which group of employments a stratum takes.
enum class GroupRule { authority, delivery, none, any };

/// One risk stratum: who belongs to it, how large a share is drawn, in which periods.
struct StratumRule {
  std::string id;
  std::string label;
  GroupRule group = GroupRule::any;
  /// Drawn in each unit by itself; takes only those with an employment. Each unit in which somebody
  /// was active is a stratum `ID/UNIT`.
  bool per_unit = false;
  std::int64_t permissions_min = 0;
  std::optional<std::int64_t> permissions_max;  ///< inclusive; none: no limit
  int share = 1000;                             ///< tenths of a percent, 1–1000
  std::vector<std::string> periods;             ///< keys of PeriodRule
  bool finding = false;  ///< being here is a finding in itself; counts towards `finding_max`
};

/// What a permission count counts.
enum class PermissionCount { scopes, clients };

/// Days by which a relation is held to reach over its ends.
struct Grace {
  int before = 0;
  int after = 0;
};

struct ExplainRules {
  bool permission_explains = false;
  Grace grace;          ///< of case roles, care relations and deputies
  int intake_days = 7;  ///< how long an intake explains
  int shift_margin_minutes = 120;
  int after_death_days = 30;
  int closed_case_days = 30;
  int surname_per_mille = 3;  ///< a surname is telling if fewer than this many in 1,000 bear it
};

/// How long after something a thing is due.
struct Deadline {
  enum class From {
    period,   ///< the window's last day
    sending,  ///< the day on which the lists go out
    previous  ///< the deadline before it
  };
  int count = 0;
  bool workdays = true;  ///< else days of the calendar, moved on to a working day
  From from = From::previous;
};

/// Days of every year, [from, to), in which nothing falls due but the lists: what would is due on
/// the first working day from `to`. From may lie later in the year than to.
struct HolidayRange {
  unsigned from_month = 6, from_day = 15, to_month = 8, to_day = 31;
};

struct DeadlineRules {
  int lists_out_workdays = 5;  ///< after the draw
  Deadline answer{.count = 15, .workdays = true, .from = Deadline::From::sending};
  Deadline area{.count = 3};  ///< the area heads' sign-off
  Deadline report{.count = 12};
  std::optional<HolidayRange> holidays;
};

/// Which days' openings the drawn persons' lists hold. Who can be drawn is always decided by the
/// period.
enum class ReviewWindow {
  period,
  one_month_back,  ///< the month before the day on which the audit is opened
  both,            ///< from the first day of the two to the last
};

struct Routine {
  std::string id;  ///< `pitea`
  int version = 1;
  std::string label;  ///< "Rutin Loggkontroll i Viva"
  std::string valid_from;
  std::vector<PeriodRule> periods;
  std::vector<StratumRule> strata;
  PermissionCount permission_count = PermissionCount::scopes;
  int finding_max = 50;  ///< tenths of a percent of the frame that finding strata may hold
  int opening_gap_minutes = 30;
  ExplainRules explain;
  int latest_start_days = 14;  ///< after the window's end; later starts are warned of
  ReviewWindow review_window = ReviewWindow::period;
  DeadlineRules deadlines;
  int seconds_per_row = 20;  ///< that a reviewer needs, for the forecast
  /// Whom to ask, by role (domain/people: `chief_nurse`); words for people.
  std::map<std::string, std::string> contacts;
  ReviewRules review = built_in_review_rules();
  RetentionRules retention;
};

}  // namespace insyn
