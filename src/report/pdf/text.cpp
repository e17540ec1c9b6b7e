#include "report/pdf/text.h"

#include <algorithm>

namespace insyn::pdf {
namespace {

constexpr Colour link_colour{11, 92, 107};
constexpr std::string_view soft_hyphen = "\u00ad";

}  // namespace

std::string Typesetter::target(const paper::Run& run) const {
  if (!run.link.starts_with('/')) return run.link;
  return site_.empty() ? std::string{} : site_ + run.link;
}

SetText::SetText(Typesetter& setter, const paper::Text& text, const Style& style, double width)
    : style_{style}, width_{width}, lines_{setter.lines(text, style, width)} {
  const auto& runs = text.runs();
  if (std::ranges::all_of(runs, [](const paper::Run& run) { return run.link.empty(); })) return;
  for (const paper::Run& run : runs) targets_.push_back({setter.target(run), run.text});
}

/// Capitals stand in the middle of the line's height.
Place SetText::baseline(Place corner, std::size_t line, std::size_t from, Side side) const {
  const double top = corner.y - static_cast<double>(line - from) * style_.line;
  const double left = side == Side::left ? corner.x : corner.x + width_ - lines_[line].width;
  return {left, top - style_.line / 2 - style_.size * 0.36};
}

void SetText::draw_span(Canvas& canvas, const Span& span, Place baseline) const {
  const bool linked = !targets_.empty() && !targets_.at(span.run).address.empty();
  const Weight weight = span.strong ? Weight::strong : style_.weight;
  canvas.text(baseline, {.glyphs = span.glyphs,
                         .weight = weight,
                         .size = style_.size,
                         .colour = linked ? link_colour : style_.colour,
                         .read_as = span.soft_hyphen ? soft_hyphen : std::string_view{}});
}

void SetText::draw(Canvas& canvas, Structure& structure, int element, Place corner,
                   std::size_t from, std::size_t to, Side side) {
  for (std::size_t line = from; line < to; ++line) {
    Place at = baseline(corner, line, from, side);
    for (const Span& span : lines_[line].spans) {
      Target* target = targets_.empty() ? nullptr : &targets_.at(span.run);
      if (target == nullptr || target->address.empty()) {
        canvas.mark(element);
        draw_span(canvas, span, at);
      } else {
        if (target->element == 0) target->element = structure.add(element, "Link");
        canvas.mark(target->element);
        draw_span(canvas, span, at);
        canvas.rule({at.x, at.y - style_.size * 0.14}, span.width, link_colour, 0.5);
        canvas.link(target->element,
                    {at.x, at.y - style_.size * 0.25, at.x + span.width, at.y + style_.size * 0.8},
                    target->address, target->words);
      }
      at.x += span.width;
    }
  }
}

void SetText::draw_again(Canvas& canvas, Place corner, Side side) const {
  canvas.artifact();
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    Place at = baseline(corner, line, 0, side);
    for (const Span& span : lines_[line].spans) {
      draw_span(canvas, span, at);
      at.x += span.width;
    }
  }
}

}  // namespace insyn::pdf
