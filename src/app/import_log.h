#pragma once

#include <functional>
#include <string>

#include "app/home.h"
#include "app/receipt.h"
#include "base/byte_source.h"

namespace insyn {

/// How far a long import has come; called now and then from the importing thread.
struct Progress {
  std::uint64_t bytes = 0;  ///< of the file so far
  std::uint64_t rows = 0;
  bool storing = false;  ///< the file has been read; what is left is sorting and writing
};
using ProgressSink = std::function<void(const Progress&)>;

/// Brings one access log into the home as a delivery of its own (contract 4 and 5).
///
/// The file is read while it is stored. What becomes durable does so in the order of design 2: the
/// raw file durably in deliveries/, the texts, a note of what the act will say, the events in one
/// transaction, the act. It is there whole when this returns, and after a crash at any moment
/// either whole or not at all. `file` names it in the receipt. Fails with kind unusable, and then
/// nothing is kept, if the file can't be used as a whole.
Result<Receipt> import_log(Home& home, const Source& source, ByteSource& bytes,
                           const std::string& file, const ProgressSink& progress);

/// Whether the file could be read as this source's: an error of kind unusable if a required column
/// is missing and the like. Keeps nothing. For checking several files before the first is imported.
Result<Done> probe_log(const Home& home, const Source& source, ByteSource& bytes);

/// The act of a delivery whose events are committed; also what `recover` writes after a crash.
Result<Done> record_delivery(Home& home, std::uint32_t delivery, json::object open,
                             json::object words, const CopySums& sums);

}  // namespace insyn
