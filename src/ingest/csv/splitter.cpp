#include "ingest/csv/splitter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace insyn {
namespace {

constexpr std::size_t block_bytes = 64;

#ifdef __SSE2__
/// One bit a byte of the block, set where it is one of the three.
std::uint64_t find_any(const char* block, char a, char b, char c) {
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i bytes =
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + std::size_t{16} * i));
    const __m128i equal = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)),
                                       _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)),
                                                    _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))));
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(equal))) << (16 * i);
  }
  return mask;
}
#else
std::uint64_t find_any(const char* block, char a, char b, char c) {
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < block_bytes; ++i)
    mask |= std::uint64_t{block[i] == a || block[i] == b || block[i] == c} << i;
  return mask;
}
#endif

}  // namespace

CsvSplitter::CsvSplitter(char delimiter, std::uint64_t first_line)
    : delimiter_{delimiter}, line_{first_line}, record_line_{first_line} {}

bool CsvSplitter::Choice::add(char byte) {
  if (state == State::quoted) {
    if (byte == '"') state = State::closing;
    return false;
  }
  if (byte == '"' && (at_field_start || state == State::closing)) {
    // Opens quotes, or is the second of two: either way what follows is quoted.
    at_field_start = blank = false;
    state = State::quoted;
    return false;
  }
  state = State::unquoted;
  if (byte == '\n') {
    at_field_start = true;
    return !blank;
  }
  if (byte == '\r') return false;  // of a line end, or a part of a name, which changes no count
  blank = false;
  semicolons += byte == ';' ? 1 : 0;
  commas += byte == ',' ? 1 : 0;
  at_field_start = byte == ';' || byte == ',';
  return false;
}

void CsvSplitter::choose(std::string_view bytes, CsvSink& sink) {
  std::size_t at = 0;
  bool ended = false;
  while (at < bytes.size() && !ended) ended = choice_.add(bytes[at++]);
  first_.append(bytes.substr(0, at));
  if (!ended && first_.size() <= csv_record_max) return;
  delimiter_ = choice_.commas > choice_.semicolons ? ',' : ';';
  scan(first_, sink);
  first_ = {};
  scan(bytes.substr(at), sink);
}

void CsvSplitter::feed(std::string_view bytes, CsvSink& sink) {
  if (delimiter_ == 0)
    choose(bytes, sink);
  else
    scan(bytes, sink);
}

void CsvSplitter::scan(std::string_view bytes, CsvSink& sink) {
  piece_ = bytes;
  piece_begin_ = 0;
  for (std::size_t block = 0; block < bytes.size(); block += block_bytes) {
    std::uint64_t mask = 0;
    if (bytes.size() - block >= block_bytes) {
      mask = specials(bytes.data() + block);
    } else {
      char padded[block_bytes]{};
      std::memcpy(padded, bytes.data() + block, bytes.size() - block);
      mask = specials(padded);
    }
    for (; mask != 0; mask &= mask - 1)
      special(block + static_cast<std::size_t>(std::countr_zero(mask)), sink);
  }
  keep_rest(sink);
}

/// Where a block has what the state depends on. Without fields no delimiter is looked at.
inline std::uint64_t CsvSplitter::specials(const char* block) const {
  return find_any(block, '\n', '"', with_fields_ ? delimiter_ : '"');
}

/// Whether a quote here is the first byte of a field. Precondition: not in quotes.
inline bool CsvSplitter::starts_field(std::size_t at, std::size_t position) const {
  if (with_fields_) return position == field_begin_;
  if (position == 0) return true;
  return (at > piece_begin_ ? piece_[at - 1] : held_.back()) == delimiter_;
}

inline void CsvSplitter::special(std::size_t at, CsvSink& sink) {
  const char byte = piece_[at];
  const std::size_t position = gone_ + held_.size() + at - piece_begin_;
  if (state_ == State::quoted) {
    if (byte == '"') {
      state_ = State::closing;
      quote_at_ = position;
    } else if (byte == '\n') {
      ++line_;
    }
    return;
  }
  if (byte == '"') {
    if (state_ == State::closing && position == quote_at_ + 1) {
      state_ = State::quoted;
      form_ = Form::mixed;
    } else if (starts_field(at, position)) {
      state_ = State::quoted;
      form_ = Form::quoted;
      quote_line_ = line_;
    } else {
      state_ = State::unquoted;
    }
    return;
  }
  if (byte == '\n') return end_record(at, sink);
  if (!with_fields_) return;  // a delimiter of the block in which that was said
  end_field(position);
  field_begin_ = position + 1;
  form_ = Form::plain;
  state_ = State::unquoted;
}

