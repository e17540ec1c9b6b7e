#include "main/upkeep.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string>
#include <utility>

namespace insyn {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds quiet_time{60};
constexpr std::chrono::seconds look_every{2};

}  // namespace

Upkeep::Upkeep(Desk& desk, std::function<void(std::string_view)> report)
    : desk_{desk}, report_{std::move(report)}, thread_{[this](const std::stop_token& stop) {
        run(stop);
      }} {}

void Upkeep::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock{mutex};
  std::condition_variable_any stopped;
  std::size_t done_for = 0;  // deliveries
  std::uint64_t acts = 0;
  Clock::time_point quiet_since = Clock::now();
  while (!stopped.wait_for(lock, stop, look_every, [&] { return stop.stop_requested(); })) {
    const auto snapshot = desk_.look();
    if (!desk_.is_idle() || snapshot->acts != acts) quiet_since = Clock::now();
    acts = snapshot->acts;
    const std::size_t deliveries = snapshot->state.deliveries.size();
    if (deliveries == done_for || Clock::now() - quiet_since < quiet_time) continue;
    done_for = deliveries;
    keep_up();
  }
}

void Upkeep::keep_up() {
  try {
    desk_.act({}, [](Home& home) { home.stores.events.recluster(); });
  } catch (const std::exception& failure) {
    report_("insyn: händelserna gick inte att ordna om: " + std::string{failure.what()} + "\n");
  }
}

}  // namespace insyn
