#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace insyn {

/// A table of counts by unit, role or month in a paper that anyone may read: small numbers are
/// hidden, and others with them until no small one can be computed from the rest (practice F24;
/// secondary suppression as in A. Hundepool et al., "Statistical Disclosure Control", 2012, ch. 4).

enum class Disclosure : std::uint8_t {
  number,  ///< as it is; also 0
  few,     ///< under five: it is 0 to 4
  hidden,  ///< not shown, since a small number could be computed from it
};

/// Counts by row (a unit) and column (an outcome): each column's sum is published, each row's sum
/// is a number by unit like the others.
struct CountTable {
  std::vector<std::vector<std::int64_t>> cells;  ///< none negative; rows of one length
};

struct Suppressed {
  std::vector<std::vector<Disclosure>> cells;
  std::vector<Disclosure> sums;  ///< of the rows
};

/// What may be shown. Every number of 1 to 4, among cells and sums of rows, is hidden, and has at
/// least one other value that fits everything shown: the other numbers, the columns' sums, and what
/// `few` says. As few other numbers as a shortest way finds are hidden for it, zeros first.
/// None if a small number can't be hidden: with a single row the columns' sums tell it.
std::optional<Suppressed> suppressed(const CountTable& table);

}  // namespace insyn
