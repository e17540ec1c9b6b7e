#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace insyn {

/// How a file's bytes are read (contract 1).
enum class Encoding { utf8, utf8_bom, windows_1252 };

std::string_view name_of(Encoding encoding);  ///< "utf-8" with or without a BOM, "windows-1252"

/// Decides the encoding of a file that comes in pieces: valid UTF-8 (a BOM allowed) as a whole,
/// else Windows-1252.
class EncodingDetector {
 public:
  void feed(std::string_view bytes);
  Encoding finish() const;  ///< After the last piece; a sequence cut off at the end is not UTF-8.

 private:
  bool valid_ = true;
  int pending_ = 0;          // continuation bytes still wanted
  std::uint8_t low_ = 0x80;  // bounds of the next continuation byte
  std::uint8_t high_ = 0xBF;
  std::uint64_t size_ = 0;
  std::string head_;  // first three bytes
};

/// What the first bytes of a file say of the whole, which is nearly always right: only its last
/// line counts as cut off.
Encoding likely_encoding(std::string_view head);

/// Appends the text as UTF-8; false if it holds a byte that Windows-1252 doesn't define
/// (81 8D 8F 90 9D), then `out` is unchanged.
bool append_windows_1252(std::string_view bytes, std::string& out);

}  // namespace insyn
