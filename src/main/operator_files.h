#pragma once

#include <filesystem>
#include <memory>

#include "base/byte_sink.h"

namespace insyn {

/// Files that the operator names on a command line, outside every home, written with the rights of
/// this process.

/// Begins a file: whole or not at all, durably; one that is there is replaced. Throws
/// std::runtime_error if it can't be made.
std::unique_ptr<ByteSink> create_operator_file(const std::filesystem::path& file);

/// Makes a folder and those above it, durably; does nothing if it is there. Throws
/// std::runtime_error if it can't be made.
void create_operator_folder(const std::filesystem::path& folder);

}  // namespace insyn
