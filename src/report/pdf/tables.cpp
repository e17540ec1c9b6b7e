#include <algorithm>
#include <array>
#include <utility>

#include "report/pdf/column_widths.h"
#include "report/pdf/composer.h"

namespace insyn::pdf {

using paper::Cell;
using paper::Column;
using paper::ColumnKind;
using paper::Run;
using paper::Table;
using paper::TableRow;
using paper::Text;

namespace {

constexpr double column_gap = 11;
constexpr double row_padding = 4;
constexpr double tight_padding = 2;
constexpr double tight_gap = 7;
/// No word of a cell makes its column wider than this; longer ones are divided.
constexpr double least_most = 120;
/// What of a page a row takes at most without being divided.
constexpr double whole_most = 0.6;
constexpr std::size_t lines_of_a_piece = 4;
/// Rows of one element: its array may hold 8,191 things (ISO 19005-1 6.1.12). A longer table
/// becomes several, each with its head.
constexpr std::size_t rows_of_an_element = 4'000;

bool stands_right(ColumnKind kind) {
  return kind == ColumnKind::number || kind == ColumnKind::share;
}

Text text_of(const Cell& cell) { return Run{cell.text, cell.link, cell.strong}; }

Style smaller(Style style, double factor) {
  style.size *= factor;
  style.line *= factor;
  return style;
}

constexpr const char* column_head = "/A<</O/Table/Scope/Column>>";
constexpr const char* row_head = "/A<</O/Table/Scope/Row>>";

}  // namespace

/// A table, or the columns of it that stand beside each other, as they are drawn.
struct Composer::TableSetting {
  const Table* table = nullptr;
  Measure measure;
  Style cell, cell_strong, head;
  std::vector<std::size_t> columns;
  std::vector<double> left, width;  // by place in `columns`

  double padding() const { return table->tight ? tight_padding : row_padding; }
  double gap() const { return table->tight ? tight_gap : column_gap; }

  Side side(std::size_t at) const {
    return stands_right(table->columns[columns[at]].kind) ? Side::right : Side::left;
  }
};

namespace {

/// Goes through all cells: figures and days stay on one line, other texts may be broken.
std::vector<ColumnNeed> needs_of(Typesetter& setter, const Table& table, const Style& cell,
                                 const Style& cell_strong, const Style& head) {
  std::vector<ColumnNeed> needs(table.columns.size());
  const auto look_at = [&](const TableRow& row, bool strong) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      const Column& column = table.columns[at];
      const bool bold = strong || column.row_head || row[at].strong;
      const Extent extent = setter.extent(text_of(row[at]), bold ? cell_strong : cell);
      const bool whole = column.kind != ColumnKind::text && extent.natural < least_most;
      needs[at].least =
          std::max(needs[at].least, std::min(whole ? extent.natural : extent.least, least_most));
      needs[at].natural = std::max(needs[at].natural, extent.natural);
    }
  };
  for (const TableRow& row : table.rows) look_at(row, false);
  if (!table.foot.empty()) look_at(table.foot, true);
  for (std::size_t at = 0; at < needs.size(); ++at) {
    const Extent title = setter.extent(table.columns[at].title, head);
    needs[at].least = std::max(needs[at].least, std::min(title.least, least_most)) + 0.1;
    needs[at].title = title.natural + 0.1;
    needs[at].natural += 0.1;
    needs[at].weight = table.columns[at].weight;
    needs[at].row_head = table.columns[at].row_head;
  }
  return needs;
}

}  // namespace

Composer::Composer(Typesetter& setter, Canvas& canvas, Structure& structure, const Theme& theme,
                   double page_height)
    : setter_{setter},
      canvas_{canvas},
      structure_{structure},
      theme_{theme},
      page_height_{page_height} {}
Composer::~Composer() = default;

void Composer::caption(const Table& table, int element, const Measure& measure) {
  if (table.title.empty()) return;
  Style style = theme_.small;
  style.weight = Weight::strong;
  style.colour = ink;
  SetText& text = set(table.title, style, measure.width);
  const std::size_t first = slices_.size();
  lines(text, structure_.add(element, "Caption"), measure, theme_.points(12));
  for (std::size_t at = first; at < slices_.size(); ++at) slices_[at].with_next = true;
}

void Composer::add(const Table& table, const Measure& measure) {
  define(table.id);
  TableSetting setting{&table, measure, theme_.cell, theme_.cell_strong, theme_.head, {}, {}, {}};
  std::vector<ColumnNeed> needs;
  std::vector<std::vector<std::size_t>> groups;
  // A wide table is first set smaller, then cut into several.
  for (const double factor : {1.0, 0.9, 0.8}) {
    if (table.tight && factor == 1.0) continue;
    setting.cell = smaller(theme_.cell, factor);
    setting.cell_strong = smaller(theme_.cell_strong, factor);
    setting.head = smaller(theme_.head, factor);
    needs = needs_of(setter_, table, setting.cell, setting.cell_strong, setting.head);
    groups = column_groups(needs, measure.width, setting.gap());
    if (groups.size() == 1) break;
  }
  for (const auto& group : groups) {
    setting.columns = group;
    std::vector<ColumnNeed> chosen;
    for (const std::size_t column : group) chosen.push_back(needs[column]);
    const double gaps = setting.gap() * static_cast<double>(group.size() - 1);
    setting.width = column_widths(chosen, measure.width - gaps);
    setting.left.clear();
    double left = measure.left;
    for (const double width : setting.width) {
      setting.left.push_back(left);
      left += width + setting.gap();
    }
    const TableSetting& kept = *settings_.emplace_back(std::make_unique<TableSetting>(setting));
    std::size_t from = 0;
    do {
      const std::size_t to = std::min(from + rows_of_an_element, table.rows.size());
      table_part(kept, from, to, &group == &groups.front() && from == 0);
      from = to;
    } while (from < table.rows.size());
  }
}

