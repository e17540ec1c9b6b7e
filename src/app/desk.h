#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "app/home.h"
#include "app/homes.h"
#include "app/snapshot.h"

namespace insyn {

/// Who asks for something to be done.
struct Actor {
  std::string user;  ///< id among the users; empty at the command line
  std::string name;  ///< for the words of acts
};

/// A home that many serve at once: one thread owns it and does what is asked in order, another
/// reads what isn't in memory, and everyone looks at snapshots, which never change and cost nothing
/// to get. So a page is shown at once even while a long import runs.
class Desk {
 public:
  virtual ~Desk() = default;

  /// What is believed now. Never waits for an act under way.
  virtual std::shared_ptr<const Snapshot> look() const = 0;

  /// Runs `work` on the thread that owns the home, with the clock read then and the actor set, and
  /// returns when it is done and the next `look` shows it. What `work` throws is thrown here, after
  /// the home has been opened anew: its stores may be in the middle of something.
  /// Never from within `work`.
  virtual void act(const Actor& actor, const std::function<void(Home&)>& work) = 0;

  /// The same, for work whose result is wanted.
  template <class T>
  T ask(const Actor& actor, const std::function<T(Home&)>& work) {
    std::optional<T> result;
    act(actor, [&](Home& home) { result.emplace(work(home)); });
    return std::move(*result);
  }

  /// Runs `work`, which only reads, without waiting for acts: on a thread of its own, on what had
  /// been done before. Throws what `work` throws.
  virtual void look_up(const std::function<void(Home&)>& work) = 0;

  /// The same, for work whose result is wanted.
  template <class Work>
  auto read(const Work& work) {
    std::optional<std::invoke_result_t<Work, Home&>> result;
    look_up([&](Home& home) { result.emplace(work(home)); });
    return std::move(*result);
  }

  virtual Instant now() const = 0;

  /// Whether nothing is under way or waiting: time for what can be done at any time.
  virtual bool is_idle() const = 0;
};

using OpensHome = std::function<Result<std::unique_ptr<OpenHome>>()>;

/// Opens the home and starts the thread that owns it; ends it when destroyed, after the work that
/// waits. Nobody else may use the home meanwhile. While it can't be opened anew after a failure,
/// work is answered with a std::runtime_error that says why; `look` shows what was believed last.
Result<std::unique_ptr<Desk>> open_desk(OpensHome open, std::function<Instant()> clock);

/// The same on a home that somebody else has opened and keeps: for tests.
std::unique_ptr<Desk> make_desk(Home& home, std::function<Instant()> clock);

}  // namespace insyn
