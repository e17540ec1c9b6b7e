#include "ingest/encoding.h"

#include <array>
#include <cstddef>
#include <cstring>

namespace insyn {
namespace {

constexpr std::string_view bom{"\xEF\xBB\xBF"};
constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

/// How many bytes at the start are ASCII, found 32 or 8 at a time; may stop up to 7 too early.
std::size_t ascii_words(const unsigned char* bytes, std::size_t size) {
  std::size_t at = 0;
  for (; at + 32 <= size; at += 32) {
    std::array<std::uint64_t, 4> words{};
    std::memcpy(words.data(), bytes + at, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0) break;
  }
  for (; at + 8 <= size; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, 8);
    if ((word & high_bits) != 0) break;
  }
  return at;
}

/// What Windows-1252 has at 80–9F; 0 where it has nothing.
constexpr std::array<std::uint16_t, 32> upper_controls{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,  //
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,       //
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,  //
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The code point of a byte; 0 for one that is undefined (and for NUL, which is its own).
unsigned code_point(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? upper_controls[byte - 0x80U] : byte;
}

bool is_defined(unsigned char byte) {
  return byte < 0x80 || byte >= 0xA0 || upper_controls[byte - 0x80U] != 0;
}

void append_utf8(unsigned code, std::string& out) {
  const auto put = [&out](unsigned byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    return put(0x80U | (code & 0x3FU));
  }
  put(0xE0U | (code >> 12U));
  put(0x80U | ((code >> 6U) & 0x3FU));
  put(0x80U | (code & 0x3FU));
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom:
      return "utf-8";
    case Encoding::windows_1252:
      return "windows-1252";
  }
  return "";
}

// Unicode 15, table 3-7 "Well-Formed UTF-8 Byte Sequences": the first byte decides how many follow
// and which values the second may have; that alone keeps out overlong forms, surrogates and
// everything above U+10FFFF.
void EncodingDetector::feed(std::string_view bytes) {
  size_ += bytes.size();
  if (head_.size() < bom.size()) head_.append(bytes.substr(0, bom.size() - head_.size()));
  if (!valid_) return;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  for (std::size_t at = 0; at < bytes.size();) {
    const unsigned byte = data[at];
    if (pending_ > 0) {
      valid_ = byte >= low_ && byte <= high_;
      if (!valid_) return;
      low_ = 0x80;
      high_ = 0xBF;
      --pending_;
      ++at;
    } else if (byte < 0x80) {
      const std::size_t skipped = ascii_words(data + at, bytes.size() - at);
      at += skipped > 0 ? skipped : 1;
    } else {
      valid_ = byte >= 0xC2 && byte <= 0xF4;
      if (!valid_) return;
      pending_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
      if (byte == 0xE0) low_ = 0xA0;
      if (byte == 0xED) high_ = 0x9F;
      if (byte == 0xF0) low_ = 0x90;
      if (byte == 0xF4) high_ = 0x8F;
      ++at;
    }
  }
}

Encoding EncodingDetector::finish() const {
  if (!valid_ || pending_ > 0) return Encoding::windows_1252;
  return head_ == bom ? Encoding::utf8_bom : Encoding::utf8;
}

Encoding likely_encoding(std::string_view head) {
  // It may end within a letter: up to its last line it can't.
  EncodingDetector detector;
  detector.feed(head.substr(0, head.rfind('\n') + 1));
  return detector.finish();
}

bool append_windows_1252(std::string_view bytes, std::string& out) {
  for (const char c : bytes)
    if (!is_defined(static_cast<unsigned char>(c))) return false;
  for (const char c : bytes) append_utf8(code_point(static_cast<unsigned char>(c)), out);
  return true;
}

}  // namespace insyn
