#include "papers/outcomes.h"

#include <utility>

#include "papers/suppression.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using paper::Cell;
using paper::Chart;
using paper::ColumnKind;
using paper::linked;
using paper::number_cell;
using paper::Table;
using paper::TableRow;

/// A row of a table of outcomes: what it is about, of how many persons, its numbers, and where its
/// lists are.
struct Counted {
  std::string name;
  std::int64_t persons = 0;
  Tally tally;
  std::string lists{};
};

std::vector<Counted> by_area(const AuditFigures& figures) {
  std::vector<Counted> rows;
  for (const AreaFigures& area : figures.areas)
    rows.push_back({area.name, area.persons, area.tally, lists_page(figures, area)});
  return rows;
}

std::vector<Counted> by_stratum(const AuditFigures& figures) {
  std::vector<Counted> rows;
  for (const StratumFigures& stratum : figures.strata)
    rows.push_back({stratum.label, stratum.drawn, stratum.tally});
  return rows;
}

std::vector<paper::Column> columns_of(std::string first, bool unanswered) {
  std::vector<paper::Column> columns{{.title = std::move(first), .row_head = true},
                                     {.title = "Öppningar", .kind = ColumnKind::number}};
  for (const Outcome& outcome : outcomes())
    columns.push_back({.title = std::string{outcome.title}, .kind = ColumnKind::number});
  if (unanswered) columns.push_back({.title = "Återstår", .kind = ColumnKind::number});
  return columns;
}

/// For a reader of `figures`, with each number leading to what it counts.
TableRow linked_row(const Counted& counted, bool unanswered, const AuditFigures& figures) {
  TableRow row{counted.name, linked(number_cell(counted.tally.rows), counted.lists)};
  for (const Outcome& outcome : outcomes())
    row.push_back(outcome_cell(figures, outcome, counted.tally, counted.lists));
  if (unanswered) row.push_back(linked(number_cell(counted.tally.unanswered), counted.lists));
  return row;
}

/// For papers that leave the house: without links.
TableRow plain_row(const Counted& counted, bool unanswered) {
  TableRow row{counted.name, number_cell(counted.tally.rows)};
  for (const Outcome& outcome : outcomes())
    row.push_back(number_cell(outcome.count(counted.tally)));
  if (unanswered) row.push_back(number_cell(counted.tally.unanswered));
  return row;
}

Cell shown_cell(std::int64_t value, Disclosure shown) {
  if (shown == Disclosure::number) return number_cell(value);
  return shown == Disclosure::few ? Cell{"färre än\u00a05"} : Cell{"visas inte"};
}

/// What fewer than five persons did would tell of each of them, however often they did it: such a
/// row is told with the smallest other one.
std::vector<Counted> with_enough_persons(std::vector<Counted> rows) {
  constexpr std::int64_t enough = 5;
  const auto fewest = [&] {
    return std::ranges::min_element(rows, {}, [](const Counted& row) { return row.persons; });
  };
  std::erase_if(rows, [](const Counted& row) { return row.persons == 0; });
  while (rows.size() > 1 && fewest()->persons < enough) {
    const Counted small = *fewest();
    rows.erase(fewest());
    Counted& with = *fewest();
    with.name += " + " + small.name;
    with.persons += small.persons;
    with.tally.add(small.tally);
  }
  return rows;
}

Table public_table(const std::vector<Counted>& counted, const Tally& all, std::string first) {
  const std::vector<Counted> rows = with_enough_persons(counted);
  const bool unanswered = all.unanswered != 0;
  Table table{.title = {}, .columns = columns_of(std::move(first), unanswered)};
  CountTable counts;
  for (const Counted& row : rows) {
    auto& cells = counts.cells.emplace_back();
    for (const Outcome& outcome : outcomes()) cells.push_back(outcome.count(row.tally));
    if (unanswered) cells.push_back(row.tally.unanswered);
  }
  if (const auto shown = suppressed(counts)) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      TableRow row{rows[i].name, shown_cell(rows[i].tally.rows, shown->sums[i])};
      for (std::size_t column = 0; column < counts.cells[i].size(); ++column)
        row.push_back(shown_cell(counts.cells[i][column], shown->cells[i][column]));
      table.rows.push_back(std::move(row));
    }
  } else {
    table.when_empty = "Visas inte uppdelat: små tal skulle gå att räkna ut.";
  }
  table.foot = plain_row({"Alla", 0, all}, unanswered);
  return table;
}

}  // namespace

