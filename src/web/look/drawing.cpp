#include "web/look/drawing.h"

#include <cmath>
#include <cstdlib>

namespace insyn {

std::string length(double value) {
  const long long tenths = std::llround(value * 10);
  std::string out = tenths < 0 ? "-" : "";
  out += std::to_string(std::llabs(tenths) / 10);
  if (tenths % 10 != 0) out += "." + std::to_string(std::llabs(tenths) % 10);
  return out;
}

Html drawing(const Canvas& canvas, const Html& shapes) {
  const std::string title_id = canvas.id + "-title", description_id = canvas.id + "-desc";
  return el("svg",
            {{"class", "fig " + canvas.name},
             {"viewBox", "0 0 " + length(canvas.width) + " " + length(canvas.height)},
             {"width", length(canvas.width)},
             {"height", length(canvas.height)},
             {"role", "img"},
             {"aria-labelledby", title_id + " " + description_id}},
            el("title", {{"id", title_id}}, canvas.title),
            el("desc", {{"id", description_id}}, canvas.description), shapes);
}

Html box(std::string_view name, const Box& box) {
  return el("rect", {{"class", name},
                     {"x", length(box.x)},
                     {"y", length(box.y)},
                     {"width", length(box.width)},
                     {"height", length(box.height)},
                     when(box.round > 0, "rx", length(box.round))});
}

Html path(std::string_view name, std::string_view steps) {
  return el("path", {{"class", name}, {"d", steps}});
}

Html circle(std::string_view name, double x, double y, double radius) {
  return el("circle",
            {{"class", name}, {"cx", length(x)}, {"cy", length(y)}, {"r", length(radius)}});
}

Html lettering(std::string_view name, const Lettering& place, std::string_view text) {
  return el("text",
            {when(!name.empty(), "class", name),
             {"x", length(place.x)},
             {"y", length(place.y)},
             {"font-size", std::to_string(place.size)},
             when(place.anchor != "start", "text-anchor", place.anchor),
             when(place.bold, "font-weight", "700")},
            text);
}

}  // namespace insyn
