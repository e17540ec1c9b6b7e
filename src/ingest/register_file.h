#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/register/schema.h"
#include "ingest/log_reader.h"

namespace insyn {

/// A row of a register file. Cells as in RegisterRow, but a text cell is an index into
/// RegisterFile::texts.
struct RegisterFileRow {
  std::uint64_t line = 0;
  std::vector<std::int64_t> cells;
};

struct RegisterReject {
  std::uint64_t line = 0;
  std::string raw;     ///< its bytes as in the file, without the line end
  std::string reason;  ///< Swedish, no personal data
};

/// A register file, read whole: rows that may stand, equal rows once, in the file's order.
struct RegisterFile {
  FileFacts facts;
  std::vector<std::string> texts{""};  ///< different texts of the rows; the first is the empty one
  std::vector<RegisterFileRow> rows;
  std::vector<RegisterReject> rejected;
  std::uint64_t row_count = 0;   ///< records in the file below the header
  std::uint64_t duplicates = 0;  ///< rows equal to an earlier one
};

/// Reads a register file (contract 3) that is wholly in memory. Rejects rows as the contract says;
/// an unusable file (a required column missing or a known one doubled, a cycle in parent_id) is an
/// error of kind unusable. `file` names it in texts.
Result<RegisterFile> read_register(const RegisterSchema& schema, std::string_view bytes,
                                   std::string_view file);

}  // namespace insyn
