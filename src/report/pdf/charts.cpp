#include <algorithm>
#include <array>
#include <cmath>

#include "report/pdf/composer.h"

namespace insyn::pdf {

using paper::Cell;
using paper::Chart;
using paper::ChartKind;
using paper::ColumnKind;
using paper::number_cell;
using paper::share_cell;
using paper::TableRow;

namespace {

/// Told apart without colours as well: dark, middling, dark with stripes, light.
constexpr std::array<Colour, 4> series_colours{
    {{11, 92, 107}, {217, 150, 50}, {176, 24, 28}, {150, 196, 204}}};
constexpr std::array<Colour, 4> words_on{{white, ink, ink, ink}};
constexpr std::size_t striped = 2;

constexpr double bar_height = 12;  ///< of bars beside each other: each of them
constexpr double bar_gap = 6;
constexpr double stripe_step = 4;
constexpr double axis_height = 16;
constexpr double legend_height = 20;
/// What stands after the longest bar needs room too.
constexpr double room_after = 56;

/// 1, 2 or 5 times a power of ten from `least`, so that at most five lines stand on the axis.
double axis_step(double most, double least) {
  double step = least;
  while (true) {
    for (const double factor : {1.0, 2.0, 5.0})
      if (most <= step * factor * 5) return step * factor;
    step *= 10;
  }
}

const Cell& cell_of(const Chart& chart, std::size_t row, std::size_t series) {
  return chart.table.rows[row][chart.series[series]];
}
double value_of(const Chart& chart, std::size_t row, std::size_t series) {
  return cell_of(chart, row, series).number.value_or(0);
}

double longest_bar(const Chart& chart) {
  double longest = 0;
  for (std::size_t row = 0; row < chart.table.rows.size(); ++row) {
    double bar = 0;
    for (std::size_t series = 0; series < chart.series.size(); ++series) {
      const double value = value_of(chart, row, series);
      bar = chart.kind == ChartKind::stacked ? bar + value : std::max(bar, value);
    }
    longest = std::max(longest, bar);
  }
  return longest;
}

bool shows_shares(const Chart& chart) {
  return chart.table.columns[chart.series.front()].kind == ColumnKind::share;
}

}  // namespace

/// The picture of a chart: all of it belongs to one element.
class Composer::Drawing {
 public:
  Drawing(Composer& composer, const Chart& chart, const Measure& measure)
      : composer_{composer}, chart_{chart}, measure_{measure}, theme_{composer.theme_} {
    for (const TableRow& row : chart.table.rows)
      labels_ = std::max(labels_, extent(row.front().text));
    labels_ = std::min(labels_, measure.width * 0.35);
    const double bars =
        chart.kind == ChartKind::stacked ? 1.0 : static_cast<double>(chart.series.size());
    row_step_ = theme_.points(bars * bar_height + bar_gap);
    const double least = shows_shares(chart) ? 0.01 : 1.0;
    const double longest = std::max(longest_bar(chart), least);
    step_ = axis_step(longest, least);
    const double room = measure.width - labels_ - theme_.points(10) - theme_.points(room_after);
    scale_ = room / longest;
  }

  double height() const {
    return rows_height() +
           theme_.points(axis_height + (chart_.series.size() > 1 ? legend_height : 0));
  }

  void draw(double top, int element) const {
    composer_.structure_.set_attributes(element, attributes(top));
    composer_.canvas_.mark(element);
    axis(top);
    for (std::size_t row = 0; row < chart_.table.rows.size(); ++row) {
      const double row_top =
          top - row_step_ * static_cast<double>(row) - theme_.points(bar_gap / 2);
      if (chart_.kind == ChartKind::stacked)
        stacked(row, row_top);
      else
        beside(row, row_top);
    }
    if (chart_.series.size() > 1) legend(top - height() + theme_.points(4));
  }

 private:
  double rows_height() const { return row_step_ * static_cast<double>(chart_.table.rows.size()); }
  double extent(const std::string& words) const {
    return composer_.setter_.extent(words, theme_.cell).natural;
  }
  double bars_left() const { return measure_.left + labels_ + theme_.points(10); }
  double baseline_of(double bar_top) const {
    return bar_top - theme_.points(bar_height / 2) - theme_.cell.size * 0.36;
  }

  std::vector<Line> lines_of(const std::string& text, Colour colour, double width) const {
    Style style = theme_.cell;
    style.colour = colour;
    return composer_.setter_.lines(text, style, width);
  }
  void line(const Line& line, Place at, Colour colour) const {
    for (const Span& span : line.spans)
      composer_.canvas_.text(at,
                             {.glyphs = span.glyphs, .size = theme_.cell.size, .colour = colour});
  }
  void words(const std::string& text, Place at, Colour colour) const {
    line(lines_of(text, colour, extent(text) + 0.1).front(), at, colour);
  }

