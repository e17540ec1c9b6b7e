#include "web/site/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace insyn {

void Metrics::answered(int status, std::chrono::microseconds time) {
  const auto kind = static_cast<std::size_t>(std::clamp(status / 100, 0, 5));
  ++by_kind_[kind];
  for (std::size_t i = 0; i < bounds.size(); ++i)
    if (time <= std::chrono::milliseconds{bounds[i]}) ++at_most_[i];
  ++count_;
  microseconds_ += static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
}

std::string Metrics::text(const std::vector<Gauge>& gauges) const {
  std::string out;
  auto to = std::back_inserter(out);
  fmt::format_to(to,
                 "# HELP insyn_http_answers_total Answers by kind of status.\n"
                 "# TYPE insyn_http_answers_total counter\n");
  for (std::size_t kind = 2; kind < by_kind_.size(); ++kind)
    fmt::format_to(to, "insyn_http_answers_total{{status=\"{}xx\"}} {}\n", kind,
                   by_kind_[kind].load());
  fmt::format_to(to,
                 "# HELP insyn_http_answer_seconds How long an answer took to make.\n"
                 "# TYPE insyn_http_answer_seconds histogram\n");
  for (std::size_t i = 0; i < bounds.size(); ++i)
    fmt::format_to(to, "insyn_http_answer_seconds_bucket{{le=\"{}\"}} {}\n", bounds[i] / 1000.0,
                   at_most_[i].load());
  fmt::format_to(to, "insyn_http_answer_seconds_bucket{{le=\"+Inf\"}} {}\n", count_.load());
  fmt::format_to(to, "insyn_http_answer_seconds_sum {}\n",
                 static_cast<double>(microseconds_.load()) / 1e6);
  fmt::format_to(to, "insyn_http_answer_seconds_count {}\n", count_.load());
  for (const Gauge& gauge : gauges)
    fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help,
                   gauge.value);
  return out;
}

}  // namespace insyn
