#pragma once

#include "base/hash.h"
#include "store/event_store.h"

namespace insyn {

/// The keyed hash of one stored row of the time copy: every column in a fixed layout, the key and
/// the version last. The layout is part of what the ledger holds: never change it.
Bits128 time_row_hash(const HashKey& key, const AccessEvent& event, const EventKey& event_key);

/// The same of the client copy, which has neither key nor version.
Bits128 client_row_hash(const HashKey& key, const AccessEvent& event);

}  // namespace insyn
