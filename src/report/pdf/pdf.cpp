#include "report/pdf/pdf.h"

#include <stdexcept>
#include <utility>

#include "report/pdf/canvas.h"
#include "report/pdf/composer.h"
#include "report/pdf/file.h"
#include "report/pdf/flow.h"
#include "report/pdf/metadata.h"
#include "report/pdf/structure.h"
#include "report/pdf/text.h"
#include "report/pdf/theme.h"

namespace insyn {
namespace {

using pdf::Body;
using pdf::Canvas;
using pdf::Composer;
using pdf::File;
using pdf::flow;
using pdf::language_of;
using pdf::Line;
using pdf::Measure;
using pdf::reference;
using pdf::Side;
using pdf::Span;
using pdf::Structure;
using pdf::Theme;
using pdf::theme_of;
using pdf::Typesetter;
using pdf::Weight;
using pdf::write_bookmarks;
using pdf::write_info;
using pdf::write_xmp;

// A4 (ISO 216), in points.
constexpr double short_side = 595.28;
constexpr double long_side = 841.89;
constexpr double side_margin = 59.5;  // 21 mm
constexpr double top_margin = 60;
constexpr double bottom_margin = 60;
constexpr double foot_baseline = 40;

/// The colours are those of sRGB, said without the profile that an output intent would need
/// (ISO 19005-1 6.2.3.2): its white, its three colours, and 2.2 for its curve.
constexpr const char* colour_space =
    "[/CalRGB<</WhitePoint[0.9505 1 1.089]/Gamma[2.2 2.2 2.2]"
    "/Matrix[0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505]>>]";

std::string page_line(const Document& document, int page, int pages) {
  std::string text = document.page_line;
  for (const int value : {page, pages}) {
    const auto place = text.find("{}");
    if (place != std::string::npos) text.replace(place, 2, std::to_string(value));
  }
  return text;
}

/// Who and which page below; above, from the second page on, what it is.
void running_lines(Canvas& canvas, Typesetter& setter, const Theme& theme,
                   const Document& document) {
  const double width = canvas.width() - 2 * side_margin;
  const double half = width / 2 - 10;
  const auto put = [&](const std::string& words, double baseline, Side side, double room) {
    if (words.empty()) return;
    const std::vector<Line> lines = setter.lines(words, theme.running, room);
    double left = side_margin;
    if (side == Side::right) left += width - lines.front().width;
    for (const Span& span : lines.front().spans) {
      canvas.text({left, baseline},
                  {.glyphs = span.glyphs, .size = theme.running.size, .colour = theme.dim});
      left += span.width;
    }
  };
  const std::string foot = document.sender.empty() ? "Insyn" : "Insyn \u00b7 " + document.sender;
  canvas.on_every_page([&](int page) {
    put(foot, foot_baseline, Side::left, half);
    put(page_line(document, page + 1, canvas.page_count()), foot_baseline, Side::right, half);
    if (page == 0) return;
    const double baseline = canvas.height() - 42;
    put(document.title, baseline, Side::left, width * 0.7);
    put(document.reference, baseline, Side::right, width * 0.28);
  });
}

std::string bytes_of(const Document& document, Canvas& canvas, Structure& structure,
                     Typesetter& setter, const Composer& composer) {
  File file;
  const int regular = file.reserve();
  const int strong = file.reserve();
  setter.font(Weight::regular).write(file, regular);
  setter.font(Weight::strong).write(file, strong);
  const int resources = file.add("<</Font<</F1 " + reference(regular) + "/F2 " + reference(strong) +
                                 ">>/ColorSpace<</CS" + std::string{colour_space} + ">>>>");
  const int page_tree = file.reserve();
  const std::vector<int> pages = canvas.write(file, page_tree, reference(resources));
  std::string kids;
  for (const int page : pages) kids += reference(page) + " ";
  file.write(page_tree,
             "<</Type/Pages/Count " + std::to_string(pages.size()) + "/Kids[" + kids + "]>>");
  const int tree = structure.write(file, pages);
  const int bookmarks = write_bookmarks(file, canvas, composer.bookmarks());
  const int catalog = file.reserve();
  file.write(catalog, "<</Type/Catalog/Pages " + reference(page_tree) +
                          "/MarkInfo<</Marked true>>/StructTreeRoot " + reference(tree) + "/Lang(" +
                          language_of(document) + ")/ViewerPreferences<</DisplayDocTitle true>>" +
                          (bookmarks == 0 ? "" : "/Outlines " + reference(bookmarks)) +
                          "/Metadata " + reference(write_xmp(file, document)) + ">>");
  const int info = write_info(file, document);
  return std::move(file).finish(catalog, info);
}

}  // namespace

std::string pdf_of(const Document& document) {
  const std::string fault = fault_of(document);
  if (!fault.empty()) throw std::logic_error{"document: " + fault};
  const bool upright = document.orientation == paper::Orientation::upright;
  Structure structure;
  Canvas canvas{structure, upright ? short_side : long_side, upright ? long_side : short_side};
  Typesetter setter{document.site};
  const Theme theme = theme_of(document.text_size);
  const Body body{canvas.height() - top_margin, bottom_margin};
  Composer composer{setter, canvas, structure, theme, body.height()};
  const Measure measure{side_margin, canvas.width() - 2 * side_margin};
  composer.letterhead(document, measure);
  for (const paper::Block& block : document.blocks) composer.block(block, measure);
  composer.closing(document.closing, measure);
  flow(canvas, body, composer.slices());
  running_lines(canvas, setter, theme, document);
  return bytes_of(document, canvas, structure, setter, composer);
}

}  // namespace insyn
