#include "report/html/bars.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace insyn {
namespace {

using paper::Chart;
using paper::ChartKind;
using paper::TableRow;

constexpr std::array<std::string_view, 4> classes{"a", "b", "c", "a2"};
constexpr std::size_t striped = 2;

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

/// What a bar is called, on two lines if it is long: a picture doesn't break lines by itself. What
/// a third line would say stands in the table.
Html label(double top, const std::string& text) {
  constexpr std::size_t most = 27;  // characters of usual width before the bars begin
  const auto end = static_cast<std::ptrdiff_t>(text.size());
  std::ptrdiff_t at = end;
  std::size_t characters = 0;
  for (std::ptrdiff_t i = 0; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) ++characters;
    if (byte == ' ' && (characters <= most + 1 || at == end)) at = i;
  }
  if (characters <= most || at == end) return words(0, top + 16, text);
  const auto cut = static_cast<std::size_t>(at);
  return words(0, top + 7, text.substr(0, cut)) + words(0, top + 25, text.substr(cut + 1));
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

double longest_bar(const Chart& chart) {
  double longest = 0;
  for (const TableRow& row : chart.table.rows) {
    double bar = 0;
    for (std::size_t series = 0; series < chart.series.size(); ++series) {
      const double value = value_of(chart, row, series);
      bar = chart.kind == ChartKind::stacked ? bar + value : std::max(bar, value);
    }
    longest = std::max(longest, bar);
  }
  return longest > 0 ? longest : 1;
}

Html rect(std::string_view kind, double left, double top, double reach) {
  return el("rect", {{"class", kind},
                     {"x", units(left)},
                     {"y", units(top)},
                     {"width", units(reach)},
                     {"height", std::to_string(bar_height)}});
}

/// One series has stripes, so that it is told apart on paper without colours.
Html box(std::size_t series, double left, double top, double reach) {
  Html drawn = rect(classes.at(series), left, top, std::max(reach - 1, 1.0));
  if (series == striped)
    for (double x = left + 3; x + 2 < left + reach; x += 6) drawn += rect("w", x, top, 2);
  return drawn;
}

Html stacked(const Chart& chart, const TableRow& row, double top, double scale) {
  Html drawn;
  double left = bars_left;
  std::string after;
  for (std::size_t series = 0; series < chart.series.size(); ++series) {
    const double reach = value_of(chart, row, series) * scale;
    if (reach <= 0) continue;
    drawn += box(series, left, top, reach);
    left += reach;
    if (!after.empty()) after += " + ";
    after += row[chart.series[series]].text;
  }
  if (after.empty()) after = row[chart.series.front()].text;
  return drawn + words(left + 6, top + 16, after);
}

Html beside(const Chart& chart, const TableRow& row, double top, double scale) {
  Html drawn;
  for (std::size_t series = 0; series < chart.series.size(); ++series) {
    const double reach = value_of(chart, row, series) * scale;
    if (reach > 0) drawn += box(series, bars_left, top, reach);
    drawn += words(bars_left + reach + 6, top + 16, row[chart.series[series]].text);
    top += bar_height;
  }
  return drawn;
}

}  // namespace

Html bars_of(const Chart& chart, int number) {
  const double scale = (bars_right - bars_left) / longest_bar(chart);
  const std::size_t bars = chart.kind == ChartKind::stacked ? 1 : chart.series.size();
  Html drawn;
  double top = 6;
  for (const TableRow& row : chart.table.rows) {
    drawn += label(top, row.front().text) + (chart.kind == ChartKind::stacked
                                                 ? stacked(chart, row, top, scale)
                                                 : beside(chart, row, top, scale));
    top += bar_step + static_cast<double>(bars - 1) * bar_height;
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
