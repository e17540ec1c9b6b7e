#include "ingest/csv/decoder.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace insyn {
namespace {

bool is_ascii(std::string_view bytes) {
  std::uint64_t seen = 0;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    seen |= word;
  }
  for (; at < bytes.size(); ++at) seen |= static_cast<unsigned char>(bytes[at]);
  return (seen & 0x8080808080808080ULL) == 0;
}

std::string name_in_utf8(std::string_view name, Encoding encoding) {
  if (encoding != Encoding::windows_1252) return std::string{name};
  std::string out;
  for (const char byte : name)
    if (!append_windows_1252({&byte, 1}, out)) {
      out += '\xC2';  // U+0081 to U+009D are C2 and the byte itself
      out += byte;
    }
  return out;
}

}  // namespace

bool CsvDecoder::decode(std::string_view raw, std::span<const std::string_view> fields) {
  fields_ = fields;
  if (encoding_ != Encoding::windows_1252 || is_ascii(raw)) return true;
  text_.clear();
  text_.reserve(3 * raw.size());  // no byte becomes more than three, and the views must stay
  views_.clear();
  for (const std::string_view field : fields) {
    const std::size_t start = text_.size();
    if (!append_windows_1252(field, text_)) return false;
    views_.push_back(std::string_view{text_}.substr(start));
  }
  fields_ = views_;
  return true;
}

std::vector<std::string> csv_names(std::span<const std::string_view> fields, Encoding encoding) {
  std::vector<std::string> names;
  for (const std::string_view field : fields)
    names.emplace_back(trimmed(name_in_utf8(field, encoding)));
  return names;
}

}  // namespace insyn
