#pragma once

#include <memory>

#include "base/hash.h"
#include "ingest/encoding.h"
#include "ingest/log_reader.h"

namespace insyn {

/// Reads the canonical access log (contract 4, docs/formats/canonical-log.md): CSV whose columns
/// have fixed names, of which `time` and `action` must be there. Unknown columns take part in
/// `content` and are otherwise left alone.
std::unique_ptr<LogReader> make_canonical_reader(Encoding encoding, const HashKey& key);

}  // namespace insyn
