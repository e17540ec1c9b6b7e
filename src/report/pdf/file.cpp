#include "report/pdf/file.h"

#include <zlib.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "base/check.h"
#include "base/hash.h"
#include "base/hex.h"
#include "report/unicode.h"

namespace insyn::pdf {
namespace {

/// Little is won beyond it: structure, which can't be compressed in PDF 1.4, is most of a long
/// file.
constexpr int compression = 5;

std::string deflated(std::string_view data) {
  uLongf size = compressBound(static_cast<uLong>(data.size()));
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                reinterpret_cast<const Bytef*>(data.data()), static_cast<uLong>(data.size()),
                compression) != Z_OK)
    throw std::runtime_error{"zlib has no memory"};
  packed.resize(size);
  return packed;
}

void append_hex4(std::string& out, unsigned unit) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(unit >> shift) & 0xFU];
}

}  // namespace

void append_number(std::string& out, double value) {
  std::int64_t hundredths = std::llround(value * 100);
  if (hundredths < 0) {
    out += '-';
    hundredths = -hundredths;
  }
  out += std::to_string(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

std::string number(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

std::string reference(int object) { return std::to_string(object) + " 0 R"; }

std::string text_string(std::string_view utf8) {
  std::string out = "<FEFF";
  for (const char32_t sign : paper::code_points(utf8)) {
    if (sign > 0xFFFF) {
      const auto above = static_cast<unsigned>(sign) - 0x10000U;
      append_hex4(out, 0xD800U + (above >> 10U));
      append_hex4(out, 0xDC00U + (above & 0x3FFU));
    } else {
      append_hex4(out, static_cast<unsigned>(sign));
    }
  }
  return out + ">";
}

// The comment of four bytes over 127 tells programs that the file is binary (ISO 19005-1 6.1.2).
File::File() : out_{"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"} {}

int File::reserve() {
  offsets_.push_back(0);
  return static_cast<int>(offsets_.size());
}

void File::write(int object, std::string_view body) {
  std::size_t& offset = offsets_.at(static_cast<std::size_t>(object) - 1);
  check(offset == 0, "an object is written once");
  offset = out_.size();
  out_.append(std::to_string(object)).append(" 0 obj\n").append(body).append("\nendobj\n");
}

int File::add(std::string_view body) {
  const int object = reserve();
  write(object, body);
  return object;
}

int File::add_stream(std::string_view entries, std::string_view data) {
  std::string body{"<<"};
  body.append(entries).append("/Length ").append(std::to_string(data.size()));
  body.append(">>stream\n").append(data).append("\nendstream");
  return add(body);
}

int File::add_compressed(std::string_view entries, std::string_view data) {
  return add_stream(std::string{entries}.append("/Filter/FlateDecode"), deflated(data));
}

std::string File::finish(int root, int info) && {
  const std::string identifier = to_hex(as_view(sha256(out_))).substr(0, 32);
  const std::size_t table = out_.size();
  const std::string size = std::to_string(offsets_.size() + 1);
  out_.append("xref\n0 ").append(size).append("\n0000000000 65535 f \n");
  for (const std::size_t offset : offsets_) {
    check(offset != 0, "every object is written");
    const std::string digits = std::to_string(offset);
    out_.append(10 - digits.size(), '0').append(digits).append(" 00000 n \n");
  }
  out_.append("trailer\n<</Size ").append(size);
  out_.append("/Root ").append(reference(root)).append("/Info ").append(reference(info));
  out_.append("/ID[<").append(identifier).append("><").append(identifier).append(">]>>\n");
  out_.append("startxref\n").append(std::to_string(table)).append("\n%%EOF\n");
  return std::move(out_);
}

}  // namespace insyn::pdf
