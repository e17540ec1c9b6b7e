#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "report/document.h"
#include "report/pdf/canvas.h"
#include "report/pdf/flow.h"
#include "report/pdf/structure.h"
#include "report/pdf/text.h"
#include "report/pdf/theme.h"

namespace insyn::pdf {

/// A line of the bookmarks: where a heading came to stand.
struct Bookmark {
  int level = 2;
  std::string text;
  int page = 0;
  double top = 0;
};

/// Where a block stands on the page, sideways.
struct Measure {
  double left = 0;
  double width = 0;
};

/// Makes slices of blocks, and elements of the tree in the order of the document. What the slices
/// draw lives here, so the composer has to outlive them.
class Composer {
 public:
  Composer(Typesetter& setter, Canvas& canvas, Structure& structure, const Theme& theme,
           double page_height);
  ~Composer();
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;

  void letterhead(const Document& document, const Measure& measure);
  void block(const paper::Block& block, const Measure& measure);
  void closing(const std::vector<paper::Paragraph>& paragraphs, const Measure& measure);

  const std::vector<Slice>& slices() const { return slices_; }
  const std::vector<Bookmark>& bookmarks() const { return bookmarks_; }

 private:
  void add(const paper::Heading& heading, const Measure& measure);
  void add(const paper::Paragraph& paragraph, const Measure& measure);
  void add(const paper::List& list, const Measure& measure);
  void add(const paper::Facts& facts, const Measure& measure);
  void add(const paper::Table& table, const Measure& measure);
  void add(const paper::Chart& chart, const Measure& measure);
  void add(const paper::Box& box, const Measure& measure);
  void add(const paper::Form& form, const Measure& measure);
  void add(const paper::PageBreak& break_, const Measure& measure);

  // Text
  SetText& set(const paper::Text& text, const Style& style, double width);
  /// One slice a line; the first two and the last two stand together.
  void lines(SetText& text, int element, const Measure& measure, double before);
  void label_and_lines(SetText* label, int label_element, SetText& text, int element,
                       const Measure& measure, double indent, double before);
  const Style& style_of(paper::ParagraphKind kind) const;
  void define(const std::string& id);

  // Tables
  struct TableSetting;
  struct RowPlace {
    bool foot = false;
    bool with_next = false;
    const RepeatedHead* head = nullptr;
  };
  void caption(const paper::Table& table, int element, const Measure& measure);
  void table_part(const TableSetting& setting, std::size_t from, std::size_t to, bool with_caption);
  const RepeatedHead* table_head(const TableSetting& setting, int element, double before);
  void table_row(const TableSetting& setting, int table_element, const paper::TableRow& cells,
                 const RowPlace& place);

  // Charts and forms
  class Drawing;
  struct PlacedField;
  void form_line(const paper::FormLine& line, const Measure& measure, double before);
  void form_row(std::vector<PlacedField> row, int element, const Measure& measure, double before);

  Slice& slice(double before, double height, std::function<void(double)> draw);

  Typesetter& setter_;
  Canvas& canvas_;
  Structure& structure_;
  const Theme& theme_;
  double page_height_;
  int parent_ = Structure::root;
  bool new_page_ = false;
  std::vector<std::string> ids_;  // that lead to the next slice
  std::vector<Slice> slices_;
  std::vector<Bookmark> bookmarks_;
  std::deque<SetText> texts_;
  std::deque<RepeatedHead> heads_;
  std::vector<std::unique_ptr<TableSetting>> settings_;
};

}  // namespace insyn::pdf
