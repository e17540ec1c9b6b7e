#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "app/home.h"
#include "base/hash.h"

namespace insyn {

/// Writes a file that a flag named, whole or not at all and durably; a file that is there is
/// replaced. Code "out-unwritable" (kind refused).
Result<Done> write_out(const Home& home, const std::filesystem::path& file, std::string_view bytes);

/// Makes the folder that a flag named, durably; does nothing if it is there.
Result<Done> make_out_folder(const std::filesystem::path& folder);

/// Where the rejected rows of a delivery of a log lie, and those of a register's import whose act
/// has this position; relative to the home.
std::filesystem::path rejected_of_log(std::uint32_t delivery);
std::filesystem::path rejected_of_register(std::uint64_t position, std::string_view name);

/// Whether that file is what it should be: of this SHA-256, or not there if there are no such rows.
bool is_in_place(const Home& home, const std::filesystem::path& rejected, bool has_rows,
                 const Bytes32& sha256);

}  // namespace insyn
