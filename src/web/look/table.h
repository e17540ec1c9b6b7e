#pragma once

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "web/html/html.h"
#include "web/messages/messages.h"

namespace insyn {

/// Every table of the pages. On a narrow screen each row becomes a card, in which a cell is
/// preceded by its column's title. The first cell of a row is its heading.
///
///   table({.label = words.t("Tabell med kvitton"),
///          .columns = {{"Fil"}, {"Rader", ColumnKind::number}, {"Läge", ColumnKind::status}},
///          .rows = {{{link(name, url), words.number(rows), tag(Status::done, "Inläst")}}}})

enum class ColumnKind {
  text,
  number,  ///< to the right, digits under each other
  date,    ///< a day or days, kept on one line
  status,  ///< a tag or words that need no title before them on a card
  hidden,  ///< text whose title only a screen reader gets, as a column of links
};

struct TableColumn {
  std::string title;
  ColumnKind kind = ColumnKind::text;
};

/// What stands in a cell, and in small letters under it. Made from anything that makes `Html`.
struct Cell {
  Html content;
  Html below{};
  bool dim = false;  ///< of no weight: `Inga`

  Cell() = default;
  // NOLINTBEGIN(google-explicit-constructor): a cell is what stands in it
  template <class Content>
  requires std::convertible_to<const Content&, Html> Cell(const Content& what) : content{what} {}
  // NOLINTEND(google-explicit-constructor)
  Cell(Html what, Html in_small) : content{std::move(what)}, below{std::move(in_small)} {}
};
Cell dim_cell(Html content);

struct TableRow {
  std::vector<Cell> cells;  ///< as many as there are columns
  bool sub = false;         ///< belongs to the row above it
  std::string id{};
};

struct Table {
  std::string label;  ///< what the table is, for who doesn't see it
  std::vector<TableColumn> columns{};
  std::vector<TableRow> rows{};
  std::vector<Cell> foot{};  ///< sums; empty: none
  bool shows_label = false;  ///< as a caption above it
};

/// Scrolls sideways by itself when it is wider than its panel. Throws BrokenPage if a row has
/// another number of cells than there are columns.
Html table(const Table& table);

/// Which rows of many are shown, and the way to the others. Addresses that are empty aren't shown.
struct Pagination {
  std::int64_t first = 0, last = 0, total = 0;  ///< of rows shown, counted from 1
  std::string previous_url{}, next_url{};
};
Html pagination(const Messages& words, const Pagination& pagination);

}  // namespace insyn