void CsvSplitter::end_field(std::size_t end) {
  if (end > csv_record_max || !with_fields_) return;  // nobody asks for the fields
  // The fields of earlier records are written over: nothing is made or destroyed per record.
  if (field_count_ == fields_.size()) fields_.resize(2 * field_count_ + 16);
  Field& field = fields_[field_count_++];
  field = {field_begin_, end, form_};
  if (form_ == Form::plain) return;
  const bool closed_last = state_ != State::quoted && quote_at_ + 1 == end;
  if (form_ == Form::quoted && closed_last)
    field = {field_begin_ + 1, end - 1, form_};
  else
    field.form = Form::mixed;
}

void CsvSplitter::end_record(std::size_t at, CsvSink& sink) {
  std::size_t end = gone_ + held_.size() + at - piece_begin_;
  if (end > 0 && (at > piece_begin_ ? piece_[at - 1] : held_.back()) == '\r') --end;
  const bool blank = end == 0;
  if (!blank) {
    end_field(end);
    emit(end, 0, sink);
  }
  ++line_;
  start_record(at + 1);
}

void CsvSplitter::start_record(std::size_t at) {
  piece_begin_ = at;
  held_.clear();
  gone_ = 0;
  field_count_ = 0;
  field_begin_ = 0;
  form_ = Form::plain;
  state_ = State::unquoted;
  record_line_ = line_;
}

void CsvSplitter::emit(std::size_t end, std::uint64_t open_quote_line, CsvSink& sink) {
  if (end > csv_record_max) return emit_long(end, open_quote_line, sink);
  std::string_view raw = piece_.substr(piece_begin_, end);
  if (!held_.empty()) {
    if (end > held_.size()) held_.append(piece_.substr(piece_begin_, end - held_.size()));
    raw = std::string_view{held_}.substr(0, end);
  }
  scratch_.clear();
  scratch_.reserve(raw.size());  // so that the views into it stay where they are
  if (views_.size() < field_count_) views_.resize(fields_.size());
  for (std::size_t i = 0; i < field_count_; ++i) views_[i] = text_of(fields_[i], raw);
  sink.record({record_line_, raw, std::span{views_}.first(field_count_), open_quote_line});
}

void CsvSplitter::emit_long(std::size_t end, std::uint64_t open_quote_line, CsvSink& sink) {
  const std::size_t left = end - gone_;
  if (left <= held_.size()) {
    sink.long_record({record_line_, std::string_view{held_}.substr(0, left), open_quote_line});
    return;
  }
  if (!held_.empty()) sink.long_piece(held_);
  const std::string_view last = piece_.substr(piece_begin_, left - held_.size());
  sink.long_record({record_line_, last, open_quote_line});
}

std::string_view CsvSplitter::text_of(const Field& field, std::string_view raw) {
  const std::string_view text = raw.substr(field.begin, field.end - field.begin);
  if (field.form != Form::mixed) return text;
  const std::size_t start = scratch_.size();
  std::size_t at = 1;  // after the opening quote
  while (at < text.size()) {
    const std::size_t quote = std::min(text.find('"', at), text.size());
    scratch_.append(text.substr(at, quote - at));
    if (quote + 1 >= text.size()) break;
    if (text[quote + 1] != '"') {
      scratch_.append(text.substr(quote + 1));
      break;
    }
    scratch_ += '"';
    at = quote + 2;
  }
  return std::string_view{scratch_}.substr(start);
}

// The piece is about to go: what it holds of an unfinished record is kept, or handed on if the
// record is too long already (by two bytes, for the last one may be the CR of a line end).
void CsvSplitter::keep_rest(CsvSink& sink) {
  const std::string_view rest = piece_.substr(piece_begin_);
  if (rest.empty()) {
    piece_ = {};
    piece_begin_ = 0;
    return;
  }
  if (gone_ + held_.size() + rest.size() > csv_record_max + 1) {
    if (!held_.empty()) sink.long_piece(held_);
    gone_ += held_.size() + rest.size() - 1;
    held_.clear();
    if (rest.size() > 1) sink.long_piece(rest.substr(0, rest.size() - 1));
    held_ += rest.back();
  } else {
    held_.append(rest);
  }
  piece_ = {};
  piece_begin_ = 0;
}

void CsvSplitter::finish(CsvSink& sink) {
  if (delimiter_ == 0) {
    delimiter_ = choice_.commas > choice_.semicolons ? ',' : ';';
    scan(first_, sink);
    first_ = {};
  }
  std::size_t end = gone_ + held_.size();
  const bool open = state_ == State::quoted;
  if (!open && end > 0 && held_.back() == '\r') --end;  // a CRLF that was cut in two
  if (end == 0) return;
  end_field(end);
  emit(end, open ? quote_line_ : 0, sink);
  start_record(0);
}

}  // namespace insyn
