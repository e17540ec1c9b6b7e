#include <algorithm>
#include <array>
#include <cmath>

#include "report/pdf/composer.h"

namespace insyn::pdf {

using paper::Chart;
using paper::number_cell;
using paper::TableRow;

namespace {

/// Told apart by how dark they are as well, for those who don't see colours.
constexpr std::array<Colour, 4> series_colours{
    {{11, 92, 107}, {217, 150, 50}, {176, 24, 28}, {150, 196, 204}}};
constexpr std::array<Colour, 4> words_on{{white, ink, white, ink}};

constexpr double bar_height = 17;
constexpr double bar_step = 25;

/// 1, 2 or 5 times a power of ten, so that at most five lines stand on the axis.
double axis_step(double most) {
  double step = 1;
  while (true) {
    for (const double factor : {1.0, 2.0, 5.0})
      if (most <= step * factor * 5) return step * factor;
    step *= 10;
  }
}

double value_of(const Chart& chart, std::size_t row, std::size_t series) {
  return chart.table.rows[row][chart.series[series]].number.value_or(0);
}

double longest_bar(const Chart& chart) {
  double longest = 0;
  for (std::size_t row = 0; row < chart.table.rows.size(); ++row) {
    double bar = 0;
    for (std::size_t series = 0; series < chart.series.size(); ++series)
      bar += value_of(chart, row, series);
    longest = std::max(longest, bar);
  }
  return longest;
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
    const double longest = std::max(longest_bar(chart), 1.0);
    step_ = axis_step(longest);
    // What stands after the longest bar needs room too.
    const double room = measure.width - labels_ - theme_.points(10) - theme_.points(40);
    scale_ = room / longest;
  }

  double height() const {
    return theme_.points(bar_step * static_cast<double>(chart_.table.rows.size()) + 16 +
                         (chart_.series.size() > 1 ? 20 : 0));
  }

  void draw(double top, int element) const {
    composer_.structure_.set_attributes(element, attributes(top));
    composer_.canvas_.mark(element);
    axis(top);
    for (std::size_t row = 0; row < chart_.table.rows.size(); ++row)
      bar(row, top - theme_.points(bar_step * static_cast<double>(row) + 4));
    if (chart_.series.size() > 1) legend(top - height() + theme_.points(4));
  }

 private:
  double extent(const std::string& words) const {
    return composer_.setter_.extent(words, theme_.cell).natural;
  }
  double bars_left() const { return measure_.left + labels_ + theme_.points(10); }

  void words(const std::string& text, Place at, Colour colour, double width, Side side) const {
    Style style = theme_.cell;
    style.colour = colour;
    const std::vector<Line> lines = composer_.setter_.lines(text, style, width);
    for (const Span& span : lines.front().spans) {
      const double left = side == Side::left ? at.x : at.x + width - lines.front().width;
      composer_.canvas_.text({left, at.y},
                             {.glyphs = span.glyphs, .size = style.size, .colour = colour});
    }
  }

  std::string attributes(double top) const {
    std::string box;
    for (const double side : {measure_.left, top - height(), measure_.left + measure_.width, top})
      box += number(side) + " ";
    return "/Alt" + text_string(chart_.description) + "/A<</O/Layout/Placement/Block/BBox[" + box +
           "]>>";
  }

  void axis(double top) const {
    const double bars = theme_.points(bar_step * static_cast<double>(chart_.table.rows.size()));
    const double longest = longest_bar(chart_);
    for (int line = 0; line * step_ <= longest + step_ / 2; ++line) {
      const double value = line * step_;
      const double x = bars_left() + value * scale_;
      if (x > measure_.left + measure_.width) break;
      composer_.canvas_.fill({x - 0.25, top - bars, x + 0.25, top},
                             value > 0 ? hairline : strong_line);
      const std::string shown = number_cell(std::llround(value)).text;
      const double width = extent(shown) + 0.1;
      words(shown, {x - width / 2, top - bars - theme_.points(11)}, theme_.dim, width, Side::left);
    }
  }

  void bar(std::size_t row, double top) const {
    const double baseline = top - theme_.points(bar_height / 2) - theme_.cell.size * 0.36;
    words(chart_.table.rows[row].front().text, {measure_.left, baseline}, ink, labels_ + 0.1,
          Side::left);
    double left = bars_left();
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
      const double right = left + value_of(chart_, row, series) * scale_;
      const std::string& shown = chart_.table.rows[row][chart_.series[series]].text;
      const double width = extent(shown) + 0.1;
      if (right > left)
        composer_.canvas_.fill({left, top - theme_.points(bar_height), right - 0.5, top},
                               series_colours.at(series));
      if (chart_.series.size() == 1) {
        words(shown, {right + theme_.points(5), baseline}, ink, width, Side::left);
      } else if (right - left > width + theme_.points(8)) {
        words(shown, {left + theme_.points(5), baseline}, words_on.at(series), width, Side::left);
      }
      left = right;
    }
  }

  void legend(double baseline) const {
    double left = bars_left();
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
      const std::string& title = chart_.table.columns[chart_.series[series]].title;
      const double side = theme_.points(8);
      composer_.canvas_.fill({left, baseline - 1, left + side, baseline - 1 + side},
                             series_colours.at(series));
      const double width = extent(title) + 0.1;
      words(title, {left + side + theme_.points(5), baseline}, ink, width, Side::left);
      left += side + width + theme_.points(20);
    }
  }

  Composer& composer_;
  const Chart& chart_;
  Measure measure_;
  const Theme& theme_;
  double labels_ = 0;
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
