#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "ingest/config/config.h"
#include "ingest/config/review_rules.h"
#include "ingest/toml/document.h"

namespace insyn {
namespace {

// Bounds that no routine has a reason to pass; they catch a slip of the finger.
constexpr std::int64_t version_max = 1'000'000;
constexpr std::int64_t permissions_most = 1'000'000'000;
constexpr std::int64_t minutes_max = std::int64_t{24} * 60;
constexpr std::int64_t days_max = 3'660;
constexpr std::int64_t days_back_max = 366;
constexpr std::int64_t seconds_per_row_max = 3600;
// Logs of health care, and what shows that they were checked: HSLF-FS 2016:40, 4 kap. 9 §.
constexpr std::int64_t years_least = 5;
constexpr std::int64_t years_max = 100;
// Every month has at least three whole weeks (docs/formats/routine.md), so that more than three
// would not exist in every year.
constexpr std::int64_t whole_weeks_max = 3;

/// Who can be asked; the roles of domain/people/roles.h that reviewers and clients turn to.
constexpr std::array contact_roles{
    "administrator",     "area_head", "chief_nurse", "quality_controller",
    "compiler",          "director",  "hr",          "data_protection_officer",
    "disclosure_officer"};

struct MonthDay {
  unsigned month = 1, day = 1;
};

/// `MM-DD`, a day that every year has (29 February isn't one).
std::optional<MonthDay> parse_month_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto month = parse_integer(text.substr(0, 2));
  const auto day = parse_integer(text.substr(3, 2));
  if (!month || !day || *month < 1 || *day < 1) return std::nullopt;
  const MonthDay found{static_cast<unsigned>(*month), static_cast<unsigned>(*day)};
  const std::chrono::year_month_day date{std::chrono::year{2025}, std::chrono::month{found.month},
                                         std::chrono::day{found.day}};
  if (!date.ok()) return std::nullopt;
  return found;
}

MonthDay month_day(TomlTable& table, std::string_view key, TomlProblem& problem) {
  const std::string text = table.text(key);
  const auto found = parse_month_day(text);
  if (!found)
    problem.add(table.line_of(key),
                fmt::format("`{}` ska vara månad och dag som finns varje år, till exempel "
                            "\"02-01\", inte \"{}\".",
                            key, text));
  return found.value_or(MonthDay{});
}

/// A text that stands in ids that people and files write: `1`, `delivery-high`.
void check_id(TomlTable& table, std::string_view key, const std::string& id, TomlProblem& problem) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  if (id.find_first_not_of(allowed) != std::string::npos)
    problem.add(table.line_of(key),
                fmt::format("`{}` får bara ha små bokstäver a–z, siffror, - och _.", key));
}

class RoutineParser {
 public:
  RoutineParser(const TomlValue& root, std::string_view file) : root_{root}, problem_{file} {}

  Result<Routine> parse() {
    TomlTable root{root_, "filen", problem_};
    if (const TomlValue* table = root.table("routine")) head(*table);
    for (const TomlValue* table : root.tables("period")) period(*table);
    for (const TomlValue* table : root.tables("stratum")) stratum(*table);
    if (const TomlValue* table = root.table_or_none("permissions")) permissions(*table);
    if (const TomlValue* table = root.table_or_none("audit")) audit(*table);
    if (const TomlValue* table = root.table_or_none("explain")) explain(*table);
    if (const TomlValue* table = root.table_or_none("deadlines")) deadlines(*table);
    if (const TomlValue* table = root.table_or_none("contacts")) contacts(*table);
    if (const TomlValue* table = root.table_or_none("review"))
      read_review_rules(*table, problem_, routine_.review);
    if (const TomlValue* table = root.table_or_none("retention")) retention(*table);
    root.finish();
    check_all_periods_are_used();
    if (problem_.found()) return fail(problem_.error());
    return routine_;
  }

