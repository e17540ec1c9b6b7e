#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

enum class Align { left, right };

/// A plain-text table for a terminal: columns as wide as their widest cell, two spaces apart, the
/// header underlined. Cells hold one line; widths count code points.
class TextColumns {
 public:
  struct Column {
    std::string title;
    Align align = Align::left;
  };
  explicit TextColumns(std::vector<Column> columns) : columns_{std::move(columns)} {}
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Each line starts with `indent` spaces.
  std::string text(std::size_t indent = 0) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The text on lines of at most `width` columns, broken at spaces; later lines get `indent` spaces.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace insyn
