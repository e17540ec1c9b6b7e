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

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds quiet_time{60};
constexpr std::chrono::seconds look_every{2};

}  // namespace

Upkeep::Upkeep(Desk& desk, std::function<void()> deliver_views,
               std::function<void(std::string_view)> report)
    : desk_{desk},
      deliver_views_{std::move(deliver_views)},
      report_{std::move(report)},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

void Upkeep::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock{mutex};
  std::condition_variable_any stopped;
  std::size_t done_for = 0;  // deliveries
  std::uint64_t acts = 0;
  Steady::time_point quiet_since = Steady::now();
  while (!stopped.wait_for(lock, stop, look_every, [&] { return stop.stop_requested(); })) {
    const auto snapshot = desk_.look();
    if (!desk_.is_idle() || snapshot->acts != acts) quiet_since = Steady::now();
    acts = snapshot->acts;
    if (Steady::now() - quiet_since < quiet_time) continue;
    const std::size_t deliveries = snapshot->state.deliveries.size();
    keep_up(deliveries != done_for);
    done_for = desk_.look()->state.deliveries.size();
    quiet_since = Steady::now();
  }
}

void Upkeep::keep_up(bool imported) {
  try {
    deliver_views_();
    // An act of nothing, too, lets the next look have the day's routine.
    desk_.act({}, [&](Home& home) {
      if (imported) home.stores.events.recluster();
    });
  } catch (const std::exception& failure) {
    report_("insyn: underhållet gick inte att göra: " + std::string{failure.what()} + "\n");
  }
}

}  // namespace insyn
