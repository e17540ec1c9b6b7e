#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/person_number.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "ingest/csv/decoder.h"
#include "ingest/csv/splitter.h"
#include "ingest/encoding.h"
#include "ingest/reasons.h"
#include "ingest/register_file.h"

namespace insyn {
namespace {

constexpr std::size_t absent = static_cast<std::size_t>(-1);
constexpr std::string_view bom{"\xEF\xBB\xBF"};
// Swedish time is known for these years (contract 4).
constexpr Day first_day{std::chrono::sys_days{std::chrono::year{1996} / 1 / 1}.time_since_epoch()};
constexpr Day last_day{std::chrono::sys_days{std::chrono::year{2101} / 1 / 1}.time_since_epoch()};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

struct CellsHash {
  std::size_t operator()(const std::vector<std::int64_t>& cells) const {
    std::uint64_t hash = 0;
    for (const std::int64_t cell : cells)
      hash = (hash ^ static_cast<std::uint64_t>(cell)) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 32U);
  }
};

/// Reads the cell of a column that is no text. None, with a reason, if it can't be understood.
std::optional<std::int64_t> number_of(const Column& column, std::string_view text,
                                      std::string& reason) {
  if (text.empty()) return empty_cell;
  const auto of_time = [&](const ParsedTime& time) -> std::optional<std::int64_t> {
    if (time.fault == TimeFault::none) return time.at.time_since_epoch().count();
    reason = fmt::format("`{}`: {}", column.name, reason_of(time.fault));
    return std::nullopt;
  };
  switch (column.kind) {
    case CellKind::text:
      break;
    case CellKind::day:
      if (const auto day = parse_day(text)) return day->time_since_epoch().count();
      reason = fmt::format("`{}` är inget datum: det ska skrivas ÅÅÅÅ-MM-DD.", column.name);
      return std::nullopt;
    case CellKind::moment:
      if (const auto day = parse_day(text); day && *day >= first_day && *day < last_day)
        return start_of(*day).time_since_epoch().count();
      return of_time(parse_time(text));
    case CellKind::instant:
      return of_time(parse_time(text));
    case CellKind::flag:
      if (text == "0" || text == "1") return text == "1" ? 1 : 0;
      reason = fmt::format("`{}` ska vara 0 eller 1.", column.name);
      return std::nullopt;
    case CellKind::count:
      if (const auto count = parse_integer(text); count && *count >= 0) return count;
      reason = fmt::format("`{}` ska vara ett heltal, 0 eller mer.", column.name);
      return std::nullopt;
    case CellKind::choice:
      for (std::size_t i = 0; i < column.choices.size(); ++i)
        if (column.choices[i] == text) return static_cast<std::int64_t>(i);
      reason =
          fmt::format("`{}` ska vara någon av {}.", column.name, fmt::join(column.choices, ", "));
      return std::nullopt;
  }
  return std::nullopt;
}

class RegisterReader : private CsvSink {
 public:
  RegisterReader(const RegisterSchema& schema, std::string_view file)
      : schema_{schema}, file_{file} {}

  Result<RegisterFile> read(std::string_view bytes) {
    EncodingDetector detector;
    detector.feed(bytes);
    encoding_ = detector.finish();
    decoder_ = CsvDecoder{encoding_};
    if (encoding_ == Encoding::utf8_bom) bytes.remove_prefix(bom.size());
    CsvSplitter splitter;
    splitter.feed(bytes, *this);
    splitter.finish(*this);
    if (!has_header_)
      stop(1, "Filen är tom: den har ingen rubrikrad. Hämta den på nytt från systemet.");
    reject_contested();
    if (!error_ && schema_.id == Register::units) refuse_cycles();
    if (error_) return fail(*error_);
    result_.facts.encoding = name_of(encoding_);
    result_.facts.delimiter = std::string(1, splitter.delimiter());
    return std::move(result_);
  }

 private:
  void stop(std::uint64_t line, std::string_view text) {
    if (error_) return;
    error_ = Error{ErrorKind::unusable, "register-unusable",
                   fmt::format("{}:{}: {}", file_, line, text)};
  }

