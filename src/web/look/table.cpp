#include "web/look/table.h"

#include <cstddef>

#include "base/check_page.h"
#include "web/look/parts.h"

namespace insyn {

namespace {

Html content_of(const Cell& cell) {
  if (cell.below.empty()) return cell.content;
  return cell.content + el("small", {}, cell.below);
}

Html cells_of(const Table& table, const std::vector<Cell>& cells) {
  check_page(cells.size() == table.columns.size(), "a row has a cell for each column");
  Html out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const TableColumn& column = table.columns[i];
    if (i == 0) {
      out += el("th", {{"scope", "row"}, {"role", "rowheader"}}, content_of(cells[i]));
      continue;
    }
    const bool titled = column.kind != ColumnKind::status && column.kind != ColumnKind::hidden;
    std::string name = column.kind == ColumnKind::number ? "num"
                       : column.kind == ColumnKind::date ? "date"
                                                         : "";
    if (cells[i].dim) name += name.empty() ? "dim" : " dim";
    out += el("td",
              {{"role", "cell"},
               when(!name.empty(), "class", name),
               when(titled, "data-l", column.title)},
              content_of(cells[i]));
  }
  return out;
}

Html heading_of(const Table& table) {
  Html out;
  for (const TableColumn& column : table.columns)
    out +=
        el("th",
           {{"scope", "col"},
            {"role", "columnheader"},
            when(column.kind == ColumnKind::number, "class", "num")},
           column.kind == ColumnKind::hidden ? el("span", {{"class", "ds-sr-only"}}, column.title)
                                             : Html{column.title});
  return out;
}

}  // namespace

Cell dim_cell(Html content) {
  Cell cell{std::move(content), Html{}};
  cell.dim = true;
  return cell;
}

Html table(const Table& table) {
  // Roles are written out: a table that is shown as blocks, as cards are, loses its own.
  const Attributes row_group{{"role", "rowgroup"}}, plain_row{{"role", "row"}};
  Html rows;
  for (const TableRow& row : table.rows)
    rows += el(
        "tr", {{"role", "row"}, when(row.sub, "class", "sub"), when(!row.id.empty(), "id", row.id)},
        cells_of(table, row.cells));
  Html parts = table.shows_label ? el("caption", {}, table.label) : Html{};
  parts += el("thead", row_group, el("tr", plain_row, heading_of(table)));
  parts += el("tbody", row_group, rows);
  if (!table.foot.empty())
    parts += el("tfoot", row_group, el("tr", plain_row, cells_of(table, table.foot)));
  return el(
      "div",
      {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.label}},
      el("table",
         {{"class", "ds-table cards"},
          {"role", "table"},
          when(!table.shows_label, "aria-label", table.label)},
         parts));
}

Html pagination(const Messages& words, const Pagination& pagination) {
  Html ways;
  const auto way = [&](const std::string& url, const std::string& text, std::string_view rel) {
    if (!url.empty()) ways += el("li", {}, el("a", {{"href", url}, {"rel", rel}}, text));
  };
  way(pagination.previous_url, words.t("Föregående"), "prev");
  way(pagination.next_url, words.t("Nästa"), "next");
  const Html shown = words.f("Visar rad {}–{} av {}", words.number(pagination.first),
                             words.number(pagination.last), words.number(pagination.total));
  return el("nav", {{"class", "pages"}, {"aria-label", words.t("Sidor i listan")}},
            el("p", {}, shown), ways.empty() ? Html{} : el("ul", {}, ways));
}

}  // namespace insyn
