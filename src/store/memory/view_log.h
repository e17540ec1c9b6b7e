#pragma once

#include <mutex>

#include "store/view_log.h"

namespace insyn {

/// Views that last as long as the object.
class MemoryViewLog final : public ViewLog {
 public:
  void append(std::span<const View> views) override;
  std::uint64_t size() override;
  std::vector<View> read(std::uint64_t from, std::uint64_t limit) override;
  std::uint64_t delivered() override;
  void set_delivered(std::uint64_t count) override;

 private:
  std::mutex mutex_;
  std::vector<View> views_;
  std::uint64_t delivered_ = 0;
};

}  // namespace insyn
