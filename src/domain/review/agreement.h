#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace insyn {

/// How well two readers of the same rows agree beyond chance: Cohen's kappa (J. Cohen, "A
/// coefficient of agreement for nominal scales", Educational and Psychological Measurement 20,
/// 1960). Told per audit, never of a reader.
struct Agreement {
  std::int64_t rows = 0;
  double observed = 0;          ///< share of rows on which they agree
  double expected = 0;          ///< the share that chance alone would give
  std::optional<double> kappa;  ///< none without rows, or if both always said the same one thing
};

/// `counts[a][b]`: rows that the first reader gave the category a and the second b; square.
Agreement agreement_of(const std::vector<std::vector<std::int64_t>>& counts);

}  // namespace insyn
