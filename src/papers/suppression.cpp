#include "papers/suppression.h"

#include <cstddef>
#include <limits>

namespace insyn {
namespace {

constexpr std::int64_t threshold = 5;
constexpr int never = std::numeric_limits<int>::max();

/// The numbers are the flow of a network: from a source to each row (its sum), from the row to each
/// column. What everyone knows are the balances of the nodes; so whoever looks at the table can
/// change a hidden number only along a circle of hidden ones, one up, the next down.
struct Edge {
  std::size_t from = 0, to = 0;
  std::int64_t value = 0;
  Disclosure shown = Disclosure::number;

  bool is_small() const { return value > 0 && value < threshold; }
};

/// A step along an edge: its number one up (with the edge) or one down (against it).
struct Step {
  std::size_t edge = 0;
  bool up = true;
};

class Network {
 public:
  explicit Network(const CountTable& table) {
    const std::size_t rows = table.cells.size();
    const std::size_t columns = rows == 0 ? 0 : table.cells.front().size();
    nodes_ = 1 + rows + columns;
    for (std::size_t row = 0; row < rows; ++row) {
      std::int64_t sum = 0;
      for (std::size_t column = 0; column < columns; ++column) {
        sum += table.cells[row][column];
        edges_.push_back({1 + row, 1 + rows + column, table.cells[row][column]});
      }
      edges_.push_back({0, 1 + row, sum});
    }
    for (Edge& edge : edges_)
      if (edge.is_small()) edge.shown = Disclosure::few;
  }

  /// Hides what is needed so that the number of this edge has another value that fits.
  bool protect(std::size_t edge) {
    const std::vector<Step> up = circle({edge, true});
    const std::vector<Step> down = circle({edge, false});
    if (up.empty() && down.empty()) return false;
    const bool take_up = down.empty() || (!up.empty() && cost_of(up) < cost_of(down));
    for (const Step step : take_up ? up : down) {
      Edge& hidden = edges_[step.edge];
      hidden.shown = shown_for(step);
    }
    return true;
  }

  const std::vector<Edge>& edges() const { return edges_; }

 private:
  /// How an edge is shown once a step along it must fit: `few` says that it is under five.
  Disclosure shown_for(Step step) const {
    const Edge& edge = edges_[step.edge];
    if (edge.shown == Disclosure::hidden) return Disclosure::hidden;
    return edge.value + (step.up ? 1 : 0) < threshold ? Disclosure::few : Disclosure::hidden;
  }

  /// What a step costs the reader; nothing if the number is hidden already. `never`: no such step.
  int cost_of(Step step) const {
    const Edge& edge = edges_[step.edge];
    if (!step.up && edge.value == 0) return never;
    if (edge.shown == Disclosure::number)
      return (edge.value == 0 ? 2 : edge.value < threshold ? 3 : 6) + (edge.from == 0 ? 1 : 0);
    return edge.shown == shown_for(step) ? 0 : 4;
  }
  int cost_of(const std::vector<Step>& steps) const {
    int sum = 0;
    for (const Step step : steps) sum += cost_of(step);
    return sum;
  }

  std::size_t start_of(Step step) const {
    return step.up ? edges_[step.edge].from : edges_[step.edge].to;
  }
  std::size_t end_of(Step step) const {
    return step.up ? edges_[step.edge].to : edges_[step.edge].from;
  }

  /// The cheapest circle that begins with the step (Bellman and Ford); empty if there is none.
  std::vector<Step> circle(Step first) const {
    if (cost_of(first) == never) return {};
    std::vector<int> cost(nodes_, never);
    std::vector<Step> came(nodes_);
    cost[end_of(first)] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t edge = 0; edge < edges_.size(); ++edge)
        for (const bool up : {true, false}) {
          const Step step{edge, up};
          const int price = cost_of(step);
          if (edge == first.edge || price == never || cost[start_of(step)] == never) continue;
          if (cost[start_of(step)] + price >= cost[end_of(step)]) continue;
          cost[end_of(step)] = cost[start_of(step)] + price;
          came[end_of(step)] = step;
          changed = true;
        }
    }
    if (cost[start_of(first)] == never) return {};
    std::vector<Step> steps{first};
    for (std::size_t node = start_of(first); node != end_of(first); node = start_of(came[node]))
      steps.push_back(came[node]);
    return steps;
  }

  std::size_t nodes_ = 0;
  std::vector<Edge> edges_;
};

}  // namespace

std::optional<Suppressed> suppressed(const CountTable& table) {
  Network network{table};
  for (std::size_t edge = 0; edge < network.edges().size(); ++edge)
    if (network.edges()[edge].is_small() && !network.protect(edge)) return std::nullopt;
  Suppressed result;
  std::size_t at = 0;
  for (const auto& row : table.cells) {
    auto& shown = result.cells.emplace_back();
    for (std::size_t column = 0; column < row.size(); ++column)
      shown.push_back(network.edges()[at++].shown);
    result.sums.push_back(network.edges()[at++].shown);
  }
  return result;
}

}  // namespace insyn
