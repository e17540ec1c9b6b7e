#include "domain/sampling/detection.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

#include "base/check.h"

namespace insyn {

namespace {

using Whole = boost::multiprecision::cpp_int;

/// A probability as it is, before any rounding.
struct Fraction {
  Whole top;
  Whole bottom;
};

/// That none of k is drawn: C(N − k, n) / C(N, n), which is symmetric in k and n.
Fraction probability_of_none(std::int64_t population, std::int64_t sample, std::int64_t k) {
  const std::int64_t fewer = std::min(sample, k);
  const std::int64_t more = std::max(sample, k);
  Fraction none{1, 1};
  for (std::int64_t i = 0; i < fewer; ++i) {
    none.top *= population - more - i > 0 ? population - more - i : 0;
    none.bottom *= population - i;
  }
  return none;
}

/// C(n, k), 0 where k is out of range.
Whole choose(std::int64_t n, std::int64_t k) {
  if (k < 0 || k > n) return 0;
  k = std::min(k, n - k);
  Whole ways = 1;
  for (std::int64_t i = 0; i < k; ++i) {
    ways *= n - i;
    ways /= i + 1;
  }
  return ways;
}

/// The last of [from, to] for which `holds`, where it holds up to some number and never after;
/// it is known to hold for `from`.
template <class Holds>
std::int64_t last_that(std::int64_t from, std::int64_t to, Holds holds) {
  while (from < to) {
    const std::int64_t middle = from + (to - from + 1) / 2;
    if (holds(middle))
      from = middle;
    else
      to = middle - 1;
  }
  return from;
}

}  // namespace

std::int64_t detection_millionths(std::int64_t population, std::int64_t sample, std::int64_t k) {
  check(sample >= 0 && k >= 0 && sample <= population && k <= population, "parts of a population");
  const Fraction none = probability_of_none(population, sample, k);
  const Whole scaled = (none.bottom - none.top) * 1'000'000;
  Whole millionths = scaled / none.bottom;
  const Whole twice_rest = (scaled % none.bottom) * 2;
  if (twice_rest > none.bottom || (twice_rest == none.bottom && millionths % 2 == 1)) ++millionths;
  return millionths.convert_to<std::int64_t>();
}

std::int64_t smallest_sample(std::int64_t population, std::int64_t k, int confidence_per_mille) {
  check(k >= 1 && k <= population && confidence_per_mille >= 0 && confidence_per_mille <= 1000,
        "a confidence that a sample can have");
  const auto too_small = [&](std::int64_t sample) {
    const Fraction none = probability_of_none(population, sample, k);
    return (none.bottom - none.top) * 1000 < none.bottom * confidence_per_mille;
  };
  return too_small(0) ? last_that(0, population, too_small) + 1 : 0;
}

std::int64_t upper_bound_95(std::int64_t population, std::int64_t sample, std::int64_t findings) {
  check(findings >= 0 && findings <= sample && sample <= population, "parts of a population");
  const Whole all = choose(population, sample);
  const auto plausible = [&](std::int64_t bad) {
    Whole ways = 0;
    for (std::int64_t found = 0; found <= findings; ++found)
      ways += choose(bad, found) * choose(population - bad, sample - found);
    return ways * 20 > all;
  };
  return last_that(findings, population, plausible);
}

}  // namespace insyn
