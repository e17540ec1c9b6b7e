#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// A number that the site knows of itself, as Prometheus reads it (text exposition format 0.0.4).
struct Gauge {
  std::string_view name, help;
  double value = 0;
};

/// Counts answers by kind and how long they took. Holds no path, no address and no user, so that
/// nothing of anybody's can be read out of it. Any thread may count.
class Metrics {
 public:
  void answered(int status, std::chrono::microseconds time);

  /// What was counted, and the gauges.
  std::string text(const std::vector<Gauge>& gauges) const;

 private:
  /// Upper bounds in milliseconds; what takes longer is only in the total.
  static constexpr std::array<int, 8> bounds{1, 5, 10, 25, 50, 100, 500, 2500};
  std::array<std::atomic<std::uint64_t>, 6> by_kind_{};  ///< [2] are 2xx
  std::array<std::atomic<std::uint64_t>, bounds.size()> at_most_{};
  std::atomic<std::uint64_t> count_{};
  std::atomic<std::uint64_t> microseconds_{};
};

}  // namespace insyn