 private:
  void head(const TomlValue& value) {
    TomlTable table{value, "[routine]", problem_};
    routine_.id = table.text("id");
    check_id(table, "id", routine_.id, problem_);
    routine_.version = static_cast<int>(table.integer("version", 1, version_max));
    routine_.label = table.text("label");
    routine_.valid_from = table.text("valid_from");
    if (!parse_day(routine_.valid_from))
      problem_.add(table.line_of("valid_from"),
                   "`valid_from` ska vara ett datum, till exempel \"2026-01-01\".");
    table.finish();
  }

  void period(const TomlValue& value) {
    TomlTable table{value, "[[period]]", problem_};
    PeriodRule rule;
    rule.key = table.text("key");
    check_id(table, "key", rule.key, problem_);
    rule.label = table.text("label");
    if (std::ranges::find(routine_.periods, rule.key, &PeriodRule::key) != routine_.periods.end())
      problem_.add(table.line_of("key"), fmt::format("Perioden `{}` finns redan.", rule.key));
    const TomlValue* weeks = table.table_or_none("whole_weeks");
    const TomlValue* dates = table.table_or_none("dates");
    const TomlValue* back = table.table_or_none("days_back");
    const bool has_month = table.has("month");
    if (has_month) rule.when = WholeMonth{month(table)};
    if (weeks != nullptr) rule.when = whole_weeks(*weeks);
    if (dates != nullptr) rule.when = fixed_dates(*dates);
    if (back != nullptr) rule.when = days_back(*back);
    const int count = (weeks != nullptr) + (dates != nullptr) + (back != nullptr) + has_month;
    if (count != 1)
      problem_.add(value.line,
                   "Perioden ska ha exakt en av `whole_weeks`, `month`, `dates` och `days_back`.");
    table.finish();
    routine_.periods.push_back(std::move(rule));
  }

  static unsigned month(TomlTable& table) {
    return static_cast<unsigned>(table.integer("month", 1, 12));
  }

  WholeWeeks whole_weeks(const TomlValue& value) {
    TomlTable table{value, "whole_weeks", problem_};
    WholeWeeks weeks;
    weeks.month = month(table);
    if (table.has("first") == table.has("last"))
      problem_.add(value.line, "`whole_weeks` ska ha antingen `first` eller `last`.");
    weeks.end = table.has("last") ? WholeWeeks::End::last : WholeWeeks::End::first;
    const std::int64_t first = table.integer_or("first", 1, whole_weeks_max, 1);
    const std::int64_t last = table.integer_or("last", 1, whole_weeks_max, 1);
    weeks.count = static_cast<int>(weeks.end == WholeWeeks::End::last ? last : first);
    table.finish();
    return weeks;
  }

  FixedDates fixed_dates(const TomlValue& value) {
    TomlTable table{value, "dates", problem_};
    const MonthDay from = month_day(table, "from", problem_);
    const MonthDay to = month_day(table, "to", problem_);
    table.finish();
    return {from.month, from.day, to.month, to.day};
  }

  DaysBack days_back(const TomlValue& value) {
    TomlTable table{value, "days_back", problem_};
    DaysBack back;
    back.days = static_cast<int>(table.integer("days", 1, days_back_max));
    const MonthDay before = month_day(table, "before", problem_);
    back.month = before.month;
    back.day = before.day;
    table.finish();
    return back;
  }

