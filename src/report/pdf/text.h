#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/pdf/canvas.h"
#include "report/pdf/font.h"
#include "report/pdf/structure.h"

namespace insyn::pdf {

/// How a text looks. Lengths in points.
struct Style {
  double size = 10.5;
  double line = 15;  ///< from one baseline to the next
  Weight weight = Weight::regular;
  Figures figures = Figures::text;
  Colour colour{};
};

enum class Side { left, right };

/// How wide a text is: with a line for each of its longest parts, and on as few lines as it has.
struct Extent {
  double least = 0;
  double natural = 0;
};

/// Glyphs of one line in one weight and of one run of the text.
struct Span {
  std::string glyphs;
  double width = 0;
  std::size_t run = 0;
  bool strong = false;
  bool soft_hyphen = false;
};
struct Line {
  std::vector<Span> spans;
  double width = 0;
};

/// The font in both weights, and what makes lines of texts.
class Typesetter {
 public:
  explicit Typesetter(std::string site) : site_{std::move(site)} {}

  Font& font(Weight weight) { return weight == Weight::regular ? regular_ : strong_; }

  /// Lines of at most `width` points; a part that is longer is divided where it has to be.
  std::vector<Line> lines(const paper::Text& text, const Style& style, double width);
  Extent extent(const paper::Text& text, const Style& style);

  /// Where a link leads from paper; empty for nowhere.
  std::string target(const paper::Run& run) const;

 private:
  Font regular_{Weight::regular};
  Font strong_{Weight::strong};
  std::string site_;
};

/// A text in lines that knows what it belongs to.
class SetText {
 public:
  SetText(Typesetter& setter, const paper::Text& text, const Style& style, double width);

  std::size_t line_count() const { return lines_.size(); }
  double height() const { return static_cast<double>(lines_.size()) * style_.line; }
  double line_height() const { return style_.line; }

  /// Draws the lines [from, to) as part of `element`; links become elements within it. `corner` is
  /// the upper left corner of what is drawn.
  void draw(Canvas& canvas, Structure& structure, int element, Place corner, std::size_t from,
            std::size_t to, Side side = Side::left);
  void draw(Canvas& canvas, Structure& structure, int element, Place corner,
            Side side = Side::left) {
    draw(canvas, structure, element, corner, 0, lines_.size(), side);
  }
  /// The same as an artifact.
  void draw_again(Canvas& canvas, Place corner, Side side) const;

 private:
  struct Target {
    std::string address, words;
    int element = 0;  // 0 until it is drawn
  };
  void draw_span(Canvas& canvas, const Span& span, Place baseline) const;
  Place baseline(Place corner, std::size_t line, std::size_t from, Side side) const;

  Style style_;
  double width_;
  std::vector<Line> lines_;
  std::vector<Target> targets_;  // by run; empty if the text has no links
};

}  // namespace insyn::pdf
