#pragma once

#include <filesystem>

namespace insyn {

/// Makes the entries of a folder durable: a file that was made or moved in it is there after a
/// power cut only once this has returned (fsync(2)). Throws std::runtime_error if the disk can't.
void sync_folder(const std::filesystem::path& folder);

}  // namespace insyn