  void stratum(const TomlValue& value) {
    TomlTable table{value, "[[stratum]]", problem_};
    StratumRule rule;
    rule.id = table.text("id");
    check_id(table, "id", rule.id, problem_);
    if (rule.id == "all")
      problem_.add(table.line_of("id"),
                   "Skiktet får inte heta `all`: det betyder hela urvalsramen.");
    if (std::ranges::find(routine_.strata, rule.id, &StratumRule::id) != routine_.strata.end())
      problem_.add(table.line_of("id"), fmt::format("Skiktet `{}` finns redan.", rule.id));
    rule.label = table.text("label");
    rule.group = group(table);
    rule.per_unit = per_unit(table, rule.group);
    if (const TomlValue* limits = table.table_or_none("permissions")) limit(*limits, rule);
    rule.share = static_cast<int>(table.integer("share", 1, 1000));
    rule.periods = table.texts("periods");
    for (const std::string& key : rule.periods)
      if (std::ranges::find(routine_.periods, key, &PeriodRule::key) == routine_.periods.end())
        problem_.add(table.line_of("periods"),
                     fmt::format("Perioden `{}` finns inte i rutinen.", key));
    rule.finding = table.flag_or("finding", false);
    table.finish();
    routine_.strata.push_back(std::move(rule));
  }

  GroupRule group(TomlTable& table) {
    constexpr std::array<std::pair<std::string_view, GroupRule>, 4> names{
        {{"authority", GroupRule::authority},
         {"delivery", GroupRule::delivery},
         {"none", GroupRule::none},
         {"any", GroupRule::any}}};
    const std::string text = table.text("group");
    for (const auto& name : names)
      if (name.first == text) return name.second;
    problem_.add(table.line_of("group"),
                 "`group` ska vara \"authority\", \"delivery\", \"none\" eller \"any\".");
    return GroupRule::any;
  }

  bool per_unit(TomlTable& table, GroupRule group) {
    if (!table.has("per")) return false;
    if (table.text("per") != "unit")
      problem_.add(table.line_of("per"), "`per` ska vara \"unit\" eller utelämnas.");
    if (group == GroupRule::none)
      problem_.add(
          table.line_of("per"),
          "`per` går inte ihop med `group = \"none\"`: utan anställning finns ingen enhet.");
    return true;
  }

  void limit(const TomlValue& value, StratumRule& rule) {
    TomlTable table{value, "permissions", problem_};
    rule.permissions_min = table.integer_or("min", 0, permissions_most, 0);
    if (table.has("max")) rule.permissions_max = table.integer("max", 0, permissions_most);
    if (rule.permissions_max && *rule.permissions_max < rule.permissions_min)
      problem_.add(value.line, "`max` i permissions är mindre än `min`: skiktet blir alltid tomt.");
    table.finish();
  }

  void permissions(const TomlValue& value) {
    TomlTable table{value, "[permissions]", problem_};
    const std::string count = table.text("count");
    if (count != "scopes" && count != "clients")
      problem_.add(table.line_of("count"), "`count` ska vara \"scopes\" eller \"clients\".");
    if (count == "clients") routine_.permission_count = PermissionCount::clients;
    table.finish();
  }

  /// An optional whole number in place of the default that `target` holds.
  static void set(TomlTable& table, std::string_view key, std::int64_t least, std::int64_t most,
                  int& target) {
    target = static_cast<int>(table.integer_or(key, least, most, target));
  }

  void audit(const TomlValue& value) {
    TomlTable table{value, "[audit]", problem_};
    set(table, "finding_max", 0, 1000, routine_.finding_max);
    set(table, "opening_gap_minutes", 1, minutes_max, routine_.opening_gap_minutes);
    set(table, "latest_start_days", 0, days_max, routine_.latest_start_days);
    set(table, "seconds_per_row", 1, seconds_per_row_max, routine_.seconds_per_row);
    if (table.has("review_window")) review_window(table);
    table.finish();
  }

  void review_window(TomlTable& table) {
    const std::string text = table.text("review_window");
    if (text == "one_month_back") {
      routine_.review_window = ReviewWindow::one_month_back;
    } else if (text == "union") {
      routine_.review_window = ReviewWindow::both;
    } else if (text != "period") {
      problem_.add(table.line_of("review_window"),
                   "`review_window` ska vara \"period\", \"one_month_back\" eller \"union\".");
    }
  }

