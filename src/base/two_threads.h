#pragma once

#include <atomic>
#include <cstddef>
#include <future>

namespace insyn {

/// Calls `work(i)` once for each i below `count`, in order, on the caller's thread and one more,
/// each taking the next when it is free. Returns when all is done; throws what a call threw.
template <class Work>
void on_two_threads(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  if (count < 2) return take();
  auto other = std::async(std::launch::async, take);
  take();  // if this throws, destroying `other` waits for it
  other.get();
}

}  // namespace insyn
