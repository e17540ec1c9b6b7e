#include "domain/sampling/draw.h"

#include <algorithm>
#include <map>

#include "domain/sampling/frame.h"
#include "domain/sampling/ticket.h"

namespace insyn {

namespace {

constexpr std::size_t reserve_size = 5;

}  // namespace

std::vector<DrawnStratum> draw(const std::vector<StratumToDraw>& strata,
                               const std::vector<std::string>& frame, std::string_view seed) {
  std::map<std::string_view, std::vector<std::string>> lines_of;
  for (const StratumToDraw& stratum : strata) lines_of[stratum.id];
  for (const std::string& line : frame) {
    const auto parts = parse_frame_line(line);
    if (!parts) continue;
    const auto found = lines_of.find(parts->stratum);
    if (found != lines_of.end()) found->second.push_back(line);
  }
  const std::string hash = seed_hash(seed);
  std::vector<DrawnStratum> result;
  for (const StratumToDraw& stratum : strata) {
    const auto& lines = lines_of[stratum.id];
    const auto size = std::min(
        static_cast<std::size_t>(std::max<std::int64_t>(stratum.sample_size, 0)), lines.size());
    DrawnStratum drawn{stratum.id, {}, {}};
    for (const Ticketed& ticketed : lowest_tickets(lines, size + reserve_size, hash)) {
      auto& list = drawn.selected.size() < size ? drawn.selected : drawn.reserve;
      list.push_back({std::string{parse_frame_line(ticketed.line)->pseudonym}, ticketed.ticket});
    }
    result.push_back(std::move(drawn));
  }
  return result;
}

}  // namespace insyn
