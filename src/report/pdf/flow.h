#pragma once

#include <functional>
#include <vector>

#include "report/pdf/canvas.h"

namespace insyn::pdf {

/// What stands above the rows of a table on each page that it goes on to.
struct RepeatedHead {
  double height = 0;
  std::function<void(double top)> draw;
};

/// A piece of the document that isn't divided between pages: a line, a row, a figure.
struct Slice {
  double before = 0;  ///< space above it, left out at the top of a page
  double height = 0;
  bool with_next = false;              ///< stands on the same page as the next one
  bool new_page = false;               ///< begins a page
  const RepeatedHead* head = nullptr;  ///< drawn first if the slice comes to stand on a new page
  std::function<void(double top)> draw{};
};

/// The part of a page where the text stands, from the first page and from the others.
struct Body {
  double top = 0;
  double bottom = 0;
  double height() const { return top - bottom; }
};

/// Draws slices from the top of the current page down, on as many pages as they need.
/// Slices that stand together are moved to a new page together, unless they are too high for one.
void flow(Canvas& canvas, const Body& body, const std::vector<Slice>& slices);

}  // namespace insyn::pdf
