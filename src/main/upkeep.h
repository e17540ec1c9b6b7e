#pragma once

#include <functional>
#include <string_view>
#include <thread>

#include "app/desk.h"

namespace insyn {

/// Puts the copy of the events by client in order when there has been nothing to do for a minute
/// and something was imported since last time, as `insyn maintain` does (2.5 s for ten million
/// events): so that extracts stay quick without anybody thinking of it. Then, too, what was looked
/// at becomes part of the logs.
class Upkeep {
 public:
  /// The desk is borrowed; `report` gets a line when it fails.
  Upkeep(Desk& desk, std::function<void()> deliver_views,
         std::function<void(std::string_view)> report);

 private:
  void run(const std::stop_token& stop);
  void keep_up(bool imported);

  Desk& desk_;
  std::function<void()> deliver_views_;
  std::function<void(std::string_view)> report_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace insyn