const std::vector<Outcome>& outcomes() {
  static const std::vector<Outcome> all{
      {"Bekräftade", Standing::confirmed, [](const Tally& tally) { return tally.confirmed; }},
      {"Behövdes", Standing::needed, [](const Tally& tally) { return tally.needed; }},
      {"Misstag", Standing::acceptable, [](const Tally& tally) { return tally.acceptable; }},
      {"Oklara", Standing::unclear,
       [](const Tally& tally) { return tally.unclear + tally.not_asked; }},
      {"Misstankar", Standing::suspected, [](const Tally& tally) { return tally.suspected; }},
  };
  return all;
}

Cell outcome_cell(const AuditFigures& figures, const Outcome& outcome, const Tally& tally,
                  const std::string& lists) {
  const std::int64_t count = outcome.count(tally);
  std::string target = lists;
  if (count > 0 && outcome.standing == Standing::acceptable) target = mistakes_page(figures);
  if (count > 0 && outcome.standing == Standing::suspected && !figures.suspicions_url.empty())
    target = figures.suspicions_url;
  return linked(number_cell(count), target);
}

Table area_outcomes(const AuditFigures& figures) {
  const Tally& all = figures.all.tally;
  const bool unanswered = all.unanswered != 0;
  Table table{.title = {}, .columns = columns_of("Område", unanswered)};
  for (const Counted& area : by_area(figures))
    table.rows.push_back(linked_row(area, unanswered, figures));
  table.foot =
      linked_row({"Alla", figures.all.drawn, all, lists_page(figures)}, unanswered, figures);
  table.columns.push_back({.title = "Listor i tid", .kind = ColumnKind::text});
  for (std::size_t i = 0; i < figures.areas.size(); ++i) {
    const AreaFigures& area = figures.areas[i];
    table.rows[i].push_back(linked(of_text(area.on_time, area.lists), lists_page(figures, area)));
  }
  table.foot.push_back(linked(of_text(figures.on_time, figures.lists), lists_page(figures)));
  table.columns.front().weight = 3.2;
  for (std::size_t i = 1; i < table.columns.size(); ++i) table.columns[i].weight = 1;
  table.title = "Öppningar efter område och utfall";
  table.id = "omraden";
  return table;
}

Chart area_chart(const AuditFigures& figures) {
  Chart chart;
  chart.table = area_outcomes(figures);
  // Needed, mistakes, suspicions, unclear: what is graver has the stripes.
  chart.series = {3, 4, 6, 5};
  chart.description = "Öppningar som bedömdes en och en, efter område.";
  for (const AreaFigures& area : figures.areas)
    chart.description += " " + area.name + ": " + number_text(area.tally.needed) + " behövdes, " +
                         number_text(area.tally.acceptable) + " misstag, " +
                         number_text(area.tally.suspected) + " misstankar, " +
                         number_text(area.tally.unclear + area.tally.not_asked) + " oklara.";
  return chart;
}

Chart outcome_chart(const AuditFigures& figures) {
  Chart chart;
  chart.description = "Öppningar som bedömdes en och en.";
  chart.table = {.title = "Öppningar som bedömdes en och en, efter utfall",
                 .columns = {{.title = "Utfall", .row_head = true},
                             {.title = "Öppningar", .kind = ColumnKind::number}},
                 .id = "bedomda"};
  for (std::size_t i = 1; i < outcomes().size(); ++i) {
    const std::int64_t count = outcomes()[i].count(figures.all.tally);
    const std::string title{outcomes()[i].title};
    chart.table.rows.push_back({title, number_cell(count)});
    chart.description += " " + title + ": " + number_text(count) + ".";
  }
  chart.series = {1};
  return chart;
}

Table public_area_outcomes(const AuditFigures& figures) {
  Table table = public_table(by_area(figures), figures.all.tally, "Område");
  table.title = "Öppningar efter område och utfall";
  table.id = "omraden";
  return table;
}

Table public_stratum_outcomes(const AuditFigures& figures) {
  Table table = public_table(by_stratum(figures), figures.all.tally, "Grupp");
  table.title = "Öppningar efter grupp och utfall";
  table.id = "grupputfall";
  return table;
}

std::string suppression_sentence() {
  return "Summorna är exakta. Uppdelade tal under 5 visas inte, och inte heller tal som de kan "
         "räknas ut av: ”färre än 5” betyder 0 till 4, ”visas inte” kan vara vilket tal som helst.";
}

}  // namespace insyn
