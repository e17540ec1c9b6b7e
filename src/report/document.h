#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/calendar/time.h"

/// The parts of a `Document`: `paper::Table` is one on paper, not the one of a page.
namespace insyn::paper {

/// Words in a row that look alike. A link is `#id` (a heading, box, table or chart of this
/// document), `/x` (a page of Insyn), `https://…` or `mailto:…`; empty for none.
struct Run {
  std::string text;
  std::string link{};
  bool strong = false;
};

/// A text with emphasis and links: `{"Svara senast ", strong("30 april"), "."}`.
class Text {
 public:
  Text() = default;
  // NOLINTBEGIN(google-explicit-constructor): a text is its words
  Text(std::string text) : runs_{Run{std::move(text)}} {}
  Text(const char* text) : runs_{Run{text}} {}
  Text(Run run) : runs_{std::move(run)} {}
  Text(std::vector<Run> runs) : runs_{std::move(runs)} {}
  Text(std::initializer_list<Text> parts);
  // NOLINTEND(google-explicit-constructor)

  const std::vector<Run>& runs() const { return runs_; }
  std::string plain() const;  ///< the words alone
  bool empty() const { return plain().empty(); }

 private:
  std::vector<Run> runs_;
};

inline Run strong(std::string text) { return {std::move(text), {}, true}; }
inline Run link(std::string text, std::string target) {
  return {std::move(text), std::move(target), false};
}

/// The title of the document is its heading of level 1; these are of level 2 or 3, and one of level
/// 3 has one of level 2 before it. They are the bookmarks of a PDF.
struct Heading {
  int level = 2;
  std::string text;
  std::string id{};  ///< what links lead to, without `#`; may be empty
};

enum class ParagraphKind {
  plain,
  lead,   ///< larger: the one sentence under the title
  small,  ///< a remark
  code,   ///< a checksum: characters that are easily confused differ, and it may break anywhere
};
struct Paragraph {
  Text text;
  ParagraphKind kind = ParagraphKind::plain;
};

enum class ListKind {
  bullets,
  numbers,   ///< 1. 2. 3.
  labelled,  ///< each item's label stands before it in a column: words and what they mean
};
struct ListItem {
  Text text;
  std::string label{};
};
struct List {
  std::vector<ListItem> items;
  ListKind kind = ListKind::bullets;
};

/// A few figures side by side: `Lottade`, `47 av 455`, `10,3 % av de aktiva`.
struct Fact {
  std::string label;
  Text value;
  std::string note{};
};
struct Facts {
  std::vector<Fact> facts;
};

enum class ColumnKind {
  text,
  number,  ///< set from the right with figures of one width
  share,   ///< as a number; in a spreadsheet a percentage, `number` 0.103 being 10,3 %
  day,
};
struct Column {
  std::string title;
  ColumnKind kind = ColumnKind::text;
  /// Its share of the width; 0 lets the writer see to what the cells need.
  double weight = 0;
  /// Its cells say what the rest of their row is about (as a rule the first column alone).
  bool row_head = false;
};

/// `text` is what is read. In columns of numbers and days `number` or `day` is what spreadsheets
/// count with; without it the cell is a text there ("alla", "fåtal").
struct Cell {
  Cell() = default;
  // NOLINTBEGIN(google-explicit-constructor): a cell is its text
  Cell(std::string its_text) : text{std::move(its_text)} {}
  Cell(const char* its_text) : text{its_text} {}
  // NOLINTEND(google-explicit-constructor)

