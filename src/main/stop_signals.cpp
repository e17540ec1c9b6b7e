#include "main/stop_signals.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/check.h"

namespace insyn {

StopSignals::StopSignals() {
  sigset_t signals{};
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGTERM);
  ::sigaddset(&signals, SIGINT);
  check(::pthread_sigmask(SIG_BLOCK, &signals, &before_) == 0, "signals can be blocked");
  signals_ = Descriptor{::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK)};
  check(static_cast<bool>(signals_), "there is a descriptor left at the start");
  std::signal(SIGPIPE, SIG_IGN);
}

StopSignals::~StopSignals() {
  // What was waited for has come: it mustn't come again when it is let in.
  signalfd_siginfo taken{};
  while (::read(signals_.get(), &taken, sizeof taken) > 0) {
  }
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool StopSignals::wait(std::chrono::milliseconds patience) const {
  pollfd watched{signals_.get(), POLLIN, 0};
  return ::poll(&watched, 1, static_cast<int>(patience.count())) > 0;
}

}  // namespace insyn
