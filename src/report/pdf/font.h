#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "report/pdf/file.h"

namespace insyn {

/// The font's files that are in the program; made by the build.
std::string_view font_files(std::string_view name);

}  // namespace insyn

namespace insyn::pdf {

enum class Weight { regular, strong };

/// Which of the font's figures and letters.
enum class Figures {
  text,   ///< as wide as they are
  table,  ///< all of one width, so that they stand below each other
  code,   ///< as `table`, and 0, O, l and I can't be taken for each other
};

/// Glyphs as they stand in the array of a TJ operator, and how far they reach.
struct Shaped {
  std::string glyphs;
  double width = 0;  ///< in thousandths of the size
};

/// Inter in one weight, shaped by HarfBuzz. Remembers each word, since the same ones come again and
/// again, and which glyphs were used: only they are put into the file.
class Font {
 public:
  explicit Font(Weight weight);
  ~Font();
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;

  /// Whether the font has a glyph for it.
  bool has(char32_t sign) const;

  /// Precondition: the font has every sign. The result lives as long as the font.
  const Shaped& shape(std::string_view word, Figures figures);

  bool used() const;

  /// Writes the used part of the font as a composite font with `object` as its number: TrueType
  /// outlines with the numbers of their glyphs kept, and what each glyph is in Unicode.
  void write(File& file, int object) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace insyn::pdf
