#include "app/window_look.h"

#include <chrono>
#include <future>
#include <optional>

#include "app/registers_at.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Whose account it was, remembered by account: its next event is mostly of the same day.
class AccountHolders {
 public:
  explicit AccountHolders(const RegisterIndex& index) : index_{index} {}

  /// None if the latest answer for the account was of the same system and day.
  std::optional<StaffNo> fresh(SystemNo system, AccountNo account, Day day) {
    if (account.value >= known_.size()) known_.resize(std::size_t{account.value} + 1);
    Known& known = known_[account.value];
    if (known.system == system && known.day == day) return std::nullopt;
    known = {system, day};
    return index_.person_of(system, account, day);
  }

 private:
  struct Known {
    SystemNo system;
    Day day{Day::min()};
  };
  const RegisterIndex& index_;
  std::vector<Known> known_;
};

/// What part of a window says: a flag a person by number, and one a day from its first.
struct PartLook {
  std::vector<bool> active, seen;
};

PartLook look_at_part(EventStore& events, const RegisterIndex& index, DayRange part,
                      std::uint32_t deliveries_to, std::uint32_t own_views) {
  PartLook look;
  look.seen.resize(static_cast<std::size_t>((part.to - part.from).count()), false);
  AccountHolders holders{index};
  Day day{};  // of the latest event, and mostly of the next
  InstantRange hours;
  const auto add = [&](StaffNo person) {
    if (person.value >= look.active.size())
      look.active.resize(std::size_t{person.value} + 1, false);
    look.active[person.value] = true;
  };
  const auto visit = [&](const EventColumns& columns) {
    // Of its own, so that nothing is read again after every note that is taken.
    const EventColumns own = columns;
    for (std::size_t i = 0; i < own.size(); ++i) {
      // Nor does a look in Insyn show that a day's logs have come.
      if (own.source[i] == own_views && own_views != 0) continue;
      const Instant at{std::chrono::microseconds{own.at[i]}};
      if (!hours.contains(at)) {
        day = day_of(at);
        hours = instants({day, day + std::chrono::days{1}});
        look.seen[static_cast<std::size_t>((day - part.from).count())] = true;
      }
      if (is_quiet(static_cast<Action>(own.action[i]))) continue;
      if (own.staff[i] != 0)
        add(StaffNo{own.staff[i]});
      else if (const auto person = holders.fresh(SystemNo{own.system[i]}, {own.account[i]}, day))
        add(*person);
    }
  };
  events.scan_actors({instants(part), deliveries_to}, visit);
  return look;
}

}  // namespace

WindowLook look_at(Home& home, const RegisterIndex& index, DayRange window,
                   std::uint32_t deliveries_to) {
  const StaffNo robot{find_text(home, "system").value};
  const std::uint32_t own_views = find_text(home, "insyn").value;
  // Reading is nearly all of the work and is done by the thread that asks: two halves, two threads.
  const Day middle = window.from + (window.to - window.from) / 2;
  const auto part = [&](DayRange days) {
    return look_at_part(home.stores.events, index, days, deliveries_to, own_views);
  };
  auto later = std::async(std::launch::async, part, DayRange{middle, window.to});
  PartLook first = part({window.from, middle});
  const PartLook second = later.get();

  first.seen.insert(first.seen.end(), second.seen.begin(), second.seen.end());
  if (first.active.size() < second.active.size()) first.active.resize(second.active.size(), false);
  WindowLook look;
  for (std::uint32_t number = 1; number < first.active.size(); ++number)
    if ((first.active[number] || (number < second.active.size() && second.active[number])) &&
        number != robot.value)
      look.active.push_back(StaffNo{number});
  for (std::size_t i = 0; i < first.seen.size(); ++i)
    if (!first.seen[i]) look.missing_days.push_back(format_day(window.from + std::chrono::days{i}));
  return look;
}

}  // namespace insyn
