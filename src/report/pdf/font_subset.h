#pragma once

#include <hb.h>

#include <map>
#include <string>

#include "report/pdf/file.h"

namespace insyn::pdf {

/// A glyph that the document uses.
struct UsedGlyph {
  double width = 0;  ///< in thousandths of the size
  std::u32string says;
};
using UsedGlyphs = std::map<unsigned, UsedGlyph>;

struct FontToWrite {
  hb_face_t* face = nullptr;
  hb_font_t* font = nullptr;
  float weight = 0;  ///< on the font's axis
  std::string name;
  int stem = 0;  ///< how wide its stems are, in thousandths of the size
};

/// The used glyphs of the font as a Type 0 font (ISO 32000-1 9.7): program, widths, a map to
/// Unicode and the set of what is there, which PDF/A-1 wants (ISO 19005-1 6.3.5).
void write_font(File& file, int object, const FontToWrite& font, const UsedGlyphs& used);

}  // namespace insyn::pdf
