#pragma once

#include <string>
#include <string_view>

#include "web/html/html.h"

namespace insyn {

/// The few shapes that figures (figures.h, wheel.h) are drawn of. Lengths are in the figure's own
/// units, y downwards.

/// A length with at most one decimal: `12`, `7.5`.
std::string length(double value);

/// An SVG of a size with its title and description.
struct Canvas {
  std::string id, title, description;
  std::string name;  ///< class besides `fig`
  double width = 0, height = 0;
};
Html drawing(const Canvas& canvas, const Html& shapes);

struct Box {
  double x = 0, y = 0, width = 0, height = 0, round = 0;
};
Html box(std::string_view name, const Box& box);
Html path(std::string_view name, std::string_view steps);
Html circle(std::string_view name, double x, double y, double radius);
/// `size` in px; `anchor` is SVG's text-anchor.
struct Lettering {
  double x = 0, y = 0;
  int size = 14;
  std::string_view anchor = "start";
  bool bold = false;
};
Html lettering(std::string_view name, const Lettering& place, std::string_view text);

}  // namespace insyn
