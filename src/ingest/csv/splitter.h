#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// CSV as contract 1 has it: a header row decides between `;` and `,`; RFC 4180 quoting with
/// newlines inside quotes; rows end with LF or CRLF; blank lines are no rows.
///
/// Where RFC 4180 is silent it reads as Python's csv module does: a quote inside an unquoted field
/// is an ordinary character, and what follows a closing quote is appended to the field.

/// The longest record that is read. The longest genuine log line known is a few kB (an `args` of
/// 8,192 characters), so that a longer one is a damaged file and not a record.
inline constexpr std::size_t csv_record_max = std::size_t{1024} * 1024;

/// One record. Everything in it is valid during the call that gives it.
struct CsvRecord {
  std::uint64_t line = 0;  ///< physical line on which it starts, the file's first being 1
  std::string_view raw;    ///< its bytes as in the file, without the line end
  std::span<const std::string_view> fields;  ///< at least one, if they are wanted
  std::uint64_t open_quote_line = 0;         ///< where a quote opened that never closes; else 0
};

/// A record longer than csv_record_max; its fields aren't known.
struct CsvLongRecord {
  std::uint64_t line = 0;
  std::string_view raw_end;  ///< the bytes after the last `long_piece`
  std::uint64_t open_quote_line = 0;
};

/// Takes the records in the file's order, the header being the first.
class CsvSink {
 public:
  virtual ~CsvSink() = default;
  virtual void record(const CsvRecord& record) = 0;
  /// Bytes of a long record that can't be held until its end is seen.
  virtual void long_piece(std::string_view raw) = 0;
  virtual void long_record(const CsvLongRecord& record) = 0;
};

/// Splits a file that comes in pieces, wherever they are cut. Holds at most one record, nothing is
/// allocated per record, and every byte is looked at once.
class CsvSplitter {
 public:
  /// `delimiter` 0: the first record decides. `first_line`: the number of the first physical line.
  explicit CsvSplitter(char delimiter = 0, std::uint64_t first_line = 1);

  void feed(std::string_view bytes, CsvSink& sink);
  void finish(CsvSink& sink);  ///< Once, last.

  char delimiter() const { return delimiter_; }  ///< 0 until it is decided

  /// From the next record on `fields` is empty, for who only wants to know where records are.
  /// May be called from within `record`.
  void without_fields() { with_fields_ = false; }

 private:
  // A field begins unquoted until a quote is its first byte; `closing` is just after a quote inside
  // quotes, which either closes them or is the first of two.
  enum class State : std::uint8_t { unquoted, quoted, closing };
  // `mixed`: quotes with doubled quotes in them or with something after them.
  enum class Form : std::uint8_t { plain, quoted, mixed };
  struct Field {
    std::size_t begin = 0, end = 0;  // of its text; of a mixed one from the opening quote on
    Form form = Form::plain;
  };
  // Counts both candidates in the first record, each of them taken for a delimiter.
  struct Choice {
    std::size_t semicolons = 0, commas = 0;
    State state = State::unquoted;
    bool at_field_start = true;
    bool blank = true;
    bool add(char byte);  // true at the record's end
  };

  void choose(std::string_view bytes, CsvSink& sink);
  void scan(std::string_view bytes, CsvSink& sink);
  std::uint64_t specials(const char* block) const;
  bool starts_field(std::size_t at, std::size_t position) const;
  void special(std::size_t at, CsvSink& sink);
  void end_field(std::size_t end);
  void end_record(std::size_t at, CsvSink& sink);
  void emit(std::size_t end, std::uint64_t open_quote_line, CsvSink& sink);
  void emit_long(std::size_t end, std::uint64_t open_quote_line, CsvSink& sink);
  std::string_view text_of(const Field& field, std::string_view raw);
  void start_record(std::size_t at);
  void keep_rest(CsvSink& sink);

  char delimiter_ = 0;
  bool with_fields_ = true;
  Choice choice_;
  std::string first_;  // bytes seen before the delimiter was chosen
  State state_ = State::unquoted;
  Form form_ = Form::plain;        // of the field in hand
  std::uint64_t line_ = 1;         // of the byte in hand
  std::uint64_t record_line_ = 1;  // on which the record in hand starts
  std::uint64_t quote_line_ = 0;   // on which the quote in hand opened
  std::size_t field_begin_ = 0;    // positions count from the record's first byte
  std::size_t quote_at_ = 0;       // of the quote that made the state `closing`
  std::vector<Field> fields_;      // the first `field_count_` are of the record in hand
  std::size_t field_count_ = 0;
  std::string held_;             // bytes of the record in hand from earlier pieces ...
  std::size_t gone_ = 0;         // ... and how many before those went to long_piece
  std::string_view piece_;       // the piece in hand
  std::size_t piece_begin_ = 0;  // where in it the record in hand begins or goes on
  std::vector<std::string_view> views_;
  std::string scratch_;
};

}  // namespace insyn
