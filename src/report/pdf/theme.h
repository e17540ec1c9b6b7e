#pragma once

#include "report/document.h"
#include "report/pdf/text.h"

namespace insyn::pdf {

constexpr Colour ink{31, 39, 46};
constexpr Colour white{255, 255, 255};
constexpr Colour hairline{216, 222, 227};
constexpr Colour strong_line{139, 148, 156};
constexpr Colour brand{13, 59, 69};
constexpr Colour calm_ground{245, 247, 248};
constexpr Colour look_ground{253, 244, 226};
constexpr Colour look_edge{201, 138, 43};

/// The sizes of everything on paper, in points; `scale` is 1 for ordinary text.
struct Theme {
  double scale = 1;
  Style title, heading_2, heading_3, lead, body, small, code, cell, cell_strong, head, running;
  Colour dim;

  double points(double normal) const { return normal * scale; }
};

inline Theme theme_of(paper::TextSize size) {
  const bool large = size == paper::TextSize::large;
  // 16 points instead of 10.5; large text is for those who don't see grey well either.
  const double scale = large ? 16.0 / 10.5 : 1;
  const Colour dim = large ? ink : Colour{84, 95, 106};
  const auto style = [scale](double points, double line, Weight weight, Colour colour,
                             Figures figures = Figures::text) {
    return Style{points * scale, line * scale, weight, figures, colour};
  };
  constexpr auto regular = Weight::regular;
  constexpr auto strong = Weight::strong;
  return {.scale = scale,
          .title = style(19, 24, strong, ink),
          .heading_2 = style(13.5, 18, strong, ink),
          .heading_3 = style(11, 15.5, strong, ink),
          .lead = style(12.5, 18.5, regular, ink),
          .body = style(10.5, 15.5, regular, ink),
          .small = style(9, 13, regular, dim),
          .code = style(9, 13, regular, dim, Figures::code),
          .cell = style(9.5, 13, regular, ink, Figures::table),
          .cell_strong = style(9.5, 13, strong, ink, Figures::table),
          .head = style(8.5, 12, strong, dim),
          .running = Style{8.5, 12, regular, Figures::text, dim},
          .dim = dim};
}

}  // namespace insyn::pdf
