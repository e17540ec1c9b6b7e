#pragma once

#include <array>
#include <string_view>

namespace insyn {

/// A file of the repository that ships inside the program, by its path; empty if there is none
/// (cmake/Embed.cmake, docs/adr/0008).
std::string_view embedded_file(std::string_view name);

inline constexpr std::array<std::string_view, 1> embedded_mappings{"mappings/viva.toml"};

}  // namespace insyn