  void header(const CsvRecord& record) {
    has_header_ = true;
    if (record.open_quote_line != 0)
      return stop(record.open_quote_line,
                  "Ett citattecken i rubrikraden stängs aldrig. Hämta filen på nytt.");
    result_.facts.header_raw = record.raw;
    names_ = csv_names(record.fields, encoding_);
    for (const Column& column : schema_.columns) {
      const auto found = std::ranges::find(names_, column.name);
      if (found == names_.end() && column.required)
        return stop(record.line, fmt::format("Kolumnen `{}` saknas i rubrikraden för registret "
                                             "{}. Lägg till den; namnet skrivs exakt så.",
                                             column.name, schema_.name));
      if (std::ranges::count(names_, column.name) > 1)
        return stop(record.line, fmt::format("Kolumnen `{}` finns två gånger i rubrikraden. Ta "
                                             "bort eller döp om den ena.",
                                             column.name));
      places_.push_back(found == names_.end() ? absent
                                              : static_cast<std::size_t>(found - names_.begin()));
    }
  }

  void record(const CsvRecord& record) override {
    if (error_) return;
    if (!has_header_) return header(record);
    ++result_.row_count;
    std::string reason;
    if (record.open_quote_line != 0)
      reason = fmt::format("Ett citattecken på rad {} stängs aldrig: raden når till filens slut.",
                           record.open_quote_line);
    else if (record.fields.size() != names_.size())
      reason =
          fmt::format("Raden har {} fält men rubrikraden {}.", record.fields.size(), names_.size());
    else if (!decoder_.decode(record.raw, record.fields))
      reason = "Raden har en byte som Windows-1252 inte definierar (81, 8D, 8F, 90 eller 9D).";
    else
      reason = take(decoder_.fields(), record.line, record.raw);
    if (!reason.empty())
      result_.rejected.push_back({record.line, std::string{record.raw}, std::move(reason)});
  }

  void long_piece(std::string_view raw) override { long_raw_ += raw; }

  void long_record(const CsvLongRecord& record) override {
    if (error_) return;
    if (!has_header_) {
      has_header_ = true;
      return stop(record.line, "Rubrikraden är längre än 1 MiB. Filen är inget register i CSV.");
    }
    ++result_.row_count;
    long_raw_ += record.raw_end;
    result_.rejected.push_back(
        {record.line, std::move(long_raw_), "Raden är längre än 1 MiB. Filen är troligen skadad."});
    long_raw_.clear();
  }

  /// Adds a row that may stand; else says why not.
  std::string take(std::span<const std::string_view> values, std::uint64_t line,
                   std::string_view raw) {
    const auto value = [&](std::size_t column) {
      return places_[column] == absent ? std::string_view{} : values[places_[column]];
    };
    std::string reason;
    std::vector<std::int64_t> cells;
    for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
      const Column& column = schema_.columns[i];
      if (column.required && value(i).empty())
        return fmt::format("`{}` är tom; den måste vara ifylld.", column.name);
      if (column.kind == CellKind::text) {
        cells.push_back(0);  // numbered below, when nothing else is wrong with the row
        continue;
      }
      const auto number = number_of(column, value(i), reason);
      if (!number) return reason;
      cells.push_back(*number);
    }
    if (schema_.staff_id >= 0 &&
        is_personal_number(value(static_cast<std::size_t>(schema_.staff_id))))
      return "`staff_id` är ett personnummer. Använd ett anställningsnummer eller konto i stället.";
    if (ends_too_early(cells))
      return fmt::format("`{}` är inte senare än `{}`.", name_at(schema_.end),
                         name_at(schema_.start));
    const std::size_t texts_before = result_.texts.size();
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (schema_.columns[i].kind == CellKind::text) cells[i] = text_number(value(i));
    return add(std::move(cells), line, raw, texts_before);
  }

  std::string add(std::vector<std::int64_t> cells, std::uint64_t line, std::string_view raw,
                  std::size_t texts_before) {
    if (!seen_.insert(cells).second) {
      ++result_.duplicates;
      return {};
    }
    if (schema_.unique_first && !ids_.emplace(cells[0], result_.rows.size()).second) {
      contested_.insert(cells[0]);
      seen_.erase(cells);
      forget_texts(texts_before);
      return contested_reason();
    }
    if (schema_.unique_first) raws_.emplace_back(raw);
    result_.rows.push_back({line, std::move(cells)});
    return {};
  }

  std::string contested_reason() const {
    return fmt::format("En annan rad har samma `{}` men annat innehåll. Behåll den rad som gäller.",
                       schema_.columns[0].name);
  }

