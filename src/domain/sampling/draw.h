#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// The draw of an audit (contract 7): in each stratum those with the lowest tickets.

struct StratumToDraw {
  std::string id;
  std::int64_t sample_size = 0;
};

struct Drawn {
  std::string pseudonym;
  std::string ticket;
  friend bool operator==(const Drawn&, const Drawn&) = default;
};

struct DrawnStratum {
  std::string id;
  std::vector<Drawn> selected;  ///< lowest ticket first
  std::vector<Drawn> reserve;   ///< the next five, or as many as are left
  friend bool operator==(const DrawnStratum&, const DrawnStratum&) = default;
};

/// One result a stratum, in the order given, also where nobody stands in it. What isn't a frame
/// line of one of the strata is left out.
std::vector<DrawnStratum> draw(const std::vector<StratumToDraw>& strata,
                               const std::vector<std::string>& frame, std::string_view seed);

}  // namespace insyn
