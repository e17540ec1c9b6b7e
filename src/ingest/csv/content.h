#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "ingest/log_reader.h"

namespace insyn {

/// What "the same content" is for rows of CSV logs (contract 4): all columns, known or not, by name
/// and as text, an empty one like an absent one, the time as an instant, the native id left out.
/// So neither the order of columns, the delimiter, quoting nor the encoding plays a part.
class CsvContent {
 public:
  CsvContent() = default;
  /// `left_out`: columns that are the time or the native id.
  CsvContent(const HashKey& key, std::span<const std::string> names,
             std::span<const std::size_t> left_out);

  /// Values in UTF-8, as many as there were names.
  Bits128 of(Instant at, std::span<const std::string_view> values);

 private:
  struct Part {
    std::size_t column = 0;
    std::string name;  // with its length in front, as it is hashed
  };

  HashKey key_{};
  std::vector<Part> parts_;  // by name; columns of one name in the file's order
  std::string text_;
};

}  // namespace insyn
