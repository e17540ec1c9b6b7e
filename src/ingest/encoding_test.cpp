#include "ingest/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <optional>
#include <string>
#include <vector>

namespace insyn {
namespace {

Encoding detect(const std::string& bytes, std::size_t piece = 0) {
  EncodingDetector detector;
  if (piece == 0) piece = bytes.size() + 1;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    detector.feed(std::string_view{bytes}.substr(at, piece));
  return detector.finish();
}

void expect(const std::string& bytes, Encoding wanted) {
  for (const std::size_t piece : {0U, 1U, 2U, 3U, 7U})
    EXPECT_EQ(detect(bytes, piece), wanted) << "pieces of " << piece << ", " << bytes.size();
  // Far into a file and across the border of the fast path as well.
  for (std::size_t shift = 0; shift < 9; ++shift)
    EXPECT_EQ(detect(std::string(1000 + shift, 'a') + bytes + "aaaaaaaaaaa", 0),
              wanted == Encoding::utf8_bom ? Encoding::utf8 : wanted);
}

TEST(EncodingDetector, HoldsAnEmptyFileAndPlainAsciiForUtf8) {
  EXPECT_EQ(detect(""), Encoding::utf8);
  expect("time;action\n", Encoding::utf8);
  expect(std::string{"a\0b", 3}, Encoding::utf8);
}

TEST(EncodingDetector, TakesTheFirstAndLastOfEveryLengthOfWellFormedUtf8) {
  for (const char* text : {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "Åsa Öberg"})
    expect(text, Encoding::utf8);
}

TEST(EncodingDetector, RefusesOverlongFormsSurrogatesAndWhatLiesAboveUnicode) {
  for (const char* text :
       {"\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xF0\x80\x80\xAF",
        "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF", "\xFE", "\x80", "\xBF", "\xE5\xE4\xF6"})
    expect(text, Encoding::windows_1252);
}

TEST(EncodingDetector, HoldsASequenceCutOffForWindows1252) {
  for (const char* text : {"\xC3", "\xE2\x82", "\xF0\x9F\x98"}) {
    expect(text, Encoding::windows_1252);
    EXPECT_EQ(detect(std::string{"aaaaaaaaaaaaaaaa"} + text), Encoding::windows_1252);
  }
}

TEST(EncodingDetector, SeesAByteOrderMarkOnlyAtTheStartOfValidUtf8) {
  expect("\xEF\xBB\xBFtime", Encoding::utf8_bom);
  EXPECT_EQ(detect("\xEF\xBB\xBF"), Encoding::utf8_bom);
  EXPECT_EQ(detect("a\xEF\xBB\xBF"), Encoding::utf8);
  EXPECT_EQ(detect("\xEF\xBB\xBF\xE5"), Encoding::windows_1252);
}

// An independent decoder by the definition: decode, then ask whether the shortest form was used.
bool well_formed(const std::string& bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    std::size_t length = 0;
    unsigned code = 0;
    if (byte < 0x80) length = 1, code = byte;
    if (byte >> 5 == 0x6) length = 2, code = byte & 0x1FU;
    if (byte >> 4 == 0xE) length = 3, code = byte & 0x0FU;
    if (byte >> 3 == 0x1E) length = 4, code = byte & 0x07U;
    if (length == 0 || at + length > bytes.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      const auto next = static_cast<unsigned char>(bytes[at + i]);
      if (next >> 6 != 0x2) return false;
      code = (code << 6U) | (next & 0x3FU);
    }
    const unsigned least[]{0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    at += length;
  }
  return true;
}

TEST(EncodingDetector, AgreesWithTheDefinitionOnEveryTwoBytesAndOnRandomOnes) {
  for (unsigned a = 0; a < 256; ++a)
    for (unsigned b = 0; b < 256; ++b) {
      const std::string pair{static_cast<char>(a), static_cast<char>(b)};
      ASSERT_EQ(detect(pair) != Encoding::windows_1252, well_formed(pair)) << a << ' ' << b;
    }
  rc::check([] {
    const auto codes = *rc::gen::container<std::vector<unsigned>>(
        rc::gen::element(0x41U, 0x80U, 0x9FU, 0xA0U, 0xBFU, 0xC3U, 0xE0U, 0xEDU, 0xF0U, 0xF4U));
    const auto piece = *rc::gen::inRange<std::size_t>(1, 9);
    std::string bytes;
    for (const unsigned code : codes) bytes += static_cast<char>(code);
    RC_ASSERT((detect(bytes, piece) != Encoding::windows_1252) == well_formed(bytes));
  });
}

std::optional<std::string> decoded(const std::string& bytes) {
  std::string out{"before "};
  if (!append_windows_1252(bytes, out)) {
    EXPECT_EQ(out, "before ") << "a refused text leaves the rest as it was";
    return std::nullopt;
  }
  return out.substr(7);
}

TEST(Windows1252, DecodesSwedishAndTheCharactersThatLatin1Lacks) {
  EXPECT_EQ(decoded("\xC5sa \xD6"
                    "berg"),
            "Åsa Öberg");
  EXPECT_EQ(decoded("\x80\x85\x93\x94\x96\x99\x8A\x9E\x9F"), "€…“”–™ŠžŸ");
  EXPECT_EQ(decoded("\xA0\xFF"), "\xC2\xA0ÿ");
  EXPECT_EQ(decoded(""), "");
}

TEST(Windows1252, RefusesExactlyTheFiveUndefinedBytes) {
  int refused = 0;
  for (unsigned byte = 0; byte < 256; ++byte)
    if (!decoded(std::string{"a"} + static_cast<char>(byte))) ++refused;
  EXPECT_EQ(refused, 5);
  for (const char* bytes : {"\x81", "\x8D", "\x8F", "\x90", "\x9D"})
    EXPECT_FALSE(decoded(bytes)) << bytes;
}

TEST(Encoding, HasTheNamesOfTheReceipt) {
  EXPECT_EQ(name_of(Encoding::utf8), "utf-8");
  EXPECT_EQ(name_of(Encoding::utf8_bom), "utf-8");
  EXPECT_EQ(name_of(Encoding::windows_1252), "windows-1252");
}

}  // namespace
}  // namespace insyn
