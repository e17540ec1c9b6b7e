#include "store/memory/view_log.h"

#include <algorithm>

namespace insyn {

void MemoryViewLog::append(std::span<const View> views) {
  const std::lock_guard lock{mutex_};
  views_.insert(views_.end(), views.begin(), views.end());
}

std::uint64_t MemoryViewLog::size() {
  const std::lock_guard lock{mutex_};
  return views_.size();
}

std::vector<View> MemoryViewLog::read(std::uint64_t from, std::uint64_t limit) {
  const std::lock_guard lock{mutex_};
  const std::uint64_t start = std::min<std::uint64_t>(from, views_.size());
  const std::uint64_t end = start + std::min<std::uint64_t>(limit, views_.size() - start);
  return {views_.begin() + static_cast<std::ptrdiff_t>(start),
          views_.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::uint64_t MemoryViewLog::delivered() {
  const std::lock_guard lock{mutex_};
  return delivered_;
}

void MemoryViewLog::set_delivered(std::uint64_t count) {
  const std::lock_guard lock{mutex_};
  delivered_ = std::max(delivered_, count);
}

}  // namespace insyn