  void deadlines(const TomlValue& value) {
    TomlTable table{value, "[deadlines]", problem_};
    DeadlineRules& rules = routine_.deadlines;
    set(table, "lists_out_workdays", 0, days_max, rules.lists_out_workdays);
    if (const TomlValue* rule = table.table_or_none("answer")) rules.answer = deadline(*rule);
    if (const TomlValue* rule = table.table_or_none("area")) rules.area = deadline(*rule);
    if (const TomlValue* rule = table.table_or_none("report")) rules.report = deadline(*rule);
    if (const TomlValue* range = table.table_or_none("holidays")) {
      TomlTable days{*range, "holidays", problem_};
      const MonthDay from = month_day(days, "from", problem_);
      const MonthDay to = month_day(days, "to", problem_);
      days.finish();
      rules.holidays = HolidayRange{from.month, from.day, to.month, to.day};
    }
    table.finish();
  }

  Deadline deadline(const TomlValue& value) {
    TomlTable table{value, "tidsgränsen", problem_};
    Deadline rule;
    rule.workdays = table.has("workdays");
    if (rule.workdays == table.has("days"))
      problem_.add(value.line, "En tidsgräns ska ha antingen `days` eller `workdays`.");
    rule.count = static_cast<int>(
        table.integer_or("days", 0, days_max, table.integer_or("workdays", 0, days_max, 0)));
    const std::string from = table.text_or("after", "previous");
    if (from == "period") {
      rule.from = Deadline::From::period;
    } else if (from == "sending") {
      rule.from = Deadline::From::sending;
    } else if (from != "previous") {
      problem_.add(table.line_of("after"),
                   "`after` ska vara \"period\", \"sending\" eller \"previous\".");
    }
    table.finish();
    return rule;
  }

  void contacts(const TomlValue& value) {
    TomlTable table{value, "[contacts]", problem_};
    for (const char* role : contact_roles)
      if (table.has(role)) routine_.contacts[role] = table.text(role);
    table.finish();
  }

  void retention(const TomlValue& value) {
    TomlTable table{value, "[retention]", problem_};
    RetentionRules& rules = routine_.retention;
    set(table, "lists_years", years_least, years_max, rules.lists_years);
    set(table, "papers_years", years_least, years_max, rules.papers_years);
    set(table, "suspicions_years", years_least, years_max, rules.suspicions_years);
    set(table, "mails_days", 1, days_max, rules.mails_days);
    table.finish();
  }

  void explain(const TomlValue& value) {
    TomlTable table{value, "[explain]", problem_};
    ExplainRules& rules = routine_.explain;
    rules.permission_explains = table.flag_or("permission_explains", rules.permission_explains);
    set(table, "grace_days_before", 0, days_max, rules.grace.before);
    set(table, "grace_days_after", 0, days_max, rules.grace.after);
    set(table, "intake_days", 0, days_max, rules.intake_days);
    set(table, "shift_margin_minutes", 0, minutes_max, rules.shift_margin_minutes);
    set(table, "after_death_days", 0, days_max, rules.after_death_days);
    set(table, "closed_case_days", 0, days_max, rules.closed_case_days);
    set(table, "surname_per_mille", 0, 1000, rules.surname_per_mille);
    table.finish();
  }

  /// A period in which nobody can be drawn is a slip: an audit of it would be empty.
  void check_all_periods_are_used() {
    for (const PeriodRule& period : routine_.periods) {
      const auto uses = [&period](const StratumRule& stratum) {
        return std::ranges::find(stratum.periods, period.key) != stratum.periods.end();
      };
      if (std::ranges::none_of(routine_.strata, uses))
        problem_.add(root_.find("period")->line,
                     fmt::format("Inget skikt granskas i perioden `{}`.", period.key));
    }
  }

  const TomlValue& root_;
  TomlProblem problem_;
  Routine routine_;
};

}  // namespace

Result<Routine> parse_routine(std::string_view toml, std::string_view file) {
  const auto document = parse_toml(toml, file);
  if (!document) return fail(document.error());
  return RoutineParser{*document, file}.parse();
}

}  // namespace insyn