  std::string text;
  std::string link{};
  std::optional<double> number{};
  std::optional<Day> day{};
  bool strong = false;
};
/// `1 234`, with the number.
Cell number_cell(std::int64_t value);
/// `10,3 %` of 103; whole percents without the comma.
Cell share_cell(std::int64_t per_mille);
/// `2026-02-03`, with the day.
Cell day_cell(Day day);
Cell linked(Cell cell, std::string target);

using TableRow = std::vector<Cell>;

/// Every row has as many cells as there are columns; so has the foot, if there is one.
struct Table {
  std::string title;  ///< its caption, and the name of the sheet; says what is counted
  std::vector<Column> columns;
  std::vector<TableRow> rows{};
  TableRow foot{};                         ///< sums; empty for none
  std::string when_empty = "Inga rader.";  ///< stands instead of rows
  std::string id{};
  bool tight =
      false;  ///< smaller and with less room between rows, for a paper that has to be short
};

enum class ChartKind {
  stacked,  ///< one bar a row, each column of `series` a part of it
  beside,   ///< one bar for each column of `series`, to be compared
};

/// Lying bars for the rows of a table: the first column names them, and each has its value written
/// at it, as the table has it. A cell without a number has no bar. The table stands under the
/// chart, so that nobody depends on the picture.
struct Chart {
  std::string description;  ///< what the picture shows, in words, for those who don't see it
  Table table;
  std::vector<std::size_t> series;  ///< one to four columns of numbers, none negative
  ChartKind kind = ChartKind::stacked;
};

/// Something to write in on paper.
struct Field {
  enum class Kind { tick, blank };
  Kind kind = Kind::tick;
  std::string label;
  /// Of a blank: its share of what the line has left.
  double weight = 1;
};
/// Fields that stand on one line as far as there is room.
using FormLine = std::vector<Field>;
struct Form {
  std::vector<FormLine> lines;
};

enum class BoxKind {
  frame,  ///< a hairline around what belongs together
  calm,   ///< information
  look,   ///< something to do: `Gör detta i dag`
};
using BoxPart = std::variant<Paragraph, List, Facts, Form>;
/// Stands together on one page.
struct Box {
  std::string title;
  std::vector<BoxPart> parts;
  BoxKind kind = BoxKind::frame;
  /// Of the title: 2 or 3 as `Heading`, or 0 for no heading but a strong line.
  int level = 0;
  std::string id{};
};

struct PageBreak {};

using Block = std::variant<Heading, Paragraph, List, Facts, Table, Chart, Box, Form, PageBreak>;

enum class TextSize {
  normal,  ///< 10,5 points on paper
  large,   ///< 16 points, for those who see badly
};
enum class Orientation { upright, sideways };

}  // namespace insyn::paper

namespace insyn {

/// A paper: what it says and in what order, not how it looks. Four writers make bytes of it:
/// `pdf_of` (report/pdf/pdf.h), `html_of` (report/html/html.h), `xlsx_of` (report/xlsx/xlsx.h) and
/// `csv_of` (report/csv/csv.h). The same document gives the same bytes, always.
///
/// All texts are UTF-8 and ready to read: words, numbers and dates are already in the language of
/// the document. A space that mustn't break is U+00A0, a place where a long word may be divided is
/// U+00AD. A line break in a text is a line break on paper.
struct Document {
  std::string title;
  std::string language = "sv";  ///< BCP 47: `sv`, `en`
  std::string sender;           ///< `Havsviks kommun`
  std::string sender_unit{};    ///< `Socialförvaltningen`
  std::string recipient{};      ///< `Till socialchef Margareta Holm`
  std::string reference{};      ///< `Dnr SN 2026/0412`
  std::string author{};         ///< for the file's properties; `sender` if empty
  Instant created{};            ///< the file's date; the words of it stand in `date`
  std::string date{};           ///< `14 april 2026`
  std::string page_line = "Sida {} av {}";
  /// Where links that begin with `/` lead from paper: `https://insyn.havsvik.example`. Without it
  /// they are plain words there.
  std::string site{};
  paper::TextSize text_size = paper::TextSize::normal;
  paper::Orientation orientation = paper::Orientation::upright;
  std::vector<paper::Block> blocks{};
  /// Small print under a line at the very end: who made it, secrecy, the checkpoint.
  std::vector<paper::Paragraph> closing{};
};

/// The document's tables in order, those of its charts among them; they live as long as it does.
std::vector<const paper::Table*> tables_of(const Document& document);

/// What is wrong with the document as a document: a heading of level 3 without one of level 2, a
/// link or id that leads nowhere or two ways, a row with too few cells. Empty if all is well. The
/// writers of PDF and HTML throw `std::logic_error` on it: only our own code makes documents.
std::string fault_of(const Document& document);

}  // namespace insyn
