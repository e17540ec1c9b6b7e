#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace insyn {

/// The frame of an audit: who can be drawn, as lines that can be public (contract 7). The frame is
/// all lines sorted bytewise.

/// A line in its parts. Neither period nor pseudonym holds a `/`.
struct FrameLine {
  std::string_view period;
  std::string_view stratum;
  std::string_view pseudonym;
};

/// The first 32 hex digits of HMAC-SHA256(key, staff id). The key is the audit's and stays inside.
std::string pseudonym(const Bytes32& key, std::string_view staff_id);

/// `PERIOD/STRATUM/PSEUDONYM`.
std::string frame_line(std::string_view period, std::string_view stratum,
                       std::string_view pseudonym);

/// None if the text has fewer than two `/` or its pseudonym isn't 32 lower-case hex digits. The
/// parts point into the text.
std::optional<FrameLine> parse_frame_line(std::string_view text);

/// The RFC 6962 root over the lines without line ends, in their order.
Bytes32 frame_root(std::span<const std::string> sorted_lines);

/// How many are drawn: ceil(population × share / 1000), the share in tenths of a percent.
std::int64_t sample_size(std::int64_t population, std::int64_t share);

}  // namespace insyn
