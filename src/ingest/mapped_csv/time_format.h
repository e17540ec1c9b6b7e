#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/format.h"

namespace insyn {

/// How a system writes a time: `%Y` (four digits), `%m %d %H %M %S` (two each), `%f` (one to six,
/// a fraction of the second) and any other characters as themselves. Year, month, day, hour and
/// minute must be there; without seconds the minute's first is meant.
class TimeFormat {
 public:
  /// None for a format that can't be used.
  static std::optional<TimeFormat> parse(std::string_view pattern);

  /// As people write it: `ÅÅÅÅ-MM-DD tt:mm:ss`.
  const std::string& described() const { return described_; }

  /// `shape` if the text isn't of this format; else as parse_time says. A time is Swedish civil
  /// time, the first reading of a repeated hour, or UTC.
  enum class Zone { sweden, utc };
  ParsedTime read(std::string_view text, Zone zone) const;

 private:
  struct Part {
    char what = 0;  // Y m d H M S f, or 0 for a literal
    char literal = 0;
  };
  std::vector<Part> parts_;
  std::string described_;
};

}  // namespace insyn
