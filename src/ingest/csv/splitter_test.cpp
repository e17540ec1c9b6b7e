#include "ingest/csv/splitter.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace insyn {
namespace {

struct Seen {
  std::uint64_t line = 0;
  std::string raw;
  std::vector<std::string> fields;
  std::uint64_t open_quote_line = 0;
  bool is_long = false;
  friend bool operator==(const Seen&, const Seen&) = default;
};

class Collector : public CsvSink {
 public:
  std::vector<Seen> seen;
  std::size_t longest_piece = 0;

  void record(const CsvRecord& record) override {
    EXPECT_TRUE(pending_.empty());
    Seen one{record.line, std::string{record.raw}, {}, record.open_quote_line, false};
    for (const auto field : record.fields) one.fields.emplace_back(field);
    seen.push_back(one);
  }
  void long_piece(std::string_view raw) override {
    longest_piece = std::max(longest_piece, raw.size());
    pending_ += raw;
  }
  void long_record(const CsvLongRecord& record) override {
    pending_ += record.raw_end;
    seen.push_back({record.line, pending_, {}, record.open_quote_line, true});
    pending_.clear();
  }

 private:
  std::string pending_;
};

std::vector<Seen> split_in(const std::string& bytes, std::size_t piece, char delimiter = 0) {
  Collector sink;
  CsvSplitter splitter{delimiter};
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    // A copy of its own, so that a view that outlives its piece is seen by the sanitizer.
    const std::string part = bytes.substr(at, piece);
    splitter.feed(part, sink);
  }
  splitter.finish(sink);
  return sink.seen;
}

/// The records of the bytes however they are cut.
std::vector<Seen> records(const std::string& bytes, char delimiter = 0) {
  const auto whole = split_in(bytes, bytes.size() + 1, delimiter);
  for (const std::size_t piece : {1U, 2U, 3U, 5U, 64U, 65U})
    EXPECT_EQ(split_in(bytes, piece, delimiter), whole) << "in pieces of " << piece;
  return whole;
}

std::vector<std::string> fields(const std::string& line, char delimiter = ';') {
  const auto seen = records(line, delimiter);
  EXPECT_EQ(seen.size(), 1U) << line;
  return seen.empty() ? std::vector<std::string>{} : seen[0].fields;
}

using Row = std::vector<std::string>;

