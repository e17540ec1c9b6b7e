#include "report/pdf/canvas.h"

namespace insyn::pdf {
namespace {

void append_numbers(std::string& out, std::initializer_list<double> values) {
  for (const double value : values) {
    append_number(out, value);
    out += ' ';
  }
}

void append_colour(std::string& out, Colour colour) {
  append_numbers(out, {colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0});
}

/// In seven bits (ISO 32000-1 12.6.4.7), as the text of a string.
std::string address_of(std::string_view target) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string address;
  for (const char sign : target) {
    const auto byte = static_cast<unsigned char>(sign);
    if (byte > 0x20 && byte < 0x7F && sign != '(' && sign != ')' && sign != '\\') {
      address += sign;
    } else {
      address.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 0xFU]);
    }
  }
  return address;
}

std::string_view name_of(Weight weight) { return weight == Weight::regular ? "F1" : "F2"; }

}  // namespace

Canvas::Canvas(Structure& structure, double width, double height)
    : structure_{structure}, width_{width}, height_{height} {
  new_page();
}

void Canvas::new_page() {
  if (!pages_.empty()) end_marked();
  pages_.emplace_back();
  current_ = pages_.size() - 1;
  now().content = "/CS cs/CS CS\n";
}

void Canvas::end_marked() {
  if (now().open != Open::nothing) now().content += "EMC\n";
  now().open = Open::nothing;
}

void Canvas::mark(int element) {
  if (now().open == Open::element && now().element == element) return;
  end_marked();
  now().open = Open::element;
  now().element = element;
  now().content.append("/").append(structure_.type(element)).append("<</MCID ");
  now().content.append(std::to_string(structure_.mark(element, page()))).append(">>BDC\n");
}

void Canvas::begin_artifact(std::string_view how) {
  end_marked();
  now().open = Open::artifact;
  now().content.append("/Artifact ").append(how);
}

void Canvas::artifact() {
  if (now().open != Open::artifact) begin_artifact("BMC\n");
}

void Canvas::set_fill(Colour colour) {
  if (now().fill_known && now().fill == colour) return;
  now().fill = colour;
  now().fill_known = true;
  append_colour(now().content, colour);
  now().content += "sc\n";
}

void Canvas::text(Place at, const Ink& ink) {
  if (ink.glyphs.empty()) return;
  set_fill(ink.colour);
  std::string& out = now().content;
  if (!ink.read_as.empty())
    out.append("/Span<</ActualText").append(text_string(ink.read_as)).append(">>BDC\n");
  out.append("BT/").append(name_of(ink.weight)).append(" ");
  append_number(out, ink.size);
  out += " Tf ";
  append_numbers(out, {at.x, at.y});
  out.append("Td[").append(ink.glyphs).append("]TJ ET\n");
  if (!ink.read_as.empty()) out += "EMC\n";
}

void Canvas::fill(const Area& area, Colour colour) {
  set_fill(colour);
  append_numbers(now().content,
                 {area.left, area.bottom, area.right - area.left, area.top - area.bottom});
  now().content += "re f\n";
}

void Canvas::frame(const Area& area, Colour colour, double line) {
  append_colour(now().content, colour);
  now().content += "SC ";
  append_numbers(now().content, {line});
  now().content += "w ";
  append_numbers(now().content,
                 {area.left, area.bottom, area.right - area.left, area.top - area.bottom});
  now().content += "re S\n";
}

void Canvas::rule(Place from, double width, Colour colour, double line) {
  std::string& out = now().rules;
  append_colour(out, colour);
  out += "SC ";
  append_numbers(out, {line});
  out += "w ";
  append_numbers(out, {from.x, from.y});
  out += "m ";
  append_numbers(out, {from.x + width, from.y});
  out += "l S\n";
}

void Canvas::dots(Place from, double width, Colour colour) {
  now().rules += "q 1 J[0 2.5]0 d ";
  rule(from, width, colour, 0.8);
  now().rules += "Q\n";
}

void Canvas::link(int element, const Area& area, std::string_view target, std::string_view words) {
  links_.push_back({element, page(), area, std::string{target}, std::string{words}});
}

void Canvas::define(const std::string& id, double top) {
  if (!id.empty()) destinations_.emplace(id, Destination{page(), top});
}

std::string Canvas::destination(int page, double top) const {
  return "[" + reference(page_objects_.at(static_cast<std::size_t>(page))) + "/XYZ null " +
         number(top) + " null]";
}

/// An annotation is printed and has no border of its own (ISO 19005-1 6.5.3).
std::string Canvas::link_body(const LinkArea& link, int key) const {
  std::string body = "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
  append_numbers(body, {link.area.left, link.area.bottom, link.area.right, link.area.top});
  body.append("]/StructParent ").append(std::to_string(key));
  body.append("/Contents").append(text_string(link.words));
  if (link.target.starts_with("#")) {
    const auto found = destinations_.find(std::string_view{link.target}.substr(1));
    if (found != destinations_.end())
      body.append("/Dest").append(destination(found->second.page, found->second.top));
  } else {
    body.append("/A<</S/URI/URI(").append(address_of(link.target)).append(")>>");
  }
  return body + ">>";
}

std::vector<int> Canvas::write(File& file, int tree, std::string_view resources) {
  for (std::size_t at = 0; at < pages_.size(); ++at) page_objects_.push_back(file.reserve());
  std::vector<std::string> annotations(pages_.size());
  for (const LinkArea& link : links_) {
    const int annotation = file.reserve();
    const int key = structure_.annotate(link.element, link.page, annotation);
    file.write(annotation, link_body(link, key));
    annotations[static_cast<std::size_t>(link.page)] += reference(annotation) + " ";
  }
  for (std::size_t at = 0; at < pages_.size(); ++at) {
    Page& page = pages_[at];
    if (page.open != Open::nothing) page.content += "EMC\n";
    if (!page.rules.empty()) page.content += "/Artifact BMC\n" + page.rules + "EMC\n";
    const int content = file.add_compressed("", page.content);
    std::string body = "<</Type/Page/Parent " + reference(tree) + "/MediaBox[0 0 " +
                       number(width_) + " " + number(height_) + "]/Contents " + reference(content) +
                       "/StructParents " + std::to_string(at) + "/Tabs/S/Resources " +
                       std::string{resources};
    if (!annotations[at].empty()) body += "/Annots[" + annotations[at] + "]";
    file.write(page_objects_[at], body + ">>");
    page.content = {};
  }
  return page_objects_;
}

}  // namespace insyn::pdf
