#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "domain/access/event.h"

namespace insyn {

/// One row of an access log, read: times and codes understood, identities as written.
/// Views into the reader, valid during the call that gives them; empty means the row said nothing.
struct LogRow {
  std::uint32_t row = 0;   ///< which record of the file below the header, from 0
  std::uint64_t line = 0;  ///< the physical line it starts on, the file's first being 1
  std::string_view raw;    ///< its bytes as in the file, without the line end
  Instant at{};
  std::string_view account, staff, client, case_id, purpose, unit, provider, resource;
  std::string_view system, native_id;
  Action action = Action::unknown;
  std::string_view unknown_action;  ///< what was written when it wasn't in the list; else empty
  bool emergency = false;
  Bits128 content;  ///< keyed hash of all columns by name and text, the time as an instant, the
                    ///< native id left out; columns that are empty count as absent
};

/// A row that can't be used. `reason` is Swedish, says what to do, and holds no personal data.
struct RejectedRow {
  std::uint32_t row = 0;
  std::uint64_t line = 0;
  std::string_view raw;  ///< its bytes as in the file; the last of them after `rejected_piece`
  std::string reason;
};

/// Takes what a reader reads, row by row, in the file's order.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void row(const LogRow& row) = 0;
  virtual void rejected(const RejectedRow& row) = 0;
  /// The next bytes of a row that is too long to be held: they stand before the `raw` of the
  /// `rejected` that follows, so that such a row too can be kept word for word.
  virtual void rejected_piece(std::string_view raw) = 0;
};

/// What a reader learnt of the file as a whole.
struct FileFacts {
  std::string encoding;    ///< "utf-8" (with or without a BOM) or "windows-1252"
  std::string delimiter;   ///< ";" or ","
  std::string header_raw;  ///< the header's bytes as in the file, without the line end or a BOM
  std::string footer;      ///< "" if the format has none, else "ok", "mismatch" or "missing"
  std::uint64_t footer_rows = 0;  ///< how many rows the file itself says it has
};

/// Reads an access log that comes in pieces. Push interface: the caller owns the loop, so that one
/// pass can feed several. The encoding is given: it was decided on the whole file before.
class LogReader {
 public:
  virtual ~LogReader() = default;
  /// Before the first piece: the caller wants nothing but where the rows are. Each then comes to
  /// `row` with `row`, `line` and `raw` only, also one that would be rejected.
  virtual void rows_only() = 0;
  /// The next piece of the file, in order. An error ends it: kind unusable, code
  /// log-unusable, text that begins with the line (`1: ...`).
  virtual Result<Done> feed(std::string_view bytes, LogSink& sink) = 0;
  /// The end of the file. Checks what can be checked only there (an open quote, a footer).
  virtual Result<FileFacts> finish(LogSink& sink) = 0;
};

}  // namespace insyn
