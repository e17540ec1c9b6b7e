#pragma once

#include "report/document.h"
#include "web/html/html.h"

namespace insyn {

/// The chart as SVG with a title, its description and a legend; `number` tells two charts of one
/// document apart. Colours are classes of the style sheet (`fig`): a, b, c, a3.
Html bars_of(const paper::Chart& chart, int number);

}  // namespace insyn
