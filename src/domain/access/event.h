#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/number.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What was done in the audited system (contract 4). The values are stored: never renumber.
enum class Action : std::uint8_t {
  read = 0,
  search = 1,
  create = 2,
  update = 3,
  sign = 4,
  verify = 5,
  print = 6,
  export_ = 7,
  copy = 8,
  delete_ = 9,
  emergency = 10,
  denied = 11,
  login = 12,
  logout = 13,
  permission_change = 14,
  unknown = 15,
};

inline constexpr std::array<std::string_view, 16> action_names{
    "read",      "search", "create", "update", "sign",
    "verify",    "print",  "export", "copy",   "delete",
    "emergency", "denied", "login",  "logout", "permission_change",
    "unknown"};

inline std::string_view name_of(Action action) {
  return action_names[static_cast<std::size_t>(action)];
}

/// None for a text that isn't in the list; the caller keeps such an event as `unknown`.
std::optional<Action> parse_action(std::string_view text);

/// Quiet actions make nobody active and give no rows (contract 6).
inline bool is_quiet(Action action) {
  return action == Action::denied || action == Action::login || action == Action::logout ||
         action == Action::permission_change;
}

/// One access event as it was logged. Identities are as written; who an account was and which
/// client an identity belongs to is found when read (domain/register/resolve.h).
struct AccessEvent {
  Instant at{};
  std::uint32_t source = 0;  ///< text number of the source's id
  SystemNo system;           ///< the event's own, or its source's if it names none
  AccountNo account;
  StaffNo staff;
  ClientNo client;
  CaseNo case_no;
  Action action = Action::unknown;
  TextNo purpose;
  UnitNo unit;
  TextNo provider;
  TextNo resource;
  bool emergency = false;      ///< the action is, or the column said so
  std::uint32_t delivery = 0;  ///< number of the delivery that brought it, from 1
  std::uint32_t row = 0;       ///< which record of that delivery's file, from 0
  friend bool operator==(const AccessEvent&, const AccessEvent&) = default;
};

}  // namespace insyn
