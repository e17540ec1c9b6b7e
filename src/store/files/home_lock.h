#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"

namespace insyn {

/// Holds HOME/lock while it lives, so that one process at a time uses the home. The system lets go
/// of it when a process dies, however it dies.
class HomeLock {
 public:
  /// Errors of kind home: "home-locked" if another has it (at once, without waiting),
  /// "home-unreadable" if the home can't be written to.
  static Result<std::unique_ptr<HomeLock>> take(const std::filesystem::path& home);
  explicit HomeLock(int descriptor) : descriptor_{descriptor} {}  ///< for `take`
  ~HomeLock();
  HomeLock(const HomeLock&) = delete;
  HomeLock& operator=(const HomeLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace insyn
