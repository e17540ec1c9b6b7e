#include "report/xlsx/xlsx.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "base/text.h"
#include "report/unicode.h"

namespace insyn {
namespace {

using paper::append_utf8;
using paper::Cell;
using paper::code_points;
using paper::ColumnKind;
using paper::Table;
using paper::TableRow;

constexpr std::size_t rows_most = 1'048'575;  // less one for the head
constexpr std::size_t columns_most = 16'384;
constexpr std::size_t signs_most = 32'000;
constexpr std::size_t sheet_name_most = 31;
/// Rows that decide how wide the columns are; later ones look as the first, mostly.
constexpr std::size_t rows_measured = 500;

/// What XML 1.0 allows and a cell can hold.
std::string writable(std::string_view text) {
  const bool plain = text.size() <= signs_most && std::ranges::all_of(text, [](char sign) {
                       return sign >= 0x20 && sign < 0x7F;
                     });
  if (plain) return std::string{text};
  std::string out;
  std::size_t count = 0;
  for (const char32_t sign : code_points(text)) {
    if ((sign < 0x20 && sign != '\n' && sign != '\t') || sign == 0xFFFE || sign == 0xFFFF) continue;
    if (sign == 0xAD) continue;  // it only says where a line may be broken
    if (count++ == signs_most) return out + "…";
    append_utf8(out, sign);
  }
  return out;
}

/// A file that exists in memory only, and has a name as long as it is open: what the library writes
/// to names may hold names of people.
class MemoryFile {
 public:
  MemoryFile() : descriptor_{memfd_create("workbook", MFD_CLOEXEC)} {
    if (descriptor_ < 0) throw std::system_error{errno, std::generic_category(), "memfd_create"};
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  std::string bytes() const {
    struct stat about {};
    if (fstat(descriptor_, &about) != 0)
      throw std::system_error{errno, std::generic_category(), "fstat"};
    std::string all(static_cast<std::size_t>(about.st_size), '\0');
    for (std::size_t at = 0; at < all.size();) {
      const ssize_t part =
          pread(descriptor_, all.data() + at, all.size() - at, static_cast<off_t>(at));
      if (part <= 0) throw std::system_error{errno, std::generic_category(), "pread"};
      at += static_cast<std::size_t>(part);
    }
    return all;
  }

 private:
  int descriptor_;
};

void must(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  throw std::runtime_error{std::string{"libxlsxwriter: "} + lxw_strerror(error)};
}

/// A workbook of the library, closed or, if something is thrown, thrown away.
class Workbook {
 public:
  explicit Workbook(const std::string& file) {
    lxw_workbook_options options{.constant_memory = 1, .tmpdir = nullptr, .use_zip64 = 0};
    book_ = workbook_new_opt(file.c_str(), &options);
    if (book_ == nullptr) throw std::runtime_error{"libxlsxwriter has no memory"};
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    strong_ = workbook_add_format(book_);
    format_set_bold(strong_);
    number_ = format("#,##0");
    share_ = format("0.0%");
    day_ = format("yyyy-mm-dd");
  }
  ~Workbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  void describe(const Document& document) {
    std::string title = writable(document.title);
    std::string author = writable(document.author.empty() ? document.sender : document.author);
    std::string company = writable(document.sender);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.company = company.data();
    properties.created =
        std::chrono::duration_cast<std::chrono::seconds>(document.created.time_since_epoch())
            .count();
    must(workbook_set_properties(book_, &properties));
  }

  void add_title_only(const std::string& title) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(title).c_str());
    must(worksheet_write_string(sheet, 0, 0, writable(title).c_str(), head_));
  }

  void add(const Table& table);

  void finish() {
    lxw_workbook* book = book_;
    book_ = nullptr;  // freed by the call, whatever it gives
    must(workbook_close(book));
  }

 private:
  lxw_format* format(const char* how) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format(made, how);
    return made;
  }
  std::string sheet_name(const std::string& title);
  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell,
             ColumnKind kind, bool strong);

  lxw_workbook* book_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* strong_ = nullptr;
  lxw_format* number_ = nullptr;
  lxw_format* share_ = nullptr;
  lxw_format* day_ = nullptr;
  std::set<std::string> names_;
};

