#include "domain/review/agreement.h"

#include <cstddef>
#include <numeric>

namespace insyn {

Agreement agreement_of(const std::vector<std::vector<std::int64_t>>& counts) {
  Agreement agreement;
  const std::size_t size = counts.size();
  std::vector<std::int64_t> first(size), second(size);
  std::int64_t same = 0;
  for (std::size_t a = 0; a < size; ++a)
    for (std::size_t b = 0; b < size; ++b) {
      first[a] += counts[a][b];
      second[b] += counts[a][b];
      if (a == b) same += counts[a][b];
    }
  agreement.rows = std::accumulate(first.begin(), first.end(), std::int64_t{0});
  if (agreement.rows == 0) return agreement;
  const auto rows = static_cast<double>(agreement.rows);
  agreement.observed = static_cast<double>(same) / rows;
  bool always_one = false;
  for (std::size_t a = 0; a < size; ++a) {
    agreement.expected +=
        static_cast<double>(first[a]) / rows * static_cast<double>(second[a]) / rows;
    always_one = always_one || (first[a] == agreement.rows && second[a] == agreement.rows);
  }
  if (!always_one)
    agreement.kappa = (agreement.observed - agreement.expected) / (1 - agreement.expected);
  return agreement;
}

}  // namespace insyn
