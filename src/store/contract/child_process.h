#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

namespace insyn {

/// Kills this process as `kill -9` does: no destructor runs, no buffer is flushed.
[[noreturn]] inline void die_now() {
  ::raise(SIGKILL);
  std::abort();
}

/// Runs `work` in a child that then dies so. True if it came to the end of `work`, or to a
/// `die_now` of its own; what it throws makes it false.
inline bool die_after(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      work();
    } catch (...) {
      std::abort();
    }
    die_now();
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return false;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

}  // namespace insyn
