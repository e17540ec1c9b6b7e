#include "report/pdf/column_widths.h"

#include <algorithm>
#include <numeric>

namespace insyn::pdf {
namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// What is left when all have what they like is shared in proportion to it. If there is too little,
/// each gets what it needs and the same of the rest, but no more than it likes: one long text
/// doesn't break the short ones beside it.
std::vector<double> between(const std::vector<double>& least, const std::vector<double>& liked,
                            double available) {
  std::vector<double> widths = least;
  if (sum(liked) <= available) {
    for (std::size_t at = 0; at < widths.size(); ++at)
      widths[at] = liked[at] * available / sum(liked);
    return widths;
  }
  std::vector<std::size_t> order(least.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return liked[at] - least[at]; });
  double rest = available - sum(least);
  for (std::size_t done = 0; done < order.size(); ++done) {
    const std::size_t at = order[done];
    const double same = rest / static_cast<double>(order.size() - done);
    const double more = std::min(liked[at] - least[at], same);
    widths[at] += more;
    rest -= more;
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
  if (heads_width > available / 2) {
    heads.clear();
    heads_width = 0;
  }
  std::vector<std::vector<std::size_t>> groups;
  double used = 0;
  for (std::size_t at = 0; at < needs.size(); ++at) {
    // Every later group begins with all heads; in the first they stand where they are.
    const bool head = std::ranges::find(heads, at) != heads.end();
    if (head && groups.size() > 1) continue;
    const bool fits = !groups.empty() && used + gap + needs[at].least <= available;
    if (fits) {
      used += gap + needs[at].least;
    } else {
      const bool later = !groups.empty();
      groups.push_back(later ? heads : std::vector<std::size_t>{});
      used = later ? heads_width : 0;
      if (later && head) {
        used -= gap;
        continue;
      }
      used += needs[at].least;
    }
    groups.back().push_back(at);
  }
  return groups;
}

}  // namespace insyn::pdf
