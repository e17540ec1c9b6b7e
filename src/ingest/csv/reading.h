#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/encoding.h"
#include "ingest/log_reader.h"

namespace insyn {

/// A whole log as read, with everything owned: for tests and fuzz targets of log formats, which
/// all ask the same of a reader.
struct ReadRow {
  std::uint32_t row = 0;
  std::uint64_t line = 0;
  std::string raw;
  Instant at{};
  std::string account, staff, client, case_id, purpose, unit, provider, resource, system, native_id;
  Action action = Action::unknown;
  std::string unknown_action;
  bool emergency = false;
  Bits128 content;
  friend bool operator==(const ReadRow&, const ReadRow&) = default;
};

struct ReadReject {
  std::uint32_t row = 0;
  std::uint64_t line = 0;
  std::string raw;
  std::string reason;
  friend bool operator==(const ReadReject&, const ReadReject&) = default;
};

struct ReadLog {
  std::vector<ReadRow> rows;
  std::vector<ReadReject> rejected;
  FileFacts facts;
  std::string error;  ///< why the file was refused as a whole; else empty
};

Encoding encoding_of(std::string_view bytes);

/// Feeds the reader pieces of that size (0: all at once), each in memory of its own.
ReadLog read_log(LogReader& reader, std::string_view bytes, std::size_t piece = 0);

}  // namespace insyn
