#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv/content.h"
#include "ingest/csv/decoder.h"
#include "ingest/csv/splitter.h"
#include "ingest/encoding.h"
#include "ingest/log_reader.h"

namespace insyn {

/// A log format that is CSV: what its columns are called and mean. What all of them share (pieces,
/// header, encodings, rejected rows, content) is CsvLogReader's.
class CsvLogFormat {
 public:
  virtual ~CsvLogFormat() = default;

  /// The header's names; once, first. Returns the columns that are the time or the native id, or
  /// why the file can't be used (without the line).
  virtual Result<std::vector<std::size_t>> header(std::span<const std::string> names) = 0;

  /// Whether a file of this format may have footers.
  virtual bool has_footers() const { return false; }

  /// Whether a record, with however many values, is a footer and so no row.
  virtual bool take_footer(std::span<const std::string_view> /*values*/) { return false; }

  /// Fills `row` from one record's values, as many as there are names. False, with a reason, if
  /// the row can't be used.
  virtual bool read(std::span<const std::string_view> values, LogRow& row, std::string& reason) = 0;

  /// Adds what the format knows of the file as a whole, which had `rows` rows.
  virtual void finish(std::uint64_t /*rows*/, FileFacts& /*facts*/) {}
};

/// How the header is found in a file that begins with other lines. By default the first record is
/// the header.
struct HeaderSearch {
  std::vector<std::string> names;  ///< a line that has all of these is the header
  std::uint64_t within_lines = 0;  ///< physical lines that are searched
  char delimiter = 0;              ///< 0: the header decides
};

std::unique_ptr<LogReader> make_csv_log_reader(std::unique_ptr<CsvLogFormat> format,
                                               HeaderSearch search, Encoding encoding,
                                               const HashKey& key);

/// `"a, b och c"`: names as an error lists them, each in backticks.
std::string listed(std::span<const std::string> names);

}  // namespace insyn
