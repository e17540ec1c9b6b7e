#include "web/look/figures.h"

#include <algorithm>
#include <cstddef>

#include "base/check_page.h"
#include "base/text.h"
#include "web/look/drawing.h"

namespace insyn {

namespace {

/// On 16 × 16.
Html sign(Mark mark) {
  const Box whole{0, 0, 16, 16, 2};
  switch (mark) {
    case Mark::period:
      return box("a", whole);
    case Mark::work_done:
      return box("a2", {0, 4, 16, 8});
    case Mark::work_left:
      return box("ring", {1, 4, 14, 8});
    case Mark::answers_by:
      return path("k", "M8 2l6 6-6 6-6-6Z");
    case Mark::report_by:
      return box("k", {3, 3, 10, 10, 1.5});
    case Mark::today:
      return path("now", "M8 1v14");
    case Mark::more:
      return box("a", whole);
    case Mark::usual:
      return box("a2", whole);
    case Mark::fewer:
      return box("a3", whole);
    case Mark::not_expected:
      return box("g2", whole);
    case Mark::late:
      return box("a2", whole) + circle("w", 8, 8, 3);
    case Mark::unusually_few:
      return box("b", whole) + path("k", "M8 4l5 9H3Z");
    case Mark::missing:
      return box("gap", {1, 1, 14, 14, 2}) + path("x", "M4.5 4.5l7 7m0-7l-7 7");
  }
  check_page(false, "a mark has a sign");
  return {};
}

}  // namespace

Html legend(const std::vector<LegendItem>& items) {
  Html list;
  for (const LegendItem& item : items)
    list += el("li", {},
               el("svg", {{"class", "fig"}, {"viewBox", "0 0 16 16"}, {"aria-hidden", "true"}},
                  sign(item.mark)),
               item.words);
  return el("ul", {{"class", "legend"}}, list);
}

Html bars(const Bars& it) {
  constexpr double row_height = 30, letter = 7.6, longest = 200;
  std::size_t widest_label = 0, widest_words = 0;
  std::int64_t greatest = 1;
  for (const Bar& bar : it.bars) {
    check_page(bar.value >= 0, "a bar's length isn't negative");
    widest_label = std::max(widest_label, display_width(bar.label));
    widest_words = std::max(widest_words, display_width(bar.words));
    greatest = std::max(greatest, bar.value);
  }
  const double start = static_cast<double>(widest_label) * letter + 12;
  Html shapes;
  double y = 0;
  for (const Bar& bar : it.bars) {
    const double width = longest * static_cast<double>(bar.value) / static_cast<double>(greatest);
    shapes += lettering("", {.x = 0, .y = y + 20}, bar.label);
    if (bar.value > 0) shapes += box("a2", {start, y + 6, std::max(width, 2.0), 18, 2});
    shapes += lettering("t2", {.x = start + width + 8, .y = y + 20}, bar.words);
    y += row_height;
  }
  const double width = start + longest + static_cast<double>(widest_words) * letter + 16;
  return el("div",
            {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", it.title}},
            drawing({it.id, it.title, it.description, "bars", width, y}, shapes));
}

}  // namespace insyn
