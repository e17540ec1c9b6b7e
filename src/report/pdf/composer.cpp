#include "report/pdf/composer.h"

#include <algorithm>
#include <utility>

namespace insyn::pdf {

using paper::Block;
using paper::Fact;
using paper::Facts;
using paper::Heading;
using paper::List;
using paper::ListKind;
using paper::PageBreak;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::Text;

void Composer::block(const Block& block, const Measure& measure) {
  std::visit([&](const auto& part) { add(part, measure); }, block);
}

Slice& Composer::slice(double before, double height, std::function<void(double)> draw) {
  if (!ids_.empty()) {
    draw = [this, ids = std::move(ids_), drawn = std::move(draw)](double top) {
      for (const std::string& id : ids) canvas_.define(id, top + theme_.points(4));
      drawn(top);
    };
    ids_.clear();
  }
  slices_.push_back(
      {.before = before, .height = height, .new_page = new_page_, .draw = std::move(draw)});
  new_page_ = false;
  return slices_.back();
}

void Composer::define(const std::string& id) {
  if (!id.empty()) ids_.push_back(id);
}

SetText& Composer::set(const Text& text, const Style& style, double width) {
  return texts_.emplace_back(setter_, text, style, width);
}

const Style& Composer::style_of(ParagraphKind kind) const {
  switch (kind) {
    case ParagraphKind::plain:
      return theme_.body;
    case ParagraphKind::lead:
      return theme_.lead;
    case ParagraphKind::small:
      return theme_.small;
    case ParagraphKind::code:
      return theme_.code;
  }
  return theme_.body;
}

void Composer::lines(SetText& text, int element, const Measure& measure, double before) {
  const std::size_t count = text.line_count();
  for (std::size_t line = 0; line < count; ++line) {
    Slice& it = slice(line == 0 ? before : 0, text.line_height(), [=, this, &text](double top) {
      text.draw(canvas_, structure_, element, {measure.left, top}, line, line + 1);
    });
    it.with_next = line + 1 < count && (line == 0 || line + 2 == count);
  }
}

void Composer::label_and_lines(SetText* label, int label_element, SetText& text, int element,
                               const Measure& measure, double indent, double before) {
  const std::size_t count = std::max(text.line_count(), label->line_count());
  for (std::size_t line = 0; line < count; ++line) {
    Slice& it = slice(line == 0 ? before : 0, text.line_height(), [=, this, &text](double top) {
      if (line < label->line_count())
        label->draw(canvas_, structure_, label_element, {measure.left, top}, line, line + 1);
      if (line < text.line_count())
        text.draw(canvas_, structure_, element, {measure.left + indent, top}, line, line + 1);
    });
    it.with_next = line + 1 < count && (line == 0 || line + 2 == count);
  }
}

void Composer::letterhead(const Document& document, const Measure& measure) {
  const double half = measure.width / 2 - 10;
  struct Words {
    SetText* text;
    int element;
    Side side;
    int line;
  };
  std::vector<Words> all;
  int lines_left = 0;
  int lines_right = 0;
  const auto put = [&](const std::string& words, Weight weight, Side side) {
    if (words.empty()) return;
    Style style = theme_.small;
    style.weight = weight;
    SetText& text = set(words, style, half);
    int& line = side == Side::left ? lines_left : lines_right;
    all.push_back({&text, structure_.add(Structure::root, "P"), side, line});
    line += static_cast<int>(text.line_count());
  };
  put(document.sender, Weight::strong, Side::left);
  put(document.sender_unit, Weight::regular, Side::left);
  put(document.recipient, Weight::regular, Side::right);
  put(document.date, Weight::regular, Side::right);
  put(document.reference, Weight::regular, Side::right);
  const double step = theme_.small.line;
  const double height = std::max(lines_left, lines_right) * step + theme_.points(8);
  if (!all.empty()) {
    slice(0, height, [=, this](double top) {
      for (const Words& words : all) {
        const double left = words.side == Side::left ? measure.left : measure.left + half + 20;
        words.text->draw(canvas_, structure_, words.element, {left, top - words.line * step},
                         words.side);
      }
      canvas_.rule({measure.left, top - height}, measure.width, brand, 1.25);
    });
  }
  SetText& title = set(document.title, theme_.title, measure.width);
  lines(title, structure_.add(Structure::root, "H1"), measure, theme_.points(30));
  for (Slice& it : slices_) it.with_next = true;
}

void Composer::add(const Heading& heading, const Measure& measure) {
  const bool second = heading.level == 2;
  SetText& text = set(heading.text, second ? theme_.heading_2 : theme_.heading_3, measure.width);
  define(heading.id);
  const int element = structure_.add(parent_, second ? "H2" : "H3");
  const std::size_t first = slices_.size();
  lines(text, element, measure, theme_.points(second ? 20 : 13));
  for (std::size_t at = first; at < slices_.size(); ++at) slices_[at].with_next = true;
  Slice& head = slices_[first];
  head.draw = [this, heading, drawn = std::move(head.draw)](double top) {
    bookmarks_.push_back({heading.level, heading.text, canvas_.page(), top + theme_.points(6)});
    drawn(top);
  };
}

void Composer::add(const Paragraph& paragraph, const Measure& measure) {
  SetText& text = set(paragraph.text, style_of(paragraph.kind), measure.width);
  lines(text, structure_.add(parent_, "P"), measure, theme_.points(7));
}

void Composer::add(const List& list, const Measure& measure) {
  if (list.items.empty()) return;
  const bool labelled = list.kind == ListKind::labelled;
  const char* numbering = list.kind == ListKind::numbers ? "/A<</O/List/ListNumbering/Decimal>>"
                                                         : "/A<</O/List/ListNumbering/Disc>>";
  const int element = structure_.add(parent_, "L", labelled ? "" : numbering);
  Style label_style = theme_.body;
  if (labelled) label_style.weight = Weight::strong;
  std::vector<std::string> labels;
  double widest = 0;
  for (std::size_t at = 0; at < list.items.size(); ++at) {
    std::string label = list.items[at].label;
    if (list.kind == ListKind::bullets) label = "\u2022";
    if (list.kind == ListKind::numbers) label = std::to_string(at + 1) + ".";
    widest = std::max(widest, setter_.extent(label, label_style).natural);
    labels.push_back(std::move(label));
  }
  widest = std::min(widest, measure.width * 0.35) + 0.1;
  const double indent = widest + theme_.points(labelled ? 12 : 6);
  for (std::size_t at = 0; at < list.items.size(); ++at) {
    const int item = structure_.add(element, "LI");
    SetText& label = set(labels[at], label_style, widest);
    const int label_element = structure_.add(item, "Lbl");
    SetText& text = set(list.items[at].text, theme_.body, measure.width - indent);
    label_and_lines(&label, label_element, text, structure_.add(item, "LBody"), measure, indent,
                    theme_.points(at == 0 ? 6 : 2.5));
  }
}

void Composer::add(const Facts& facts, const Measure& measure) {
  if (facts.facts.empty()) return;
  const std::size_t most = theme_.scale > 1 ? 2 : 4;
  const std::size_t columns = std::clamp<std::size_t>(facts.facts.size(), 2, most);
  const double gap = theme_.points(14);
  const double width =
      (measure.width - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  Style value_style = theme_.body;
  value_style.weight = Weight::strong;
  struct Words {
    SetText* text;
    int element;
    Place from;  // x from the left, y down from the top
  };
  const int list = structure_.add(parent_, "L");
  for (std::size_t first = 0; first < facts.facts.size(); first += columns) {
    std::vector<Words> all;
    double height = 0;
    for (std::size_t at = first; at < std::min(first + columns, facts.facts.size()); ++at) {
      const Fact& fact = facts.facts[at];
      const int item = structure_.add(list, "LI");
      const double left = static_cast<double>(at - first) * (width + gap);
      double down = 0;
      const auto put = [&](const Text& words, const Style& style, int element) {
        SetText& text = set(words, style, width);
        all.push_back({&text, element, {left, down}});
        down += text.height();
      };
      put(fact.label, theme_.small, structure_.add(item, "Lbl"));
      const int body = structure_.add(item, "LBody");
      put(fact.value, value_style, structure_.add(body, "P"));
      if (!fact.note.empty()) put(fact.note, theme_.small, structure_.add(body, "P"));
      height = std::max(height, down);
    }
    slice(theme_.points(first == 0 ? 11 : 8), height, [=, this](double top) {
      for (const Words& words : all)
        words.text->draw(canvas_, structure_, words.element,
                         {measure.left + words.from.x, top - words.from.y});
    });
  }
}

void Composer::add(const PageBreak&, const Measure&) { new_page_ = true; }

void Composer::closing(const std::vector<Paragraph>& paragraphs, const Measure& measure) {
  if (paragraphs.empty()) return;
  const std::size_t first = slices_.size();
  for (const Paragraph& paragraph : paragraphs) {
    const bool code = paragraph.kind == ParagraphKind::code;
    SetText& text = set(paragraph.text, code ? theme_.code : theme_.small, measure.width);
    lines(text, structure_.add(Structure::root, "P"), measure, theme_.points(4));
  }
  Slice& head = slices_[first];
  head.before = theme_.points(20);
  head.height += theme_.points(7);
  head.draw = [this, measure, drawn = std::move(head.draw)](double top) {
    canvas_.rule({measure.left, top}, measure.width, hairline, 0.75);
    drawn(top - theme_.points(7));
  };
  for (std::size_t at = first; at + 1 < slices_.size(); ++at) slices_[at].with_next = true;
}

}  // namespace insyn::pdf
