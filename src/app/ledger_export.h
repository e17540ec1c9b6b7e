#pragma once

#include <filesystem>

#include "app/home.h"
#include "base/json.h"

namespace insyn {

/// Writes what an outsider needs to check the ledger (contract 2) into the folder, which is made if
/// it isn't there: `entries` (the leaves, base64, one a line), `checkpoint`, `key`. Existing files
/// of these names are replaced. The document of contract 2: `out, size, root`.
Result<json::object> export_ledger(const Home& home, const std::filesystem::path& out);

}  // namespace insyn