// What Python 3.11's csv.reader(newline='', delimiter=';') gives for each, computed with it.
TEST(CsvSplitter, ReadsFieldsAsRfc4180AndWhereThatIsSilentAsPython) {
  const std::pair<std::string, Row> cases[] = {
      {"a;b;c", {"a", "b", "c"}},
      {";", {"", ""}},
      {"a;", {"a", ""}},
      {" a ; b", {" a ", " b"}},
      {R"("a;b";c)", {"a;b", "c"}},
      {R"("";"")", {"", ""}},
      {R"("""")", {"\""}},
      {R"("a ""b"" c";d)", {"a \"b\" c", "d"}},
      {R"(a"b;c"d";e)", {"a\"b", "c\"d\"", "e"}},
      {R"("ab"cd;e)", {"abcd", "e"}},
      {R"("ab"c"d";e)", {"abc\"d\"", "e"}},
      {R"("a""b"c""d;e)", {"a\"bc\"\"d", "e"}},
      {R"( "a;b")", {" \"a", "b\""}},
      {"\"a\nb\";c", {"a\nb", "c"}},
      {"\"a\r\nb\";c", {"a\r\nb", "c"}},
      {"\"ab\" ;c", {"ab ", "c"}},
  };
  for (const auto& [line, wanted] : cases) {
    EXPECT_EQ(fields(line), wanted) << line;
    EXPECT_EQ(fields(line + "\n"), wanted) << line;
    EXPECT_EQ(fields(line + "\r\n"), wanted) << line;
  }
}

TEST(CsvSplitter, KeepsACarriageReturnThatEndsNoRow) {
  EXPECT_EQ(fields("a\rb;c"), (Row{"a\rb", "c"}));
  EXPECT_EQ(fields("a\r\r\n"), (Row{"a\r"}));
  EXPECT_EQ(fields("\"a\"\rb;c"), (Row{"a\rb", "c"}));
}

TEST(CsvSplitter, TakesACarriageReturnAtTheEndForALineEndThatWasCutInTwo) {
  EXPECT_EQ(fields("a;b\r"), (Row{"a", "b"}));
  EXPECT_TRUE(records("\r", ';').empty());
}

TEST(CsvSplitter, GivesEachRecordThePhysicalLineOnWhichItStartsAndItsBytes) {
  const auto seen = records("h;i\r\n\r\n\na;\"b\nc\"\r\n\n\"d\n\n\";e");
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0], (Seen{1, "h;i", {"h", "i"}}));
  EXPECT_EQ(seen[1], (Seen{4, "a;\"b\nc\"", {"a", "b\nc"}}));
  EXPECT_EQ(seen[2], (Seen{7, "\"d\n\n\";e", {"d\n\n", "e"}}));
}

TEST(CsvSplitter, HoldsOnlyLinesOfNoLengthForBlank) {
  const auto seen = records("h\n\n \n\"\"\n\r\n");
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[1], (Seen{3, " ", {" "}}));
  EXPECT_EQ(seen[2], (Seen{4, "\"\"", {""}}));
}

TEST(CsvSplitter, LetsTheHeaderChooseTheDelimiterByCountOutsideQuotes) {
  const std::pair<std::string, char> cases[] = {{"a;b\n1,2,3,4", ';'},
                                                {"a,b\n1;2;3", ','},
                                                {"a;b,c", ';'},
                                                {"a,b,c;d", ','},
                                                {"abc", ';'},
                                                {"\"a,b,c\";d", ';'},
                                                {"", ';'},
                                                {"\n\r\na,b\n", ','},
                                                {"a,\"x;y;z\"\n", ','},
                                                {"\"a\n;;\",b,c;d\n;;", ','},
                                                {"a\"b;c,d,e", ','}};
  for (const auto& [bytes, wanted] : cases)
    for (const std::size_t piece : {std::size_t{1}, bytes.size() + 1}) {
      Collector sink;
      CsvSplitter splitter;
      for (std::size_t at = 0; at < bytes.size(); at += piece)
        splitter.feed(std::string_view{bytes}.substr(at, piece), sink);
      splitter.finish(sink);
      EXPECT_EQ(splitter.delimiter(), wanted) << bytes;
    }
}

TEST(CsvSplitter, ReachesToTheEndForAQuoteThatNeverClosesAndSaysWhereItOpened) {
  const auto seen = records("h;i\na;b\nc;\"d\ne;f\n");
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[2].line, 3U);
  EXPECT_EQ(seen[2].open_quote_line, 3U);
  EXPECT_EQ(seen[2].raw, "c;\"d\ne;f\n");
  const auto second = records("h;i\n\"a\nb\";\"c\nd\"\"");
  ASSERT_EQ(second.size(), 2U);
  EXPECT_EQ(second[1].line, 2U);
  EXPECT_EQ(second[1].open_quote_line, 3U);
}

TEST(CsvSplitter, GivesNothingForAFileOfNothingOrOfBlankLines) {
  EXPECT_TRUE(records("").empty());
  EXPECT_TRUE(records("\n\r\n\n").empty());
}

TEST(CsvSplitter, ReadsARecordOfExactlyTheLongestLengthWhateverItsLineEnd) {
  for (const char* end : {"", "\n", "\r\n", "\r"}) {
    const std::string longest = "a;" + std::string(csv_record_max - 2, 'b');
    for (const std::size_t piece : {std::size_t{4096}, std::size_t{1} << 22U}) {
      const auto seen = split_in("h;i\n" + longest + end, piece);
      ASSERT_EQ(seen.size(), 2U);
      EXPECT_FALSE(seen[1].is_long) << piece;
      EXPECT_EQ(seen[1].raw, longest);
    }
  }
}

TEST(CsvSplitter, GivesALongerRecordInPiecesWordForWordAndGoesOnAfterIt) {
  for (const char* end : {"\n", "\r\n"})
    for (const std::size_t piece : {std::size_t{4096}, csv_record_max - 5, std::size_t{1} << 23U}) {
      const std::string too_long = "a;\"" + std::string(2 * csv_record_max, ';') + "\nx\"";
      const auto seen = split_in("h;i\n" + too_long + end + "c;d\n", piece);
      ASSERT_EQ(seen.size(), 3U);
      EXPECT_EQ(seen[1].raw, too_long);
      EXPECT_TRUE(seen[1].is_long);
      EXPECT_EQ(seen[1].line, 2U);
      EXPECT_EQ(seen[2], (Seen{4, "c;d", {"c", "d"}}));
    }
}

TEST(CsvSplitter, RefusesOneByteTooManyHoweverItIsCut) {
  const std::string raw(csv_record_max + 1, 'b');
  for (const char* end : {"", "\n", "\r\n", "\r"})
    for (const std::size_t piece : {csv_record_max, csv_record_max + 1, csv_record_max + 2}) {
      const auto seen = split_in("h\n" + raw + end, piece);
      ASSERT_EQ(seen.size(), 2U);
      EXPECT_TRUE(seen[1].is_long) << piece;
      EXPECT_EQ(seen[1].raw, raw);
    }
}

TEST(CsvSplitter, HoldsNoMoreThanOneRecordOfALineWithoutEnd) {
  Collector sink;
  CsvSplitter splitter;
  const std::string piece(64 * 1024, ';');
  splitter.feed("a;b\n", sink);
  for (int i = 0; i < 100; ++i) splitter.feed(piece, sink);
  EXPECT_EQ(sink.seen.size(), 1U);
  EXPECT_LE(sink.longest_piece, csv_record_max + piece.size());
  splitter.finish(sink);
  ASSERT_EQ(sink.seen.size(), 2U);
  EXPECT_EQ(sink.seen[1].raw.size(), 100 * piece.size());
}

/// Wants fields of the first record only.
class RecordsOnly : public Collector {
 public:
  CsvSplitter splitter;
  void record(const CsvRecord& record) override {
    Collector::record(record);
    splitter.without_fields();
  }
};

TEST(CsvSplitter, FindsTheSameRecordsWithoutTheirFields) {
  rc::check([] {
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::element('a', ';', ',', '"', '"', '\n', '\r', 'b'));
    const auto piece = *rc::gen::inRange<std::size_t>(1, 80);
    RecordsOnly sink;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      const std::string part = bytes.substr(at, piece);
      sink.splitter.feed(part, sink);
    }
    sink.splitter.finish(sink);
    auto expected = split_in(bytes, bytes.size() + 1);
    for (std::size_t i = 1; i < expected.size(); ++i) expected[i].fields.clear();
    RC_ASSERT(sink.seen == expected);
  });
}

TEST(CsvSplitter, SplitsInPiecesAsItSplitsTheWhole) {
  rc::check([] {
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::element('a', ';', ',', '"', '"', '\n', '\r', 'b'));
    const auto piece = *rc::gen::inRange<std::size_t>(1, 8);
    RC_ASSERT(split_in(bytes, piece) == split_in(bytes, bytes.size() + 1));
  });
}

}  // namespace
}  // namespace insyn
