#include "report/document.h"

#include <cmath>
#include <set>
#include <string_view>

#include "domain/calendar/format.h"

namespace insyn {
namespace paper {

Text::Text(std::initializer_list<Text> parts) {
  for (const Text& part : parts) runs_.insert(runs_.end(), part.runs_.begin(), part.runs_.end());
}

std::string Text::plain() const {
  std::string all;
  for (const Run& run : runs_) all += run.text;
  return all;
}

namespace {

constexpr std::string_view no_break_space = "\u00a0";

/// The digits in groups of three from the right, as Swedish writes them.
std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t sign = value < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;) {
    at -= 3;
    digits.insert(at, no_break_space);
  }
  return digits;
}

}  // namespace

Cell number_cell(std::int64_t value) {
  Cell cell{grouped(value)};
  cell.number = static_cast<double>(value);
  return cell;
}

Cell share_cell(std::int64_t per_mille) {
  const std::int64_t tenths = std::abs(per_mille % 10);
  std::string text = per_mille < 0 && per_mille > -10 ? "-0" : grouped(per_mille / 10);
  if (tenths != 0) text += "," + std::to_string(tenths);
  Cell cell{text.append(no_break_space).append("%")};
  cell.number = static_cast<double>(per_mille) / 1000;
  return cell;
}

Cell day_cell(Day day) {
  Cell cell{format_day(day)};
  cell.day = day;
  return cell;
}

Cell linked(Cell cell, std::string target) {
  cell.link = std::move(target);
  return cell;
}

}  // namespace paper

namespace {

using paper::Block;
using paper::Box;
using paper::BoxPart;
using paper::Cell;
using paper::Chart;
using paper::Fact;
using paper::Facts;
using paper::Form;
using paper::Heading;
using paper::List;
using paper::ListItem;
using paper::PageBreak;
using paper::Paragraph;
using paper::Run;
using paper::Table;
using paper::TableRow;
using paper::Text;

/// Goes through a document once, in order; ids are all known only at the end.
class Inspection {
 public:
  std::string run(const Document& document) {
    if (document.title.empty()) found("the document has no title");
    for (const Block& block : document.blocks)
      std::visit([this](const auto& part) { look_at(part); }, block);
    for (const Paragraph& paragraph : document.closing) look_at(paragraph);
    for (const std::string& target : targets_)
      if (!ids_.contains(target)) found("a link leads to no id: " + target);
    return fault_;
  }

 private:
  void found(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
  }

  void define(const std::string& id) {
    if (!id.empty() && !ids_.insert(id).second) found("an id stands twice: " + id);
  }

  void follow(const std::string& target) {
    if (target.empty()) return;
    if (target.front() == '#') {
      targets_.insert(target.substr(1));
    } else if (!(target.starts_with("/") && !target.starts_with("//")) &&
               !target.starts_with("https://") && !target.starts_with("mailto:")) {
      found("a link that is neither #, /, https: nor mailto:");
    }
  }

  void heading(int level) {
    if (level != 2 && level != 3) found("a heading of a level other than 2 and 3");
    if (level == 3 && last_level_ == 1) found("a heading of level 3 before any of level 2");
    last_level_ = level;
  }

  void look_at(const Heading& part) {
    heading(part.level);
    define(part.id);
    if (part.text.empty()) found("a heading without words");
  }
  void look_at(const Text& text) {
    for (const Run& run : text.runs()) follow(run.link);
  }
  void look_at(const Paragraph& part) { look_at(part.text); }
  void look_at(const List& part) {
    for (const ListItem& item : part.items) look_at(item.text);
  }
  void look_at(const Facts& part) {
    for (const Fact& fact : part.facts) look_at(fact.value);
  }
  void look_at(const Form&) {}
  void look_at(const PageBreak&) {}

  void look_at(const Table& part) {
    define(part.id);
    if (part.columns.empty()) found("a table without columns");
    for (const TableRow& row : part.rows) look_at(row, part.columns.size());
    if (!part.foot.empty()) look_at(part.foot, part.columns.size());
  }
  void look_at(const TableRow& row, std::size_t columns) {
    if (row.size() != columns) found("a row with more or fewer cells than columns");
    for (const Cell& cell : row) follow(cell.link);
  }

  void look_at(const Chart& part) {
    look_at(part.table);
    if (part.description.empty()) found("a chart without a description");
    if (part.series.empty() || part.series.size() > 4) found("a chart without one to four series");
    for (const std::size_t column : part.series) {
      if (column == 0 || column >= part.table.columns.size()) {
        found("a series that is no column of numbers");
        return;
      }
      for (const TableRow& row : part.table.rows)
        if (column < row.size() && !(row[column].number.value_or(0) >= 0))
          found("a bar with a negative number");
    }
  }

  void look_at(const Box& part) {
    if (part.level != 0) heading(part.level);
    if (part.level != 0 && part.title.empty()) found("a heading without words");
    define(part.id);
    for (const BoxPart& inner : part.parts)
      std::visit([this](const auto& shown) { look_at(shown); }, inner);
  }

  std::string fault_;
  std::set<std::string> ids_;
  std::set<std::string> targets_;
  int last_level_ = 1;
};

}  // namespace

std::vector<const paper::Table*> tables_of(const Document& document) {
  std::vector<const paper::Table*> tables;
  for (const paper::Block& block : document.blocks) {
    if (const auto* table = std::get_if<paper::Table>(&block)) tables.push_back(table);
    if (const auto* chart = std::get_if<paper::Chart>(&block)) tables.push_back(&chart->table);
  }
  return tables;
}

std::string fault_of(const Document& document) { return Inspection{}.run(document); }

}  // namespace insyn
