#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/act.h"
#include "domain/calendar/time.h"
#include "domain/people/rights.h"

namespace insyn {

namespace act {
inline constexpr std::string_view user_added = "user-added";
inline constexpr std::string_view user_renamed = "user-renamed";
inline constexpr std::string_view user_left = "user-left";
inline constexpr std::string_view role_change_proposed = "role-change-proposed";
inline constexpr std::string_view role_change_approved = "role-change-approved";
inline constexpr std::string_view role_change_refused = "role-change-refused";
inline constexpr std::string_view stand_in_named = "stand-in-named";
inline constexpr std::string_view deputy_named = "deputy-named";
inline constexpr std::string_view deputy_ended = "deputy-ended";
inline constexpr std::string_view mail_chosen = "mail-chosen";
}  // namespace act

struct UserState {
  std::string id;           ///< `u-` and 16 hexadecimal digits, by chance
  std::uint64_t added = 0;  ///< position of the act
  std::vector<Grant> grants;
  /// Position of the act whose words say what they are called and how to reach them.
  std::uint64_t named = 0;
  /// Position of the act whose words say who they are: their id among the staff, and their login.
  std::uint64_t identified = 0;
  std::optional<std::uint64_t> left;
  bool wants_mail = true;  ///< invitations and reminders; what can't wait is sent to everyone
};

/// Somebody's roles, or who somebody is, about to change: waits for a second person.
struct RoleChange {
  std::uint64_t proposed = 0;  ///< position of the act; what others call it by
  Instant at{};
  std::string user;
  std::string by;  ///< who proposed it; empty: at the command line
  std::vector<Grant> give, take;
  bool identity = false;  ///< the words of the proposal say who the user is
  enum class Outcome { waiting, approved, refused };
  Outcome outcome = Outcome::waiting;
  std::optional<std::uint64_t> decided;
  std::string decided_by;  ///< empty with `alone`
  bool alone = false;      ///< the first administrator: nobody was there to approve
};

/// Who may approve in place of those who usually do, on these days.
struct StandIn {
  std::string user;
  std::string by;  ///< empty: at the command line
  DayRange days;
  std::uint64_t named = 0;
};

/// Who gets somebody's mail, too, on these days: while they are away. It gives no right to read
/// anything.
struct Deputy {
  std::string user;    ///< who is away
  std::string deputy;  ///< who stands in
  std::string by;      ///< empty: at the command line
  DayRange days;
  std::uint64_t named = 0;             ///< position of the act; what others call it by
  std::optional<std::uint64_t> ended;  ///< before its last day
};

/// Who may log in, in which roles, and which changes of that wait for a second person; folded from
/// acts. Holds no names: app/people.h does.
struct PeopleState {
  std::vector<UserState> users;     ///< in the order in which they were added
  std::vector<RoleChange> changes;  ///< in the order in which they were proposed
  std::vector<StandIn> stand_ins;
  std::vector<Deputy> deputies;

  const UserState* user(std::string_view id) const;
  const RoleChange* change(std::uint64_t proposed) const;
  /// What somebody may do now; nothing for whom nobody knows or who has left.
  std::vector<Grant> grants_of(std::string_view id) const;
  bool is_stand_in(std::string_view id, Day today) const;
  /// Ids of those who stand in for somebody and haven't left, each once.
  std::vector<std::string> deputies_of(std::string_view id, Day today) const;
  /// Whether anybody who hasn't left holds the role.
  bool is_held(UserRole role) const;
};

/// Folds one act into it; kinds of others are passed over.
void apply(PeopleState& state, const Act& act);

/// Grants as they stand in acts: `[{"role": "area_head", "area": "vo-south"}]`.
json::array to_json(const std::vector<Grant>& grants);

}  // namespace insyn
