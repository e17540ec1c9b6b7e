#include "ingest/csv/log_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace insyn {
namespace {

constexpr std::size_t bom_bytes = 3;

/// The first record of some bytes, if its end lies within them.
class FirstRecord : public CsvSink {
 public:
  std::optional<std::vector<std::string>> names;

  FirstRecord(std::string_view bytes, char delimiter, Encoding encoding) : encoding_{encoding} {
    CsvSplitter splitter{delimiter};
    splitter.feed(bytes, *this);
    splitter.finish(*this);
  }
  void record(const CsvRecord& record) override {
    if (seen_) return;
    seen_ = true;
    if (record.open_quote_line == 0) names = csv_names(record.fields, encoding_);
  }
  void long_piece(std::string_view) override { seen_ = true; }
  void long_record(const CsvLongRecord&) override { seen_ = true; }

 private:
  Encoding encoding_;
  bool seen_ = false;
};

class CsvLogReader : public LogReader, private CsvSink {
 public:
  CsvLogReader(std::unique_ptr<CsvLogFormat> format, HeaderSearch search, Encoding encoding,
               const HashKey& key)
      : format_{std::move(format)},
        search_{std::move(search)},
        encoding_{encoding},
        key_{key},
        decoder_{encoding},
        splitter_{search_.delimiter},
        bom_left_{encoding == Encoding::utf8_bom ? bom_bytes : 0},
        searching_{!search_.names.empty()} {}

  void rows_only() override { rows_only_ = true; }

  Result<Done> feed(std::string_view bytes, LogSink& sink) override {
    const std::size_t skip = std::min(bom_left_, bytes.size());
    bom_left_ -= skip;
    bytes.remove_prefix(skip);
    sink_ = &sink;
    if (searching_) {
      head_.append(bytes);
      if (has_all_searched_lines()) start_at_header();
    } else if (!error_) {
      splitter_.feed(bytes, *this);
    }
    if (error_) return fail(*error_);
    return Done{};
  }

  Result<FileFacts> finish(LogSink& sink) override {
    sink_ = &sink;
    if (searching_) start_at_header();
    if (!error_) splitter_.finish(*this);
    if (!error_ && names_.empty())
      stop(1, "Filen är tom: den har ingen rubrikrad. Hämta den på nytt från systemet.");
    if (error_) return fail(*error_);
    facts_.encoding = name_of(encoding_);
    facts_.delimiter = std::string(1, splitter_.delimiter());
    format_->finish(rows_, facts_);
    return facts_;
  }

 private:
  void stop(std::uint64_t line, std::string_view text) {
    if (error_) return;
    error_ = Error{ErrorKind::unusable, "log-unusable", fmt::format("{}: {}", line, text)};
  }

  bool has_all_searched_lines() const {
    return head_.size() > csv_record_max ||
           static_cast<std::uint64_t>(std::ranges::count(head_, '\n')) >= search_.within_lines;
  }

  // Only the searched lines count, so that the way the file is cut plays no part.
  std::string_view searched_lines() const {
    std::size_t end = 0;
    for (std::uint64_t line = 0; line < search_.within_lines; ++line) {
      end = head_.find('\n', end);
      if (end == std::string::npos) return head_;
      ++end;
    }
    return std::string_view{head_}.substr(0, end);
  }

  bool is_header(std::string_view bytes) const {
    const FirstRecord first{bytes, search_.delimiter, encoding_};
    return first.names && std::ranges::all_of(search_.names, [&first](const std::string& name) {
             return std::ranges::find(*first.names, name) != first.names->end();
           });
  }

  void start_at_header() {
    searching_ = false;
    const std::string_view lines = searched_lines();
    std::size_t at = 0;
    for (std::uint64_t line = 1; at < lines.size(); ++line) {
      if (is_header(lines.substr(at))) {
        splitter_ = CsvSplitter{search_.delimiter, line};
        splitter_.feed(std::string_view{head_}.substr(at), *this);
        head_ = {};
        return;
      }
      const std::size_t end = lines.find('\n', at);
      at = end == std::string_view::npos ? lines.size() : end + 1;
    }
    head_ = {};
    stop(1, fmt::format("Ingen rubrikrad med {} finns bland de första {} raderna. Kontrollera att "
                        "filen hör till källan.",
                        listed(search_.names), search_.within_lines));
  }

