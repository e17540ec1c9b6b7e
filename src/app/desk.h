#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/home.h"
#include "app/snapshot.h"

namespace insyn {

/// Who asks for something to be done.
struct Actor {
  std::string user;  ///< id among the users; empty at the command line
  std::string name;  ///< for the words of acts
};

/// A home that many serve at once: one thread owns it and does what is asked in order; everyone
/// else looks at snapshots, which never change and cost nothing to get. So a page is shown at once
/// even while a long import runs.
class Desk {
 public:
  virtual ~Desk() = default;

  /// What is believed now. Never waits for an act under way.
  virtual std::shared_ptr<const Snapshot> look() const = 0;

  /// Runs `work` on the thread that owns the home, with the clock read then and the actor set, and
  /// returns when it is done and the next `look` shows it. What `work` throws is thrown here.
  virtual void act(const Actor& actor, const std::function<void(Home&)>& work) = 0;

  /// The same, for work whose result is wanted.
  template <class T>
  T ask(const Actor& actor, const std::function<T(Home&)>& work) {
    std::optional<T> result;
    act(actor, [&](Home& home) { result.emplace(work(home)); });
    return std::move(*result);
  }

  virtual Instant now() const = 0;
};

/// Takes over an open home and starts its thread; ends it when destroyed, after the work under way.
std::unique_ptr<Desk> make_desk(Home& home, std::function<Instant()> clock);

}  // namespace insyn
