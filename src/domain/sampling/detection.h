#pragma once

#include <cstdint>

namespace insyn {

/// What a random sample without replacement can show, exactly (hypergeometric; whole numbers
/// throughout, nothing is rounded before the end).

/// The probability that at least one of `k` is among `sample` drawn of `population`, in millionths,
/// rounded half to even. Precondition: 0 <= sample, k <= population.
std::int64_t detection_millionths(std::int64_t population, std::int64_t sample, std::int64_t k);

/// The smallest sample that shows at least one of `k` with at least this confidence (950: 95 %).
/// Precondition: 1 <= k <= population, 0 <= confidence_per_mille <= 1000.
std::int64_t smallest_sample(std::int64_t population, std::int64_t k, int confidence_per_mille);

/// How many of the population there may be, with 95 % confidence, when the sample had `findings`:
/// the largest number for which so few findings still have a probability above 5 %.
/// Precondition: 0 <= findings <= sample <= population.
std::int64_t upper_bound_95(std::int64_t population, std::int64_t sample, std::int64_t findings);

}  // namespace insyn
