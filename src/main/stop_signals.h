#pragma once

#include <chrono>
#include <csignal>

#include "command_socket/channel.h"

namespace insyn {

/// SIGTERM and SIGINT as something to wait for (signalfd(2)) while it lives; SIGPIPE is ignored
/// from then on. Made before any other thread, so that none of them gets the signals.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Whether one came within so long.
  bool wait(std::chrono::milliseconds patience) const;

 private:
  sigset_t before_{};
  Descriptor signals_;
};

}  // namespace insyn
