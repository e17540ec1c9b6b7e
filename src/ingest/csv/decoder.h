#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/encoding.h"

namespace insyn {

/// Makes UTF-8 of a record's fields. Costs nothing for a file that is UTF-8 already.
class CsvDecoder {
 public:
  explicit CsvDecoder(Encoding encoding) : encoding_{encoding} {}

  /// False if the record holds a byte that its encoding doesn't define. On success `fields()` are
  /// the record's, valid until the next call or until the record is gone.
  bool decode(std::string_view raw, std::span<const std::string_view> fields);

  std::span<const std::string_view> fields() const { return fields_; }

 private:
  Encoding encoding_;
  std::span<const std::string_view> fields_;
  std::vector<std::string_view> views_;
  std::string text_;
};

/// A header's names as the contract compares them: UTF-8, without white space around them. A byte
/// that Windows-1252 doesn't define becomes the control character of its number (as WHATWG's
/// encoding standard has it): a strange name of an unknown column is no reason to refuse a file.
std::vector<std::string> csv_names(std::span<const std::string_view> fields, Encoding encoding);

}  // namespace insyn
