#include "app/window_look.h"

#include <chrono>

#include "app/registers_at.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Whose account it was, remembered by account: its next event is mostly of the same day.
class AccountHolders {
 public:
  explicit AccountHolders(const RegisterIndex& index) : index_{index} {}

  StaffNo of(SystemNo system, AccountNo account, Day day) {
    if (account.value >= known_.size()) known_.resize(std::size_t{account.value} + 1);
    Known& known = known_[account.value];
    if (known.system != system || known.day != day)
      known = {system, day, index_.person_of(system, account, day)};
    return known.person;
  }

 private:
  struct Known {
    SystemNo system;
    Day day{Day::min()};
    StaffNo person;
  };
  const RegisterIndex& index_;
  std::vector<Known> known_;
};

}  // namespace

WindowLook look_at(Home& home, const RegisterIndex& index, DayRange window,
                   std::uint32_t deliveries_to) {
  const StaffNo robot{find_text(home, "system").value};
  const std::uint32_t own_views = find_text(home, "insyn").value;
  AccountHolders holders{index};
  std::vector<bool> active;  // by number
  std::vector<bool> seen(static_cast<std::size_t>((window.to - window.from).count()), false);
  Day day{};  // of the latest event, and mostly of the next
  InstantRange hours;
  const auto visit = [&](const EventColumns& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Instant at{std::chrono::microseconds{columns.at[i]}};
      if (!hours.contains(at)) {
        day = day_of(at);
        hours = instants({day, day + std::chrono::days{1}});
        seen[static_cast<std::size_t>((day - window.from).count())] = true;
      }
      if (is_quiet(static_cast<Action>(columns.action[i]))) continue;
      if (columns.source[i] == own_views && own_views != 0) continue;
      StaffNo person{columns.staff[i]};
      if (!person) person = holders.of(SystemNo{columns.system[i]}, {columns.account[i]}, day);
      if (person.value >= active.size()) active.resize(std::size_t{person.value} + 1, false);
      active[person.value] = true;
    }
  };
  home.stores.events.scan_actors({instants(window), deliveries_to}, visit);
  WindowLook look;
  for (std::uint32_t number = 1; number < active.size(); ++number)
    if (active[number] && number != robot.value) look.active.push_back(StaffNo{number});
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (!seen[i]) look.missing_days.push_back(format_day(window.from + std::chrono::days{i}));
  return look;
}

}  // namespace insyn
