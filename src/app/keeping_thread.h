#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <utility>

#include "app/event_keeper.h"
#include "base/bounded_queue.h"

namespace insyn {

/// Keeps batches on a thread of its own. Some may wait, since the keeper's time for one differs
/// with whether the store has enough to write.
class KeepingThread {
 public:
  explicit KeepingThread(EventKeeper& keeper) : keeper_{keeper}, thread_{[this] { run(); }} {
    for (std::size_t i = 0; i < batches; ++i) empty_.push({});
  }
  ~KeepingThread() { full_.close(); }
  KeepingThread(const KeepingThread&) = delete;
  KeepingThread& operator=(const KeepingThread&) = delete;

  /// Takes the batch and gives one to fill, with the memory of an earlier one.
  Batch exchange(Batch batch) {
    full_.push(std::move(batch));
    auto next = empty_.pop();
    if (!next) finish();  // throws
    return std::move(*next);
  }

  /// Every batch is kept when it returns; throws what keeping threw.
  void finish() {
    full_.close();
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  static constexpr std::size_t batches = 3;

  void run() {
    try {
      while (auto batch = full_.pop()) {
        keeper_.keep(*batch);
        batch->clear();
        empty_.push(std::move(*batch));
      }
    } catch (...) {
      failure_ = std::current_exception();
      full_.close();
      empty_.close();
    }
  }

  EventKeeper& keeper_;
  BoundedQueue<Batch> full_{batches + 1};
  BoundedQueue<Batch> empty_{batches + 1};
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace insyn