/// At most 31 signs, none of []:*?/\, no apostrophe first or last, and no other sheet's name in
/// whatever case.
std::string Workbook::sheet_name(const std::string& title) {
  std::u32string signs;
  for (const char32_t sign : code_points(writable(title)))
    if (std::u32string_view{U"[]:*?/\\\n\t"}.find(sign) == std::u32string_view::npos) signs += sign;
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : " (" + std::to_string(number) + ")";
    std::size_t room = sheet_name_most - suffix.size();
    std::string name;
    for (const char32_t sign : signs) {
      // Excel counts units of UTF-16.
      const std::size_t units = sign > 0xFFFF ? 2 : 1;
      if (units > room) break;
      room -= units;
      append_utf8(name, sign);
    }
    while (name.ends_with('\'') || name.ends_with(' ')) name.pop_back();
    while (name.starts_with('\'') || name.starts_with(' ')) name.erase(0, 1);
    if (name.empty() || case_folded(name) == "history") name = "Tabell";
    name += suffix;
    if (names_.insert(case_folded(name)).second) return name;
  }
}

void Workbook::write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell,
                     ColumnKind kind, bool strong) {
  if (cell.day) {
    const std::chrono::year_month_day day{std::chrono::sys_days{cell.day->time_since_epoch()}};
    lxw_datetime date{.year = static_cast<int>(day.year()),
                      .month = static_cast<int>(static_cast<unsigned>(day.month())),
                      .day = static_cast<int>(static_cast<unsigned>(day.day())),
                      .hour = 0,
                      .min = 0,
                      .sec = 0};
    // A spreadsheet has no day before 1900.
    if (date.year >= 1900) {
      must(worksheet_write_datetime(sheet, row, column, &date, day_));
      return;
    }
  }
  if (cell.number && std::isfinite(*cell.number)) {
    const bool whole = std::floor(*cell.number) == *cell.number;
    lxw_format* how = kind == ColumnKind::share ? share_ : (whole ? number_ : nullptr);
    must(worksheet_write_number(sheet, row, column, *cell.number, how));
    return;
  }
  if (cell.text.empty()) return;
  must(worksheet_write_string(sheet, row, column, writable(cell.text).c_str(),
                              strong ? strong_ : nullptr));
}

void Workbook::add(const Table& table) {
  if (table.rows.size() > rows_most || table.columns.size() > columns_most)
    throw std::length_error{"a table doesn't fit a sheet"};
  lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(table.title).c_str());
  if (sheet == nullptr) throw std::runtime_error{"libxlsxwriter takes no such sheet"};
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_set_landscape(sheet);
  worksheet_freeze_panes(sheet, 1, 0);
  must(worksheet_repeat_rows(sheet, 0, 0));
  const auto last_column = static_cast<lxw_col_t>(table.columns.size() - 1);
  const auto last_row = static_cast<lxw_row_t>(table.rows.size());
  must(worksheet_autofilter(sheet, 0, 0, last_row, last_column));
  for (lxw_col_t column = 0; column <= last_column; ++column) {
    // Three signs for the button of the filter.
    std::size_t widest = display_width(table.columns[column].title) + 3;
    for (std::size_t row = 0; row < std::min(table.rows.size(), rows_measured); ++row)
      widest = std::max(widest, display_width(table.rows[row][column].text));
    const auto width = static_cast<double>(std::clamp<std::size_t>(widest, 8, 60)) + 1;
    must(worksheet_set_column(sheet, column, column, width, nullptr));
    must(worksheet_write_string(sheet, 0, column, writable(table.columns[column].title).c_str(),
                                head_));
  }
  const auto write_row = [&](lxw_row_t at, const TableRow& row, bool strong) {
    for (lxw_col_t column = 0; column <= last_column; ++column)
      write(sheet, at, column, row[column], table.columns[column].kind,
            strong || row[column].strong);
  };
  lxw_row_t at = 1;
  for (const TableRow& row : table.rows) write_row(at++, row, false);
  if (!table.foot.empty() && table.rows.size() < rows_most) write_row(at, table.foot, true);
}

}  // namespace

std::string xlsx_of(const Document& document) {
  const std::string fault = fault_of(document);
  if (!fault.empty()) throw std::logic_error{"document: " + fault};
  MemoryFile file;
  Workbook book{file.name()};
  book.describe(document);
  const auto tables = tables_of(document);
  for (const Table* table : tables) book.add(*table);
  if (tables.empty()) book.add_title_only(document.title);
  book.finish();
  return file.bytes();
}

}  // namespace insyn