  /// A snapshot is a set: of two rows with one id there is no first one that could stand.
  void reject_contested() {
    if (contested_.empty()) return;
    std::vector<RegisterFileRow> kept;
    for (std::size_t i = 0; i < result_.rows.size(); ++i) {
      RegisterFileRow& row = result_.rows[i];
      if (contested_.contains(row.cells[0]))
        result_.rejected.push_back({row.line, std::move(raws_[i]), contested_reason()});
      else
        kept.push_back(std::move(row));
    }
    result_.rows = std::move(kept);
    std::ranges::stable_sort(result_.rejected, {}, &RegisterReject::line);
    keep_used_texts();
  }

  void keep_used_texts() {
    std::vector<std::string> used{""};
    std::vector<std::int64_t> number_of(result_.texts.size(), 0);
    for (RegisterFileRow& row : result_.rows)
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (schema_.columns[i].kind != CellKind::text || row.cells[i] == 0) continue;
        const auto old = static_cast<std::size_t>(row.cells[i]);
        if (number_of[old] == 0) {
          number_of[old] = static_cast<std::int64_t>(used.size());
          used.push_back(std::move(result_.texts[old]));
        }
        row.cells[i] = number_of[old];
      }
    result_.texts = std::move(used);
  }

  /// A rejected row leaves none of its texts behind.
  void forget_texts(std::size_t count) {
    for (; result_.texts.size() > count; result_.texts.pop_back())
      text_numbers_.erase(result_.texts.back());
  }

  std::int64_t text_number(std::string_view text) {
    if (text.empty()) return 0;
    if (const auto known = text_numbers_.find(text); known != text_numbers_.end())
      return known->second;
    const auto number = static_cast<std::int64_t>(result_.texts.size());
    result_.texts.emplace_back(text);
    text_numbers_.emplace(text, number);
    return number;
  }

  // Only validities are bound to end after their start (contract 3): a case may well be closed on
  // the day on which it was opened, and a shift that ends before it starts matches nothing.
  bool ends_too_early(const std::vector<std::int64_t>& cells) const {
    if (schema_.end < 0 || name_at(schema_.end) != "valid_to") return false;
    const std::int64_t end = cells[static_cast<std::size_t>(schema_.end)];
    return end != empty_cell && end <= cells[static_cast<std::size_t>(schema_.start)];
  }

  std::string_view name_at(int column) const {
    return schema_.columns[static_cast<std::size_t>(column)].name;
  }

  /// Follows every unit's parents; a walk that meets itself has found a cycle.
  void refuse_cycles() {
    constexpr std::size_t id = 0;
    constexpr std::size_t parent = 2;
    std::unordered_map<std::int64_t, std::size_t> row_of;
    for (std::size_t i = 0; i < result_.rows.size(); ++i)
      row_of.emplace(result_.rows[i].cells[id], i);
    std::vector<std::size_t> walk_of(result_.rows.size(), 0);  // 0: not met; else which walk met it
    for (std::size_t start = 0; start < result_.rows.size(); ++start) {
      std::size_t at = start;
      while (walk_of[at] == 0) {
        walk_of[at] = start + 1;
        const auto next = row_of.find(result_.rows[at].cells[parent]);
        if (next == row_of.end()) break;
        at = next->second;
        if (walk_of[at] == start + 1)
          return stop(result_.rows[at].line,
                      "Enheten är över sig själv: `parent_id` leder runt i en ring. Rätta "
                      "`parent_id` på raden eller någon av enheterna ovanför.");
      }
    }
  }

  const RegisterSchema& schema_;
  std::string file_;
  Encoding encoding_ = Encoding::utf8;
  CsvDecoder decoder_{Encoding::utf8};
  bool has_header_ = false;
  std::vector<std::string> names_;
  std::vector<std::size_t> places_;  // of each column of the schema in the file, or absent
  std::optional<Error> error_;
  RegisterFile result_;
  std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> text_numbers_;
  std::unordered_set<std::vector<std::int64_t>, CellsHash> seen_;
  std::unordered_map<std::int64_t, std::size_t> ids_;  // of unique rows, to their row
  std::unordered_set<std::int64_t> contested_;         // ids that different rows have
  std::vector<std::string> raws_;                      // of rows, where ids are unique
  std::string long_raw_;
};

}  // namespace

Result<RegisterFile> read_register(const RegisterSchema& schema, std::string_view bytes,
                                   std::string_view file) {
  return RegisterReader{schema, file}.read(bytes);
}

}  // namespace insyn
