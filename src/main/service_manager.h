#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cli/io.h"

namespace insyn {

/// What systemd wants to know of a service of Type=notify (sd_notify(3)): says nothing where
/// $NOTIFY_SOCKET isn't set.
class ServiceManager {
 public:
  explicit ServiceManager(const Io& io);

  void say(std::string_view state) const;  ///< `READY=1`
  /// How often `WATCHDOG=1` is to be said; none if nobody listens for it.
  std::optional<std::chrono::milliseconds> watchdog() const { return watchdog_; }

 private:
  std::string socket_;
  std::optional<std::chrono::milliseconds> watchdog_;
};

}  // namespace insyn
