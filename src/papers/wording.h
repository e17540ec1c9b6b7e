#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/sweden.h"
#include "domain/calendar/time.h"

namespace insyn {

/// Numbers and days as papers write them, in Swedish. Spaces inside them mustn't break: U+00A0.

std::string number_text(std::int64_t value);     ///< `1 234`
std::string share_text(std::int64_t per_mille);  ///< `10,3 %`
/// `1 misstanke`, `3 misstankar`.
std::string how_many(std::int64_t count, std::string_view one, std::string_view many);
/// `46 av 47`.
std::string of_text(std::int64_t part, std::int64_t whole);
/// Tenths of a percent, rounded half up; 0 of nothing.
std::int64_t per_mille_of(std::int64_t part, std::int64_t whole);
/// Millionths as cases of a hundred: `41`; `färre än 1` and `fler än 99` at the ends, which only
/// what never or always happens reaches.
std::string of_hundred(std::int64_t millionths);
/// Two decimals: `0,80`, `−0,05`.
std::string decimal_text(double value);
/// `40 minuter`, from two hours on `31 timmar`, rounded.
std::string work_text(std::int64_t minutes);
/// `a`, `a och b`, `a, b och c`.
std::string joined(const std::vector<std::string>& parts);

std::string date_text(Day day);        ///< `2 februari 2026`
std::string days_text(DayRange days);  ///< `2–15 februari 2026`; the range is half-open
std::string moment_text(Instant at);   ///< `2 februari 2026 kl. 08.15`

/// The text with its places in braces filled in. One that nothing is known for keeps its words,
/// without the braces.
struct Place {
  std::string_view name;
  std::string text;
};
std::string filled(std::string_view text, const std::vector<Place>& places);

}  // namespace insyn
