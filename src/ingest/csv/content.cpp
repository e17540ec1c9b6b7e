#include "ingest/csv/content.h"

#include <algorithm>
#include <cstring>

namespace insyn {
namespace {

// Lengths in front of everything make the text unambiguous: no name or value, whatever it holds,
// can be mistaken for another's border.
void append_sized(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  char bytes[4];
  std::memcpy(bytes, &size, sizeof bytes);
  out.append(bytes, sizeof bytes);
  out.append(text);
}

}  // namespace

CsvContent::CsvContent(const HashKey& key, std::span<const std::string> names,
                       std::span<const std::size_t> left_out)
    : key_{key} {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::ranges::find(left_out, i) == left_out.end()) columns.push_back(i);
  std::ranges::stable_sort(columns, {}, [&names](std::size_t i) { return names[i]; });
  for (const std::size_t column : columns) {
    Part part{column, {}};
    append_sized(part.name, names[column]);
    parts_.push_back(std::move(part));
  }
}

Bits128 CsvContent::of(Instant at, std::span<const std::string_view> values) {
  const std::int64_t micros = at.time_since_epoch().count();
  char bytes[8];
  std::memcpy(bytes, &micros, sizeof bytes);
  text_.assign(bytes, sizeof bytes);
  for (const Part& part : parts_) {
    const std::string_view value = values[part.column];
    if (value.empty()) continue;
    text_.append(part.name);
    append_sized(text_, value);
  }
  return keyed_hash(key_, text_);
}

}  // namespace insyn
