#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace insyn {

/// What the operator can do about a failure of the disk or of memory, by the words in which the
/// system or a library told it; none if they say nothing that we know. Swedish, two sentences:
/// what it is, what to do.
std::optional<std::string> disk_trouble(std::string_view reason);

}  // namespace insyn