/// One element `Table`: some rows under a head of their own.
void Composer::table_part(const TableSetting& setting, std::size_t from, std::size_t to,
                          bool with_caption) {
  const Table& table = *setting.table;
  const int element = structure_.add(parent_, "Table");
  if (with_caption) caption(table, element, setting.measure);
  const double before = theme_.points(with_caption && !table.title.empty() ? 4 : 9);
  const RepeatedHead* head = table_head(setting, element, before);
  const bool last = to == table.rows.size();
  for (std::size_t at = from; at < to; ++at) {
    const bool with_next = at + 1 == to && last && !table.foot.empty();
    table_row(setting, element, table.rows[at], {.with_next = with_next, .head = head});
  }
  if (table.rows.empty()) {
    SetText& text = set(table.when_empty, setting.cell, setting.measure.width);
    const int cell =
        structure_.add(structure_.add(element, "TR"), "TD",
                       "/A<</O/Table/ColSpan " + std::to_string(setting.columns.size()) + ">>");
    slice(theme_.points(setting.padding()), text.height() + theme_.points(setting.padding()),
          [=, this, &text, &setting](double top) {
            text.draw(canvas_, structure_, cell, {setting.measure.left, top});
          });
  }
  if (last && !table.foot.empty())
    table_row(setting, element, table.foot, {.foot = true, .head = head});
}

/// The head as it is read once, and as it is repeated on later pages.
const RepeatedHead* Composer::table_head(const TableSetting& setting, int element, double before) {
  struct Title {
    SetText* text;
    int element;
  };
  std::vector<Title> titles;
  const int row = structure_.add(element, "TR");
  double height = 0;
  for (std::size_t at = 0; at < setting.columns.size(); ++at) {
    SetText& text =
        set(setting.table->columns[setting.columns[at]].title, setting.head, setting.width[at]);
    titles.push_back({&text, structure_.add(row, "TH", column_head)});
    height = std::max(height, text.height());
  }
  height += theme_.points(row_padding);
  const auto each = [=, this, &setting](double top, auto draw) {
    const double bottom = top - height + theme_.points(row_padding);
    for (std::size_t at = 0; at < titles.size(); ++at)
      draw(titles[at], Place{setting.left[at], bottom + titles[at].text->height()},
           setting.side(at));
    canvas_.rule({setting.measure.left, top - height}, setting.measure.width, strong_line, 0.6);
  };
  slice(before, height, [this, each](double top) {
    each(top, [this](const Title& title, Place corner, Side side) {
      title.text->draw(canvas_, structure_, title.element, corner, side);
    });
  }).with_next = true;
  return &heads_.emplace_back(
      RepeatedHead{height, [this, each](double top) {
                     each(top, [this](const Title& title, Place corner, Side side) {
                       title.text->draw_again(canvas_, corner, side);
                     });
                   }});
}

void Composer::table_row(const TableSetting& setting, int table_element, const TableRow& cells,
                         const RowPlace& place) {
  const int row = structure_.add(table_element, "TR");
  const std::size_t first_text = texts_.size();
  std::size_t most = 1;
  for (std::size_t at = 0; at < setting.columns.size(); ++at) {
    const Cell& cell = cells[setting.columns[at]];
    const bool heads_row = setting.table->columns[setting.columns[at]].row_head;
    const bool strong = heads_row || place.foot || cell.strong;
    const SetText& text =
        set(text_of(cell), strong ? setting.cell_strong : setting.cell, setting.width[at]);
    most = std::max(most, text.line_count());
    structure_.add(row, heads_row ? "TH" : "TD", heads_row ? row_head : "");
  }
  const double padding = theme_.points(setting.padding());
  // A row that takes most of a page is divided, so that it can't leave a page nearly empty.
  const bool divided = static_cast<double>(most) * setting.cell.line > page_height_ * whole_most;
  const std::size_t step = divided ? lines_of_a_piece : most;
  for (std::size_t from = 0; from < most; from += step) {
    const std::size_t to = std::min(from + step, most);
    const double above = from == 0 ? padding : 0;
    const double below = to == most ? padding : 0;
    const double height = static_cast<double>(to - from) * setting.cell.line + above + below;
    Slice& it = slice(0, height, [=, this, &setting, foot = place.foot](double top) {
      for (std::size_t at = 0; at < setting.columns.size(); ++at) {
        SetText& text = texts_[first_text + at];
        text.draw(canvas_, structure_, row + 1 + static_cast<int>(at),
                  {setting.left[at], top - above}, std::min(from, text.line_count()),
                  std::min(to, text.line_count()), setting.side(at));
      }
      const double width = setting.measure.width;
      if (foot && from == 0) canvas_.rule({setting.measure.left, top}, width, strong_line, 0.6);
      if (!foot && to == most)
        canvas_.rule({setting.measure.left, top - height}, width, hairline, 0.5);
    });
    it.head = place.head;
    it.with_next = place.with_next && to == most;
  }
}

}  // namespace insyn::pdf