  void record(const CsvRecord& record) override {
    if (error_) return;
    if (names_.empty()) return header(record);
    LogRow row;
    row.row = next_row_;
    row.line = record.line;
    row.raw = record.raw;
    const bool stands = rows_only_ ? !is_footer(record) : read(record, row);
    if (!stands && (rows_only_ || reason_.empty())) return;  // a footer
    ++next_row_;
    ++rows_;
    if (!stands) return sink_->rejected({row.row, row.line, row.raw, reason_});
    if (!rows_only_) row.content = content_.of(row.at, decoder_.fields());
    sink_->row(row);
  }

  bool is_footer(const CsvRecord& record) {
    return format_->has_footers() && record.open_quote_line == 0 &&
           decoder_.decode(record.raw, record.fields) && format_->take_footer(decoder_.fields());
  }

  /// False for a record that can't be used, with a reason, and for a footer, without one.
  bool read(const CsvRecord& record, LogRow& row) {
    reason_.clear();
    if (record.open_quote_line != 0) {
      reason_ = fmt::format("Ett citattecken på rad {} stängs aldrig: raden når till filens slut.",
                            record.open_quote_line);
      return false;
    }
    const bool decoded = decoder_.decode(record.raw, record.fields);
    if (decoded && format_->take_footer(decoder_.fields())) return false;
    if (record.fields.size() != names_.size()) {
      reason_ = fmt::format(
          "Raden har {} fält men rubrikraden {}. Kontrollera skiljetecken och "
          "citattecken på raden.",
          record.fields.size(), names_.size());
      return false;
    }
    if (!decoded) {
      reason_ = "Raden har en byte som Windows-1252 inte definierar (81, 8D, 8F, 90 eller 9D).";
      return false;
    }
    return format_->read(decoder_.fields(), row, reason_);
  }

  void header(const CsvRecord& record) {
    if (record.open_quote_line != 0)
      return stop(record.open_quote_line,
                  "Ett citattecken i rubrikraden stängs aldrig. Hämta filen på nytt.");
    facts_.header_raw = record.raw;
    names_ = csv_names(record.fields, encoding_);
    const auto left_out = format_->header(names_);
    if (!left_out) return stop(record.line, left_out.error().text);
    content_ = CsvContent{key_, names_, *left_out};
    if (rows_only_ && !format_->has_footers()) splitter_.without_fields();
  }

  void long_piece(std::string_view raw) override {
    if (!error_ && !names_.empty()) sink_->rejected_piece(raw);
  }

  void long_record(const CsvLongRecord& record) override {
    if (error_) return;
    if (names_.empty())
      return stop(record.line, "Rubrikraden är längre än 1 MiB. Filen är ingen logg i CSV.");
    std::string reason = "Raden är längre än 1 MiB. Filen är troligen skadad.";
    if (record.open_quote_line != 0)
      reason = fmt::format("Ett citattecken på rad {} stängs aldrig: raden når till filens slut.",
                           record.open_quote_line);
    sink_->rejected({next_row_++, record.line, record.raw_end, std::move(reason)});
    ++rows_;
  }

  std::unique_ptr<CsvLogFormat> format_;
  HeaderSearch search_;
  Encoding encoding_;
  HashKey key_;
  CsvDecoder decoder_;
  CsvContent content_;
  CsvSplitter splitter_;
  std::size_t bom_left_;
  bool searching_;
  bool rows_only_ = false;
  std::string head_;  // the lines in which the header is searched for
  std::vector<std::string> names_;
  std::optional<Error> error_;
  LogSink* sink_ = nullptr;  // the caller's, during a call
  std::uint32_t next_row_ = 0;
  std::uint64_t rows_ = 0;
  std::string reason_;
  FileFacts facts_;
};

}  // namespace

std::unique_ptr<LogReader> make_csv_log_reader(std::unique_ptr<CsvLogFormat> format,
                                               HeaderSearch search, Encoding encoding,
                                               const HashKey& key) {
  return std::make_unique<CsvLogReader>(std::move(format), std::move(search), encoding, key);
}

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " och " : ", ";
    text += '`' + names[i] + '`';
  }
  return text;
}

}  // namespace insyn
