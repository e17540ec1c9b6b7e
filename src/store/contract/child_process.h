#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace insyn {

/// Runs `work` in a child that then dies at once, like a killed process: no destructor runs, no
/// buffer is flushed. True if it came to the end of `work`.
inline bool die_after(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      work();
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 1;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace insyn
