#pragma once

#include <cstddef>
#include <vector>

namespace insyn::pdf {

/// What a column of a table asks for, in points.
struct ColumnNeed {
  double least = 0;    ///< for its longest part that can't be divided, title included
  double natural = 0;  ///< for its longest cell on one line
  double title = 0;    ///< for its title on one line
  double weight = 0;   ///< its share as the document has it; 0 for what it needs
  bool row_head = false;
};

/// Widths that together are `available`. Precondition: so much is at least needed.
std::vector<double> column_widths(const std::vector<ColumnNeed>& needs, double available);

/// Which columns stand beside each other, so that each group has the `gap` between its columns and
/// room for what they need at least; columns that head rows come again in each group.
std::vector<std::vector<std::size_t>> column_groups(const std::vector<ColumnNeed>& needs,
                                                    double available, double gap);

}  // namespace insyn::pdf
