#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/home.h"
#include "app/people_state.h"

namespace insyn {

/// The users of Insyn: acts that add them and change what they may do, and who they are.
///
/// A change of roles, or of who somebody is (their id among the staff, by which lists are found,
/// and their login), is proposed by one person and approved by another, never by the one whom it
/// concerns. Each use case is one act. A refusal is of kind refused, says why and changes nothing.
/// Who acts is `Home::user`; empty means at the command line, where whoever holds the machine may
/// propose everything and approve nothing but the first administrator.

/// Who acts when Insyn itself does what was due. Ids of users look different.
inline constexpr std::string_view automatic_user = "insyn";

/// What is said of somebody; personal data, so it lies in words.
struct UserDetails {
  std::string name;  ///< never empty
  std::string email{};
  std::string staff{};  ///< id in the staff register; empty: not employed here
  std::string login{};  ///< what they log in as: a local name, or what the login service calls them
};

/// `u-` and 16 hexadecimal digits.
std::string new_user_id();

/// Adds somebody without roles. The value is the new id.
Result<std::string> add_user(Home& home, const UserDetails& details);

/// Changes name and e-mail, which decide nothing.
Result<Done> rename_user(Home& home, const std::string& user, const std::string& name,
                         const std::string& email);

/// The user can't log in any more, and their grants end at once: by one person, since waiting would
/// be worse.
Result<Done> end_user(Home& home, const std::string& user);

struct ProposedChange {
  std::string user;
  std::vector<Grant> give{}, take{};
  /// Who they are from now on; empty members mean nobody, none at all that it stays.
  struct Identity {
    std::string staff;
    std::string login;
  };
  std::optional<Identity> identity{};
  std::string reason{};
};

/// The value is what the change is called by: the position of its act. At the command line, while
/// there is no administrator, an administrator's grant takes effect alone.
Result<std::uint64_t> propose_change(Home& home, const ProposedChange& change);

/// `refused` needs a reason; whoever proposed it may take it back that way.
Result<Done> decide_change(Home& home, std::uint64_t proposed, RoleChange::Outcome outcome,
                           const std::string& reason);

/// Names who may approve changes of roles and of the routine on these days, beside those who
/// usually do. By the director; at the command line only while there is none.
Result<Done> name_stand_in(Home& home, const std::string& user, DayRange days,
                           const std::string& reason);

/// Names who gets somebody's mail, too, while they are away: by themself, or by who may appoint
/// another reviewer. The value is what it is called by.
Result<std::uint64_t> name_deputy(Home& home, const std::string& user, const std::string& deputy,
                                  DayRange days);
/// Before its last day: by whoever may name one, or by the deputy.
Result<Done> end_deputy(Home& home, std::uint64_t named);

/// Whether one wants invitations and reminders by mail; for oneself.
enum class MailChoice { wanted, unwanted };
Result<Done> choose_mail(Home& home, MailChoice choice);

/// One user as people see them.
struct Person {
  std::string id;
  UserDetails details;
  std::vector<Grant> grants;
  bool active = true;   ///< false: has left
  bool purged = false;  ///< the name is gone: `details.name` is "gallrad"

  Holder holder() const { return {details.staff, grants}; }
};

/// All users, with what the words of their acts say; personal data. Made once for each snapshot.
class People {
 public:
  People() = default;
  explicit People(std::vector<Person> all) : all_{std::move(all)} {}

  const std::vector<Person>& all() const { return all_; }  ///< in the order they were added
  const Person* find(std::string_view id) const;
  /// Among those who haven't left; letters' case doesn't matter.
  const Person* by_login(std::string_view login) const;
  const Person* by_staff(std::string_view staff) const;
  /// The name; `kommandoraden` for the empty id, `Insyn` for what it does itself, `okänd` for one
  /// that nobody has.
  std::string name_of(std::string_view id) const;

 private:
  std::vector<Person> all_;
};

People people_of(const Home& home);

/// What one user may do; nothing if nobody has the id or they have left.
Holder holder_of(const Home& home, std::string_view user);

/// Whether this user may make such an approval today: by a role, or as a stand-in.
bool may_approve(const PeopleState& state, std::string_view user, Right approval, Day today);

/// Refuses (code "not-allowed", says who can) unless the user holds the right somewhere. The
/// command line, the empty id, is never refused here.
Result<Done> require_right(const PeopleState& state, std::string_view user, Right right);

/// Refuses unless `user` is somebody else than who proposed and may approve today.
Result<Done> require_second_person(const PeopleState& state, std::string_view user,
                                   std::string_view proposer, Right approval, Day today);

}  // namespace insyn
