#include "report/pdf/column_widths.h"

#include <algorithm>
#include <numeric>

namespace insyn::pdf {
namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Between what they need at least and what they would like, all to the same degree; what is left
/// over is shared in the same proportions.
std::vector<double> between(const std::vector<double>& least, const std::vector<double>& liked,
                            double available) {
  const double least_sum = sum(least);
  const double liked_sum = sum(liked);
  std::vector<double> widths(least.size());
  for (std::size_t at = 0; at < least.size(); ++at) {
    if (liked_sum <= available) {
      widths[at] = liked[at] * available / liked_sum;
    } else {
      const double part = (available - least_sum) / (liked_sum - least_sum);
      widths[at] = least[at] + (liked[at] - least[at]) * part;
    }
  }
  return widths;
}

}  // namespace

std::vector<double> column_widths(const std::vector<ColumnNeed>& needs, double available) {
  std::vector<double> least;
  std::vector<double> natural;
  std::vector<double> with_titles;
  double weights = 0;
  double unweighted = 0;
  for (const ColumnNeed& need : needs) {
    least.push_back(std::max(need.least, 1.0));
    natural.push_back(std::max(need.natural, least.back()));
    with_titles.push_back(std::max(natural.back(), need.title));
    weights += need.weight;
    if (need.weight <= 0) unweighted += with_titles.back();
  }
  if (weights > 0) {
    // A weight is a wish: no column gets less than it needs.
    for (std::size_t at = 0; at < needs.size(); ++at) {
      const double share = std::max(available - unweighted, 0.0) * needs[at].weight / weights;
      natural[at] = needs[at].weight > 0 ? std::max(share, least[at]) : with_titles[at];
    }
    return between(least, natural, available);
  }
  return between(least, sum(with_titles) <= available ? with_titles : natural, available);
}

std::vector<std::vector<std::size_t>> column_groups(const std::vector<ColumnNeed>& needs,
                                                    double available, double gap) {
  std::vector<std::size_t> heads;
  double heads_width = 0;
  for (std::size_t at = 0; at < needs.size(); ++at) {
    if (!needs[at].row_head) continue;
    heads.push_back(at);
    heads_width += needs[at].least + gap;
  }
  // Heads that fill the page alone can't come again in each group.
  if (heads_width > available / 2) heads.clear();
  std::vector<std::vector<std::size_t>> groups;
  double used = 0;
  for (std::size_t at = 0; at < needs.size(); ++at) {
    const bool head = std::ranges::find(heads, at) != heads.end();
    if (head && !groups.empty()) continue;
    const bool fits = !groups.empty() && used + gap + needs[at].least <= available;
    if (fits) {
      used += gap + needs[at].least;
    } else {
      const bool later = !groups.empty();
      groups.push_back(later ? heads : std::vector<std::size_t>{});
      used = needs[at].least + (later ? heads_width : 0);
    }
    groups.back().push_back(at);
  }
  return groups;
}

}  // namespace insyn::pdf