  /// What a bar is called, on up to two lines; a longer name ends there, the table has all of it.
  void label(std::size_t row, double baseline) const {
    const auto lines = lines_of(chart_.table.rows[row].front().text, ink, labels_ + 0.1);
    const std::size_t shown = std::min<std::size_t>(lines.size(), 2);
    const double pitch = theme_.cell.size * 1.1;
    baseline += pitch / 2 * static_cast<double>(shown - 1);
    for (std::size_t i = 0; i < shown; ++i)
      line(lines[i], {measure_.left, baseline - pitch * static_cast<double>(i)}, ink);
  }

  std::string attributes(double top) const {
    std::string box;
    for (const double side : {measure_.left, top - height(), measure_.left + measure_.width, top})
      box += number(side) + " ";
    return "/Alt" + text_string(chart_.description) + "/A<</O/Layout/Placement/Block/BBox[" + box +
           "]>>";
  }

  void axis(double top) const {
    const double longest = longest_bar(chart_);
    const double bottom = top - rows_height();
    for (int line = 0; line * step_ <= longest + step_ / 2; ++line) {
      const double value = line * step_;
      const double x = bars_left() + value * scale_;
      if (x > measure_.left + measure_.width) break;
      composer_.canvas_.fill({x - 0.25, bottom, x + 0.25, top}, value > 0 ? hairline : strong_line);
      const std::string shown = shows_shares(chart_) ? share_cell(std::llround(value * 1000)).text
                                                     : number_cell(std::llround(value)).text;
      words(shown, {x - extent(shown) / 2, bottom - theme_.points(11)}, theme_.dim);
    }
  }

  void fill(std::size_t series, double left, double right, double top, double height) const {
    const double bottom = top - theme_.points(height);
    composer_.canvas_.fill({left, bottom, right, top}, series_colours.at(series));
    if (series != striped) return;
    for (double x = left + stripe_step / 2; x + 1 < right; x += stripe_step)
      composer_.canvas_.fill({x, bottom, x + 1, top}, white);
  }

  /// A value stands in its part, or, where that is too narrow, after the bar in its turn.
  void stacked(std::size_t row, double top) const {
    const double baseline = baseline_of(top);
    label(row, baseline);
    double left = bars_left();
    std::string after;
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
      const double value = value_of(chart_, row, series);
      if (value <= 0) continue;
      const double right = left + value * scale_;
      fill(series, left, right - 0.5, top, bar_height);
      const std::string& shown = cell_of(chart_, row, series).text;
      const bool inside = chart_.series.size() > 1 && series != striped &&
                          right - left > extent(shown) + theme_.points(8);
      if (inside)
        words(shown, {left + theme_.points(4), baseline}, words_on.at(series));
      else
        after += (after.empty() ? "" : " + ") + shown;
      left = right;
    }
    if (left == bars_left()) after = cell_of(chart_, row, 0).text;
    if (!after.empty()) words(after, {left + theme_.points(5), baseline}, ink);
  }

  void beside(std::size_t row, double top) const {
    label(row, baseline_of(top));
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
      const double bar_top = top - theme_.points(bar_height * static_cast<double>(series));
      const double right = bars_left() + value_of(chart_, row, series) * scale_;
      if (right > bars_left()) fill(series, bars_left(), right, bar_top, bar_height - 2);
      words(cell_of(chart_, row, series).text, {right + theme_.points(5), baseline_of(bar_top) + 1},
            ink);
    }
  }

  void legend(double baseline) const {
    double left = bars_left();
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
      const std::string& title = chart_.table.columns[chart_.series[series]].title;
      const double side = theme_.points(8);
      fill(series, left, left + side, baseline - 1 + side, 8);
      words(title, {left + side + theme_.points(5), baseline}, ink);
      left += side + extent(title) + theme_.points(20);
    }
  }

  Composer& composer_;
  const Chart& chart_;
  Measure measure_;
  const Theme& theme_;
  double labels_ = 0;
  double row_step_ = 0;
  double step_ = 1;
  double scale_ = 1;
};

void Composer::add(const Chart& chart, const Measure& measure) {
  define(chart.table.id);
  const int element = structure_.add(parent_, "Figure");
  const Drawing drawing{*this, chart, measure};
  slice(theme_.points(12), drawing.height(), [drawing, element](double top) {
    drawing.draw(top, element);
  }).with_next = true;
  add(chart.table, measure);
}

}  // namespace insyn::pdf
