#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/pdf/file.h"
#include "report/pdf/font.h"
#include "report/pdf/structure.h"

namespace insyn::pdf {

/// In the colours of sRGB, 0 to 255.
struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Points from the lower left corner of the page, as all lengths here.
struct Place {
  double x = 0, y = 0;
};
struct Area {
  double left = 0, bottom = 0, right = 0, top = 0;
};

/// Text on one baseline in one weight: glyphs as `Shaped` has them.
struct Ink {
  std::string_view glyphs;
  Weight weight = Weight::regular;
  double size = 0;
  Colour colour{};
  /// What is read instead; a hyphen at the end of a line is read as a soft one.
  std::string_view read_as{};
};

/// The pages, drawn in order. All that is drawn belongs to the element that was `mark`ed last, or
/// is an artifact: what a reader's voice leaves out.
class Canvas {
 public:
  Canvas(Structure& structure, double width, double height);

  void new_page();
  int page() const { return static_cast<int>(pages_.size()) - 1; }  ///< from 0
  int page_count() const { return static_cast<int>(pages_.size()); }
  double width() const { return width_; }
  double height() const { return height_; }

  /// What comes is the element's.
  void mark(int element);
  /// What comes is an artifact.
  void artifact();

  void text(Place at, const Ink& ink);
  void fill(const Area& area, Colour colour);
  void frame(const Area& area, Colour colour, double line);
  /// A line over the page that belongs to nothing; drawn when the page is done.
  void rule(Place from, double width, Colour colour, double line);
  /// Dots to write on.
  void dots(Place from, double width, Colour colour);

  /// The area leads to `target` (as `paper::Run::link`, but never one that begins with `/`), which
  /// is said to be `words`.
  void link(int element, const Area& area, std::string_view target, std::string_view words);
  /// This is where `#id` leads.
  void define(const std::string& id, double top);

  /// Draws what every page has, as artifacts: called once a page, at the end.
  template <class Draw>
  void on_every_page(Draw draw) {
    for (current_ = 0; current_ < pages_.size(); ++current_) {
      begin_artifact("<</Type/Pagination>>BDC\n");
      draw(static_cast<int>(current_));
      end_marked();
    }
  }

  /// Writes the pages and their links; gives the pages' objects. `tree` is their parent.
  std::vector<int> write(File& file, int tree, std::string_view resources);
  /// `[page /XYZ …]`, once the pages are written.
  std::string destination(int page, double top) const;

 private:
  enum class Open { nothing, element, artifact };
  struct Page {
    std::string content;
    std::string rules;  // artifacts
    Open open = Open::nothing;
    int element = 0;
    Colour fill{};  // as it stands in the content now
    bool fill_known = false;
  };
  struct LinkArea {
    int element;
    int page;
    Area area;
    std::string target, words;
  };
  struct Destination {
    int page;
    double top;
  };

  Page& now() { return pages_[current_]; }
  void begin_artifact(std::string_view how);
  void end_marked();
  void set_fill(Colour colour);
  std::string link_body(const LinkArea& link, int key) const;

  Structure& structure_;
  double width_, height_;
  std::size_t current_ = 0;
  std::vector<Page> pages_;
  std::vector<LinkArea> links_;
  std::map<std::string, Destination, std::less<>> destinations_;
  std::vector<int> page_objects_;
};

}  // namespace insyn::pdf
