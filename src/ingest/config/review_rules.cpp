#include "ingest/config/review_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace insyn {
namespace {

// Bounds that no routine has a reason to pass; they catch a slip of the finger.
constexpr std::int64_t alike_most = 100;
constexpr std::int64_t seconds_most = 600;
constexpr std::int64_t hours_most = 10'000;
constexpr std::int64_t months_most = 120;

using Text = std::string ReviewGuidance::*;
constexpr std::array<std::pair<std::string_view, Text>, 17> guidance_keys{{
    {"step1", &ReviewGuidance::step1},
    {"step1_authority", &ReviewGuidance::step1_authority},
    {"step1_delivery", &ReviewGuidance::step1_delivery},
    {"support", &ReviewGuidance::support},
    {"step2", &ReviewGuidance::step2},
    {"read_out", &ReviewGuidance::read_out},
    {"wait", &ReviewGuidance::wait},
    {"step3", &ReviewGuidance::step3},
    {"hand_over", &ReviewGuidance::hand_over},
    {"handed_over", &ReviewGuidance::handed_over},
    {"incident", &ReviewGuidance::incident},
    {"countersign", &ReviewGuidance::countersign},
    {"question", &ReviewGuidance::question},
    {"bulk", &ReviewGuidance::bulk},
    {"conflict", &ReviewGuidance::conflict},
    {"sign_off", &ReviewGuidance::sign_off},
    {"no_remark", &ReviewGuidance::no_remark},
}};

/// A code that stands in acts for ever.
std::string code_in(TomlTable& table, TomlProblem& problem) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
  std::string code = table.text("code");
  if (code.find_first_not_of(allowed) != std::string::npos)
    problem.add(table.line_of("code"), "`code` får bara ha små bokstäver a–z, siffror och _.");
  return code;
}

template <class T>
void check_new(const std::vector<T>& known, const std::string& code, TomlTable& table,
               TomlProblem& problem) {
  if (std::ranges::find(known, code, &T::code) != known.end())
    problem.add(table.line_of("code"), fmt::format("Koden `{}` finns redan.", code));
}

void read_codes(TomlTable& review, std::string_view key, TomlProblem& problem,
                std::vector<ReviewCode>& codes) {
  if (!review.has(key)) return;
  codes.clear();
  for (const TomlValue* value : review.tables(key)) {
    const std::string name = fmt::format("[[review.{}]]", key);
    TomlTable table{*value, name, problem};
    ReviewCode one;
    one.code = code_in(table, problem);
    check_new(codes, one.code, table, problem);
    one.text = table.text("text");
    one.needs_text = table.flag_or("needs_text", false);
    one.note = table.text_or("note", "");
    table.finish();
    codes.push_back(std::move(one));
  }
}

StampKind stamp_in(TomlTable& table, TomlProblem& problem) {
  const std::string from = table.text("from");
  if (from == "certainty") return StampKind::certainty;
  if (from == "knowledge") return StampKind::knowledge;
  if (from != "signal")
    problem.add(table.line_of("from"),
                "`from` ska vara \"signal\", \"certainty\" eller \"knowledge\".");
  return StampKind::signal;
}

void read_clocks(TomlTable& review, TomlProblem& problem, std::vector<ClockRule>& clocks) {
  if (!review.has("clock")) return;
  clocks.clear();
  for (const TomlValue* value : review.tables("clock")) {
    TomlTable table{*value, "[[review.clock]]", problem};
    ClockRule rule;
    rule.code = code_in(table, problem);
    check_new(clocks, rule.code, table, problem);
    rule.label = table.text("label");
    rule.from = stamp_in(table, problem);
    if (table.has("hours") == table.has("months"))
      problem.add(value->line, "En klocka ska ha antingen `hours` eller `months`.");
    rule.hours = static_cast<int>(table.integer_or("hours", 1, hours_most, 0));
    rule.months = static_cast<int>(table.integer_or("months", 1, months_most, 0));
    table.finish();
    clocks.push_back(std::move(rule));
  }
}

void read_second_reader(TomlTable& review, TomlProblem& problem, ReviewRules& rules) {
  const std::string reader = review.text("second_reader");
  if (reader == "owning_unit") {
    rules.second_reader = SecondReader::owning_unit;
  } else if (reader == "role") {
    rules.second_reader = SecondReader::role;
  } else {
    problem.add(review.line_of("second_reader"),
                "`second_reader` ska vara \"role\" eller \"owning_unit\".");
  }
}

}  // namespace

void read_review_rules(const TomlValue& value, TomlProblem& problem, ReviewRules& rules) {
  TomlTable table{value, "[review]", problem};
  const auto set = [&](std::string_view key, std::int64_t least, std::int64_t most, int& target) {
    target = static_cast<int>(table.integer_or(key, least, most, target));
  };
  set("alike_max", 1, alike_most, rules.alike_max);
  set("second_reading_share", 0, 1000, rules.second_reading_share);
  set("fast_seconds_per_row", 0, seconds_most, rules.fast_seconds_per_row);
  if (table.has("second_reader")) read_second_reader(table, problem, rules);
  read_codes(table, "ground", problem, rules.grounds);
  read_codes(table, "acceptable", problem, rules.acceptable);
  read_codes(table, "never", problem, rules.never);
  read_codes(table, "unclear", problem, rules.unclear);
  read_codes(table, "not_asked", problem, rules.not_asked);
  read_clocks(table, problem, rules.clocks);
  if (const TomlValue* guidance = table.table_or_none("guidance")) {
    TomlTable texts{*guidance, "[review.guidance]", problem};
    for (const auto& [key, text] : guidance_keys)
      if (texts.has(key)) rules.guidance.*text = texts.text(key);
    texts.finish();
  }
  table.finish();
}

}  // namespace insyn
