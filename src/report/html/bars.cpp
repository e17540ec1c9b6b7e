#include "report/html/bars.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace insyn {
namespace {

using paper::Chart;
using paper::TableRow;

constexpr std::array<std::string_view, 4> classes{"a", "b", "c", "a3"};

// The picture is 640 units wide; the style sheet scales it.
constexpr int width = 640;
constexpr int bars_left = 215;
constexpr int bars_right = 540;
constexpr int bar_height = 22;
constexpr int bar_step = 34;

double value_of(const Chart& chart, const TableRow& row, std::size_t series) {
  return row[chart.series[series]].number.value_or(0);
}

std::string units(double value) { return std::to_string(std::llround(value)); }

Html words(double x, double y, const std::string& text) {
  return el("text", {{"x", units(x)}, {"y", units(y)}}, text);
}

Html legend(const Chart& chart) {
  Html items;
  for (std::size_t series = 0; series < chart.series.size(); ++series) {
    const Html mark =
        el("svg", {{"class", "fig"}, {"viewBox", "0 0 16 16"}, {"aria-hidden", "true"}},
           el("rect",
              {{"class", classes.at(series)}, {"width", "16"}, {"height", "16"}, {"rx", "2"}}));
    items += el("li", {}, mark, chart.table.columns[chart.series[series]].title);
  }
  return el("ul", {{"class", "legend"}}, items);
}

}  // namespace

Html bars_of(const Chart& chart, int number) {
  double longest = 1;
  for (const TableRow& row : chart.table.rows) {
    double bar = 0;
    for (std::size_t series = 0; series < chart.series.size(); ++series)
      bar += value_of(chart, row, series);
    longest = std::max(longest, bar);
  }
  const double scale = (bars_right - bars_left) / longest;
  Html drawn;
  double top = 6;
  for (const TableRow& row : chart.table.rows) {
    drawn += words(0, top + 16, row.front().text);
    double left = bars_left;
    std::string after;
    for (std::size_t series = 0; series < chart.series.size(); ++series) {
      const double reach = value_of(chart, row, series) * scale;
      if (reach > 0)
        drawn += el("rect", {{"class", classes.at(series)},
                             {"x", units(left)},
                             {"y", units(top)},
                             {"width", units(std::max(reach - 1, 1.0))},
                             {"height", std::to_string(bar_height)}});
      left += reach;
      if (reach <= 0) continue;
      if (!after.empty()) after += " + ";
      after += row[chart.series[series]].text;
    }
    drawn += words(left + 6, top + 16, after.empty() ? "0" : after);
    top += bar_step;
  }
  const std::string title = "chart-" + std::to_string(number) + "-title";
  const std::string description = "chart-" + std::to_string(number) + "-desc";
  const Html picture = el("svg",
                          {{"class", "fig"},
                           {"viewBox", "0 0 " + std::to_string(width) + " " + units(top)},
                           {"role", "img"},
                           {"aria-labelledby", title + " " + description}},
                          el("title", {{"id", title}}, chart.table.title),
                          el("desc", {{"id", description}}, chart.description), drawn);
  return picture + (chart.series.size() > 1 ? legend(chart) : Html{});
}

}  // namespace insyn
