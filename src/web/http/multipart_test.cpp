#include "web/http/multipart.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace insyn {
namespace {

using Standing = MultipartReader::Standing;

/// The files as `field/name=content;` one after the other; `!` before one that didn't end.
struct FilesAsText : FileTaker {
  std::string text;
  void begin(std::string_view field, std::string_view name) override {
    text += std::string{field} + "/" + std::string{name} + "=";
  }
  void write(std::string_view bytes) override { text += bytes; }
  void end() override { text += ";"; }
};

struct Read {
  Standing standing;
  Fields fields;
  std::string files;
};

Read read_in_pieces(std::string_view text, std::size_t size, MultipartLimits limits = {}) {
  FilesAsText files;
  MultipartReader reader{"xYz", files, limits};
  for (std::size_t at = 0; at < text.size(); at += size) reader.feed(text.substr(at, size));
  return {reader.standing(), reader.take_fields(), files.text};
}

Standing standing_of(std::string_view text, MultipartLimits limits = {}) {
  return read_in_pieces(text, text.size(), limits).standing;
}

std::string part(std::string_view disposition, std::string_view content) {
  return "--xYz\r\nContent-Disposition: " + std::string{disposition} + "\r\n\r\n" +
         std::string{content} + "\r\n";
}

constexpr std::string_view last = "--xYz--\r\n";

TEST(Multipart, ThatIsCutOrMalformedIsRefused) {
  const std::string good = part("form-data; name=\"a\"", "b") + std::string{last};
  ASSERT_EQ(standing_of(good), Standing::complete);
  for (std::size_t size = 0; size < good.size() - 2; ++size)
    EXPECT_EQ(standing_of(good.substr(0, size)), Standing::open) << size;
  EXPECT_EQ(standing_of(good.substr(0, good.size() - 2)), Standing::complete);
  for (const std::string& text : std::vector<std::string>{
           "x" + good, "\r\n" + good, good + "x", good + "\r\n", std::string{"--xYzzz"},
           std::string{"--xYz \r\n"}, std::string{"--xYz\n\n"}, part("form-data", "b"),
           part("attachment; name=\"a\"", "b"), part("form-data; name=\"a\"; name=\"b\"", ""),
           part("form-data; name=\"a", ""), part("form-data; name=\"a\" x", ""),
           part("form-data; name=\"a\x01\"", ""), part("form-data; name=\"\xff\"", ""),
           part("form-data; name=\"a\"", "\xff") + "--xYz",
           "--xYz\r\nContent-Type: text/plain\r\n\r\nb" + std::string{last},
           "--xYz\r\nno colon\r\nContent-Disposition: form-data; name=a\r\n\r\n",
           part("form-data; name=a\r\nContent-Disposition: form-data; name=b", "")})
    EXPECT_EQ(standing_of(text), Standing::malformed) << text;
  EXPECT_EQ(standing_of(part("form-data; name=\"a\"", std::string("a\0b", 3)) + "--xYz"),
            Standing::malformed);
}

TEST(Multipart, ReadsInPiecesAsItReadsTheWhole) {
  const std::string text =
      part("form-data; name=\"a\"", "\r\n--xY\r\n--x") +
      part("form-data; name=\"f\"; filename=\"C:\\mapp\\logg.csv\"", "1;2\r\n\r\n--xY-\r\n") +
      part("form-data; name=\"å\"", "") + std::string{last};
  const Fields fields{{{"a", "\r\n--xY\r\n--x"}, {"å", ""}}};
  for (std::size_t size = 1; size <= text.size(); ++size) {
    const auto read = read_in_pieces(text, size);
    EXPECT_EQ(read.standing, Standing::complete);
    EXPECT_EQ(read.fields, fields) << size;
    EXPECT_EQ(read.files, "f/logg.csv=1;2\r\n\r\n--xY-\r\n;") << size;
  }
}

// WHATWG HTML 4.10.21.8.
TEST(Multipart, ReadsNamesAsBrowsersWriteThem) {
  const auto read =
      read_in_pieces(part("form-data; name=\"f\"; filename=\"a%22b; c=d.csv\"", "1") +
                         part("Form-Data; filename=../../etc/passwd; NAME=f", "2") +
                         part("form-data; name=\"f\"; filename=\"\"", "") + std::string{last},
                     1000);
  EXPECT_EQ(read.standing, Standing::complete);
  EXPECT_EQ(read.files, "f/a\"b; c=d.csv=1;f/passwd=2;");
  EXPECT_EQ(read.fields, Fields{});
}

TEST(Multipart, IsLimitedInEveryDirection) {
  const std::string field = part("form-data; name=\"a\"", "bc");
  const std::string file = part("form-data; name=\"a\"; filename=\"b\"", "c");
  const std::string end{last};
  MultipartLimits limits{.parts_max = 2, .fields_bytes_max = 6, .files_max = 1};
  EXPECT_EQ(standing_of(field + field + end, limits), Standing::complete);
  EXPECT_EQ(standing_of(field + field + field + end, limits), Standing::too_large);
  EXPECT_EQ(standing_of(file + field + end, limits), Standing::complete);
  EXPECT_EQ(standing_of(file + file + end, limits), Standing::too_large);
  limits.fields_bytes_max = 5;
  EXPECT_EQ(standing_of(field + field + end, limits), Standing::too_large);
  limits.files_max = 0;
  EXPECT_EQ(standing_of(file + end, limits), Standing::malformed);
  const std::string long_header = "form-data; name=\"" + std::string(9000, 'a') + "\"";
  EXPECT_EQ(standing_of(part(long_header, "") + end), Standing::malformed);
}

TEST(Multipart, GivesAFileOnWithoutKeepingIt) {
  struct Largest : FileTaker {
    std::size_t size = 0, total = 0;
    void begin(std::string_view, std::string_view) override {}
    void write(std::string_view bytes) override {
      size = std::max(size, bytes.size());
      total += bytes.size();
    }
    void end() override {}
  } files;
  MultipartReader reader{"xYz", files};
  reader.feed("--xYz\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n");
  const std::string piece(1000, '\r');
  for (int i = 0; i < 100; ++i) reader.feed(piece);
  EXPECT_EQ(reader.feed("\r\n--xYz--"), Standing::complete);
  EXPECT_EQ(files.total, 100'000U);
  EXPECT_LE(files.size, 1010U);
}

// RFC 2046 5.1.1.
TEST(MultipartBoundary, IsFoundWhereThereIsOne) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=----WebKitFormBoundaryabc"),
            "----WebKitFormBoundaryabc");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data;charset=utf-8; Boundary=\"gc0p4Jq0M:2Yt08jU\""),
            "gc0p4Jq0M:2Yt08jU");
  const std::string prefix = "multipart/form-data; boundary=";
  EXPECT_TRUE(multipart_boundary(prefix + std::string(70, 'a')));
  EXPECT_FALSE(multipart_boundary(prefix + std::string(71, 'a')));
  for (const auto* text :
       {"", "multipart/form-data", "multipart/mixed; boundary=a", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a<b",
        "multipart/form-data, boundary=a", "multipart/form-data; x; boundary=a\r\nb"})
    EXPECT_FALSE(multipart_boundary(text)) << text;
}

}  // namespace
}  // namespace insyn
