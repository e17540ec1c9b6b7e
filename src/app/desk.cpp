#include "app/desk.h"

#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "base/bounded_queue.h"
#include "base/check.h"

namespace insyn {
namespace {

/// A home that somebody else keeps open.
class LentHome final : public OpenHome {
 public:
  explicit LentHome(Home& home) : home_{home} {}
  Home& home() override { return home_; }

 private:
  Home& home_;
};

/// One more while it lives.
class Counted {
 public:
  explicit Counted(std::atomic<int>& count) : count_{count} { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::atomic<int>& count_;
};

class ThreadDesk final : public Desk {
 public:
  ThreadDesk(std::unique_ptr<OpenHome> home, OpensHome open, std::function<Instant()> clock)
      : home_{std::move(home)},
        open_{std::move(open)},
        clock_{std::move(clock)},
        shown_{snapshot_of(home_->home(), nullptr)},
        kept_{home_->home().kept_registers},
        reader_{home_->reader()},
        thread_{[this] { run(acts_); }},
        reading_thread_{[this] { run(looks_up_); }} {}
  /// What waits is done first: its callers stand there.
  ~ThreadDesk() override {
    acts_.close();
    looks_up_.close();
  }
  ThreadDesk(const ThreadDesk&) = delete;
  ThreadDesk& operator=(const ThreadDesk&) = delete;

  std::shared_ptr<const Snapshot> look() const override {
    const std::lock_guard lock{shown_mutex_};
    return shown_;
  }

  void act(const Actor& actor, const std::function<void(Home&)>& work) override {
    check(std::this_thread::get_id() != thread_.get_id(), "work asks for no other work");
    const Counted counted{unfinished_};
    do_on(acts_, [&] { return do_now(actor, work); });
  }

  void look_up(const std::function<void(Home&)>& work) override {
    check(std::this_thread::get_id() != thread_.get_id() &&
              std::this_thread::get_id() != reading_thread_.get_id(),
          "work asks for no other work");
    if (!do_on(looks_up_, [&] { return read_now(work); })) act({}, work);
  }

  Instant now() const override { return clock_(); }
  bool is_idle() const override { return unfinished_ == 0; }

 private:
  using Task = std::packaged_task<bool()>;
  using Queue = BoundedQueue<Task>;

  /// Callers that come on top of these wait to be let in, in no order.
  static constexpr std::size_t waiting_max = 1024;

  static void run(Queue& queue) {
    while (auto task = queue.pop()) (*task)();
  }

  /// On the thread of the queue; what `work` gives or throws.
  static bool do_on(Queue& queue, std::function<bool()> work) {
    Task task{std::move(work)};
    auto done = task.get_future();
    if (!queue.push(std::move(task))) throw std::runtime_error{"servern stoppas"};
    return done.get();
  }

  /// False if nobody can read beside the acts' thread.
  bool read_now(const std::function<void(Home&)>& work) {
    const std::lock_guard lock{reader_mutex_};
    if (!reader_) return false;
    Home& home = reader_->home();
    home.now = clock_();
    {
      const std::lock_guard shown_lock{shown_mutex_};
      home.kept_registers = kept_;
    }
    work(home);
    return true;
  }

  bool do_now(const Actor& actor, const std::function<void(Home&)>& work) {
    if (!home_) open_anew();
    try {
      Home& home = home_->home();
      home.now = clock_();
      home.actor = actor.name;
      home.user = actor.user;
      work(home);
      show(snapshot_of(home, look()), home);
      return true;
    } catch (...) {
      const auto failure = std::current_exception();
      {
        // Stores of both are closed together: the next process to open them is this one.
        const std::lock_guard lock{reader_mutex_};
        reader_.reset();
        home_.reset();
      }
      try {
        open_anew();
      } catch (const std::exception&) {
        // The next work tries again, and says what is wrong.
      }
      std::rethrow_exception(failure);
    }
  }

  void open_anew() {
    auto opened = open_();
    if (!opened) throw std::runtime_error{opened.error().text};
    home_ = std::move(*opened);
    show(snapshot_of(home_->home(), look()), home_->home());
    const std::lock_guard lock{reader_mutex_};
    reader_ = home_->reader();
  }

  void show(std::shared_ptr<const Snapshot> next, const Home& home) {
    auto kept = home.kept_registers;
    const std::lock_guard lock{shown_mutex_};
    shown_.swap(next);  // what was shown goes after the lock
    kept_.swap(kept);
  }

  std::unique_ptr<OpenHome> home_;  ///< none after a failure, until it could be opened anew
  OpensHome open_;
  std::function<Instant()> clock_;
  mutable std::mutex shown_mutex_;  ///< of the next two
  std::shared_ptr<const Snapshot> shown_;
  std::shared_ptr<const KeptRegisters> kept_;  ///< for the reader, which needn't load them too
  std::mutex reader_mutex_;
  std::unique_ptr<OpenHome> reader_;  ///< goes before the home that it reads
  std::atomic<int> unfinished_ = 0;
  Queue acts_{waiting_max}, looks_up_{waiting_max};
  std::jthread thread_, reading_thread_;  // last: they use all of the above
};

}  // namespace

Result<std::unique_ptr<Desk>> open_desk(OpensHome open, std::function<Instant()> clock) {
  auto home = open();
  if (!home) return fail(home.error());
  return std::unique_ptr<Desk>{
      std::make_unique<ThreadDesk>(std::move(*home), std::move(open), std::move(clock))};
}

std::unique_ptr<Desk> make_desk(Home& home, std::function<Instant()> clock) {
  return std::make_unique<ThreadDesk>(
      std::make_unique<LentHome>(home),
      [&home]() -> Result<std::unique_ptr<OpenHome>> { return std::make_unique<LentHome>(home); },
      std::move(clock));
}

}  // namespace insyn
