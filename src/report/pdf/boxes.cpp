#include <algorithm>
#include <utility>

#include "report/pdf/composer.h"

namespace insyn::pdf {

using paper::Box;
using paper::BoxKind;
using paper::BoxPart;
using paper::Field;
using paper::Form;
using paper::FormLine;
using paper::Heading;
using paper::Paragraph;
using paper::strong;

namespace {

/// A box to tick is drawn as a sign, so that a reader's voice finds it; larger than text, for a
/// pen.
constexpr const char* tick_box = "\u25a1";
constexpr double tick_size = 15;
/// The shortest line that somebody can write on.
constexpr double blank_least = 90;
constexpr double label_gap = 5;
constexpr double field_gap = 16;

struct Colours {
  Colour ground;
  Colour edge;
};
Colours colours_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::frame:
      return {white, strong_line};
    case BoxKind::calm:
      return {calm_ground, strong_line};
    case BoxKind::look:
      return {look_ground, look_edge};
  }
  return {white, strong_line};
}

}  // namespace

void Composer::add(const Box& box, const Measure& measure) {
  define(box.id);
  std::vector<Slice> outer = std::exchange(slices_, {});
  const bool new_page = std::exchange(new_page_, false);
  std::vector<std::string> ids = std::exchange(ids_, {});
  const int parent = std::exchange(parent_, structure_.add(parent_, "Div"));
  const double pad = theme_.points(13);
  const Measure inside{measure.left + pad, measure.width - 2 * pad};
  if (box.level != 0) {
    add(Heading{box.level == 2 ? 2 : 3, box.title}, inside);
  } else if (!box.title.empty()) {
    add(Paragraph{strong(box.title)}, inside);
  }
  for (const BoxPart& part : box.parts)
    std::visit([&](const auto& shown) { add(shown, inside); }, part);
  parent_ = parent;
  std::vector<Slice> inner = std::exchange(slices_, std::move(outer));
  new_page_ = new_page;
  ids_ = std::move(ids);
  if (inner.empty()) return;
  inner.front().before = 0;
  double height = 2 * pad - theme_.points(4);
  for (const Slice& it : inner) height += it.before + it.height;
  const Colours colours = colours_of(box.kind);
  if (height > page_height_) {
    // Too high for any page: its lines go on as others do, and the frame is left out.
    inner.front().before = theme_.points(12);
    for (Slice& it : inner) slices_.push_back(std::move(it));
    return;
  }
  slice(theme_.points(12), height, [=, this, kind = box.kind](double top) {
    const Area area{measure.left, top - height, measure.left + measure.width, top};
    canvas_.artifact();
    if (kind == BoxKind::frame) {
      canvas_.frame(area, colours.edge, 0.6);
    } else {
      canvas_.fill(area, colours.ground);
      canvas_.fill({area.left, area.bottom, area.left + 3, area.top}, colours.edge);
    }
    double at = top - pad + theme_.points(3);
    for (const Slice& it : inner) {
      at -= it.before;
      it.draw(at);
      at -= it.height;
    }
  });
}

void Composer::add(const Form& form, const Measure& measure) {
  double before = theme_.points(6);
  for (const FormLine& line : form.lines) {
    form_line(line, measure, before);
    before = theme_.points(2);
  }
}

/// A field that has got its place on a line.
struct Composer::PlacedField {
  SetText* label = nullptr;
  double label_width = 0;
  double weight = 0;  // 0 for a tick
  double left = 0;
  double blank = 0;

  bool is_tick() const { return weight <= 0; }
};

/// Fields from the left; one that has no room begins a line.
void Composer::form_line(const FormLine& line, const Measure& measure, double before) {
  const double tick = theme_.points(tick_size);
  const int element = structure_.add(parent_, "P");
  std::vector<PlacedField> row;
  double used = 0;
  for (const Field& field : line) {
    const bool is_tick = field.kind == Field::Kind::tick;
    const double beside = is_tick ? tick : theme_.points(blank_least + label_gap);
    const double label_width =
        std::min(setter_.extent(field.label, theme_.body).natural + 0.1, measure.width - beside);
    const double wanted = label_width + beside;
    if (!row.empty() && used + theme_.points(field_gap) + wanted > measure.width) {
      form_row(std::exchange(row, {}), element, measure, before);
      before = 0;
      used = 0;
    }
    used += wanted + (row.empty() ? 0 : theme_.points(field_gap));
    row.push_back({&set(field.label, theme_.body, label_width), label_width,
                   is_tick ? 0 : std::max(field.weight, 0.01), 0, 0});
  }
  if (!row.empty()) form_row(std::move(row), element, measure, before);
}

/// Blanks share what the others leave, and have room above them for a hand.
void Composer::form_row(std::vector<PlacedField> row, int element, const Measure& measure,
                        double before) {
  const double gap = theme_.points(field_gap);
  const double tick = theme_.points(tick_size);
  double used = gap * static_cast<double>(row.size() - 1);
  double weights = 0;
  for (const PlacedField& field : row) {
    used += field.label_width + (field.is_tick() ? tick : theme_.points(label_gap));
    weights += field.weight;
  }
  double left = measure.left;
  double height = theme_.points(weights > 0 ? 24 : 19);
  for (PlacedField& field : row) {
    field.left = left;
    if (!field.is_tick()) field.blank = (measure.width - used) * field.weight / weights;
    left +=
        field.label_width + gap + (field.is_tick() ? tick : theme_.points(label_gap) + field.blank);
    height = std::max(height, field.label->height() + theme_.points(4));
  }
  slice(before, height, [=, this, row = std::move(row)](double top) {
    // Spaces between the fields, so that a reader's voice doesn't join their words.
    Font& font = setter_.font(Weight::regular);
    const std::string& space = font.shape(" ", Figures::text).glyphs;
    for (const PlacedField& field : row) {
      const double label_top = top - height + field.label->height() + theme_.points(2);
      const double baseline = label_top - field.label->line_height() + theme_.points(3);
      double label_left = field.left;
      if (field.is_tick()) {
        canvas_.mark(element);
        const std::string box = font.shape(tick_box, Figures::text).glyphs + space;
        canvas_.text({field.left - 1, baseline - theme_.points(0.5)},
                     {.glyphs = box, .size = theme_.points(14), .colour = ink});
        label_left += tick;
      } else {
        canvas_.dots({label_left + field.label_width + theme_.points(label_gap), baseline},
                     field.blank, strong_line);
      }
      field.label->draw(canvas_, structure_, element, {label_left, label_top});
      canvas_.text({label_left + field.label_width, baseline},
                   {.glyphs = space, .size = theme_.body.size, .colour = ink});
    }
  });
}

}  // namespace insyn::pdf
