#pragma once

#include <string>

#include "app/home.h"
#include "app/receipt.h"
#include "base/byte_source.h"
#include "domain/register/snapshot.h"
#include "ingest/register_file.h"

namespace insyn {

struct RegisterImportOptions {
  SnapshotMode mode = SnapshotMode::usual;
  bool accept = false;  ///< take it in spite of rejected rows or a shrunken register
};

/// What became of a register file. `refusal` says why nothing was changed, if so; the receipt then
/// tells what the file held, so that it can be mended.
struct RegisterImport {
  Receipt receipt;
  std::optional<Error> refusal;
};

/// Brings a register's snapshot into the home (contract 3). On the receipt, a row is a duplicate if
/// it stands in the file before or is listed already.
Result<RegisterImport> import_register(Home& home, const RegisterSchema& schema, ByteSource& bytes,
                                       const std::string& file,
                                       const RegisterImportOptions& options);

/// What the file's rows are with the numbers that the home has for their texts (0 for none).
std::vector<RegisterRow> rows_with_numbers(const RegisterSchema& schema, const RegisterFile& file,
                                           std::span<const TextNo> numbers);

}  // namespace insyn
