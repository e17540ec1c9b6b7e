#include "app/people.h"

#include <algorithm>

#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Longest text about a user: longer than any name, and no place to keep a document.
constexpr std::size_t text_bytes_max = 200;

Error refused(std::string_view code, std::string text) {
  return {ErrorKind::refused, std::string{code}, std::move(text)};
}

Result<Done> check_texts(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    const bool has_control = std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (text.size() > text_bytes_max || !is_utf8(text) || has_control)
      return fail(
          refused("user-text", "Namn, e-post, inloggning och id ska vara en rad var, högst " +
                                   std::to_string(text_bytes_max) + " tecken."));
  }
  return Done{};
}

Result<const UserState*> active_user(const PeopleState& state, const std::string& id) {
  const UserState* user = state.user(id);
  if (user == nullptr)
    return fail(refused("user-unknown", "Användaren " + id +
                                            " finns inte. Se `insyn user list` eller sidan "
                                            "Användare."));
  if (user->left) return fail(refused("user-left", "Användaren " + id + " har slutat."));
  return user;
}

/// Lists are found by the staff id and sessions by the login: two can't share either.
Result<Done> check_identity_free(const Home& home, std::string_view user, std::string_view staff,
                                 std::string_view login) {
  const People people = people_of(home);
  const Person* by_staff = people.by_staff(staff);
  if (by_staff != nullptr && by_staff->id != user)
    return fail(refused("staff-taken", "En annan användare, " + by_staff->id +
                                           ", är redan knuten till den medarbetaren."));
  const Person* by_login = people.by_login(login);
  if (by_login != nullptr && by_login->id != user)
    return fail(refused("login-taken", "En annan användare, " + by_login->id +
                                           ", har redan den inloggningen. Välj en annan."));
  return Done{};
}

Result<Done> check_grants(const std::vector<Grant>& grants) {
  for (const Grant& grant : grants) {
    if (is_of_an_area(grant.role) && grant.area.empty())
      return fail(refused("area-missing", "Rollen " + std::string{title_of(grant.role)} +
                                              " behöver ett område: enhetens id."));
    if (!is_of_an_area(grant.role) && !grant.area.empty())
      return fail(refused("area-not-wanted", "Rollen " + std::string{title_of(grant.role)} +
                                                 " gäller inte ett område. Utelämna det."));
  }
  return Done{};
}

json::object open_of(const Home& home, const std::string& user) {
  return {{"user", user}, {"by", home.user}};
}

Result<std::uint64_t> record(Home& home, std::string_view kind, json::object open,
                             json::object words) {
  words["by"] = home.actor;
  const auto act = home.ledger.record(
      {.kind = kind, .open = std::move(open), .words = std::move(words)}, home.now);
  if (!act) return fail(act.error());
  return act->seq;
}

/// Nobody is there yet who could approve, so whoever holds the machine makes the first one.
bool is_first_administrator(const Home& home, const ProposedChange& change) {
  return home.user.empty() && !home.ledger.state().people.is_held(UserRole::administrator) &&
         change.give.size() == 1 && change.give.front().role == UserRole::administrator &&
         change.take.empty() && !change.identity;
}

}  // namespace

std::string new_user_id() { return "u-" + to_hex(random_bytes(8)); }

Result<std::string> add_user(Home& home, const UserDetails& details) {
  const PeopleState& state = home.ledger.state().people;
  if (auto may = require_right(state, home.user, Right::propose_role_change); !may)
    return fail(may.error());
  if (trimmed(details.name).empty())
    return fail(refused("name-missing", "Skriv användarens namn."));
  if (auto fit = check_texts({details.name, details.email, details.staff, details.login}); !fit)
    return fail(fit.error());
  if (auto free = check_identity_free(home, "", details.staff, details.login); !free)
    return fail(free.error());
  const std::string id = new_user_id();
  const auto done = record(home, act::user_added, open_of(home, id),
                           {{"name", details.name},
                            {"email", details.email},
                            {"staff", details.staff},
                            {"login", details.login}});
  if (!done) return fail(done.error());
  return id;
}

Result<Done> rename_user(Home& home, const std::string& user, const std::string& name,
                         const std::string& email) {
  const PeopleState& state = home.ledger.state().people;
  if (auto may = require_right(state, home.user, Right::propose_role_change); !may) return may;
  if (auto known = active_user(state, user); !known) return fail(known.error());
  if (trimmed(name).empty()) return fail(refused("name-missing", "Skriv användarens namn."));
  if (auto fit = check_texts({name, email}); !fit) return fit;
  const auto done =
      record(home, act::user_renamed, open_of(home, user), {{"name", name}, {"email", email}});
  if (!done) return fail(done.error());
  return Done{};
}

Result<Done> end_user(Home& home, const std::string& user) {
  const PeopleState& state = home.ledger.state().people;
  if (auto may = require_right(state, home.user, Right::propose_role_change); !may) return may;
  if (auto known = active_user(state, user); !known) return fail(known.error());
  const auto done = record(home, act::user_left, open_of(home, user), {});
  if (!done) return fail(done.error());
  return Done{};
}

Result<std::uint64_t> propose_change(Home& home, const ProposedChange& change) {
  const PeopleState& state = home.ledger.state().people;
  if (auto may = require_right(state, home.user, Right::propose_role_change); !may)
    return fail(may.error());
  if (auto known = active_user(state, change.user); !known) return fail(known.error());
  if (change.give.empty() && change.take.empty() && !change.identity)
    return fail(refused("change-empty", "Ange vad som ska ändras."));
  if (auto fit = check_grants(change.give); !fit) return fail(fit.error());
  json::object open = open_of(home, change.user);
  open["give"] = to_json(change.give);
  open["take"] = to_json(change.take);
  json::object words{{"reason", change.reason}};
  if (change.identity) {
    const auto& [staff, login] = *change.identity;
    if (auto fit = check_texts({staff, login}); !fit) return fail(fit.error());
    if (auto free = check_identity_free(home, change.user, staff, login); !free)
      return fail(free.error());
    open["identity"] = true;
    words["staff"] = staff;
    words["login"] = login;
  }
  const bool alone = is_first_administrator(home, change);
  const auto proposed = record(home, act::role_change_proposed, std::move(open), std::move(words));
  if (!proposed || !alone) return proposed;
  json::object approval{{"proposed", *proposed}, {"by", ""}, {"alone", true}};
  const auto approved = record(home, act::role_change_approved, std::move(approval), {});
  if (!approved) return fail(approved.error());
  return *proposed;
}

namespace {

Result<Done> may_decide(const Home& home, const RoleChange& change, RoleChange::Outcome outcome) {
  const PeopleState& state = home.ledger.state().people;
  const bool takes_back =
      outcome == RoleChange::Outcome::refused && !home.user.empty() && change.by == home.user;
  if (takes_back) return Done{};
  if (change.user == home.user)
    return fail(
        refused("own-change", "Ändringen gäller dig själv. Be någon annan att ta ställning."));
  return require_second_person(state, home.user, change.by, Right::approve_role_change,
                               day_of(home.now));
}

}  // namespace

Result<Done> decide_change(Home& home, std::uint64_t proposed, RoleChange::Outcome outcome,
                           const std::string& reason) {
  const PeopleState& state = home.ledger.state().people;
  const RoleChange* change = state.change(proposed);
  if (change == nullptr)
    return fail(refused("change-unknown", "Det finns inget sådant förslag. Ladda om sidan."));
  if (change->outcome != RoleChange::Outcome::waiting)
    return fail(refused("change-decided", "Någon har redan tagit ställning till förslaget."));
  if (auto may = may_decide(home, *change, outcome); !may) return may;
  const bool approved = outcome == RoleChange::Outcome::approved;
  if (!approved && trimmed(reason).empty())
    return fail(refused("reason-missing", "Skriv varför förslaget avslås."));
  if (approved) {
    if (auto known = active_user(state, change->user); !known) return fail(known.error());
    if (change->identity) {
      const json::object said = home.ledger.words(proposed);
      if (auto free = check_identity_free(home, change->user, text_of(said, "staff"),
                                          text_of(said, "login"));
          !free)
        return free;
    }
  }
  const auto done = record(home, approved ? act::role_change_approved : act::role_change_refused,
                           {{"proposed", proposed}, {"user", change->user}, {"by", home.user}},
                           {{"reason", reason}});
  if (!done) return fail(done.error());
  return Done{};
}

Result<Done> name_stand_in(Home& home, const std::string& user, DayRange days,
                           const std::string& reason) {
  const PeopleState& state = home.ledger.state().people;
  if (home.user.empty() && state.is_held(UserRole::director))
    return fail(refused("not-allowed",
                        "Ersättare utses av socialchefen, som är inlagd. Det går "
                        "inte att göra på kommandoraden."));
  if (auto may = require_right(state, home.user, Right::name_stand_in); !may) return may;
  if (auto known = active_user(state, user); !known) return fail(known.error());
  if (user == home.user)
    return fail(refused("own-change", "Ersättaren ska vara någon annan än du själv."));
  if (days.from >= days.to)
    return fail(refused("period-empty", "Sista dagen ska inte ligga före den första."));
  if (trimmed(reason).empty())
    return fail(refused("reason-missing", "Skriv varför ersättaren behövs."));
  json::object open = open_of(home, user);
  open["from"] = format_day(days.from);
  open["to"] = format_day(days.to);
  const auto done = record(home, act::stand_in_named, std::move(open), {{"reason", reason}});
  if (!done) return fail(done.error());
  return Done{};
}

bool may_approve(const PeopleState& state, std::string_view user, Right approval, Day today) {
  if (user.empty()) return false;
  return may_anywhere({.staff = "", .grants = state.grants_of(user)}, approval) ||
         state.is_stand_in(user, today);
}

Result<Done> require_right(const PeopleState& state, std::string_view user, Right right) {
  if (user.empty() || may_anywhere({.staff = "", .grants = state.grants_of(user)}, right))
    return Done{};
  std::string who;
  for (const UserRole role : roles_with(right))
    who += (who.empty() ? "" : ", ") + std::string{title_of(role)};
  return fail(refused("not-allowed",
                      "Du får inte " + std::string{text_of(right)} + ". Det får: " + who + "."));
}

Result<Done> require_second_person(const PeopleState& state, std::string_view user,
                                   std::string_view proposer, Right approval, Day today) {
  if (user.empty())
    return fail(refused("second-person",
                        "Det godkänns av en inloggad användare, inte på "
                        "kommandoraden."));
  if (user == proposer)
    return fail(refused("second-person",
                        "Du har själv lagt förslaget. Någon annan ska ta "
                        "ställning till det."));
  if (may_approve(state, user, approval, today)) return Done{};
  return require_right(state, user, approval);
}

const Person* People::find(std::string_view id) const {
  const auto found = std::ranges::find(all_, id, &Person::id);
  return found == all_.end() ? nullptr : &*found;
}

const Person* People::by_login(std::string_view login) const {
  if (login.empty()) return nullptr;
  const std::string wanted = case_folded(login);
  const auto found = std::ranges::find_if(all_, [&](const Person& person) {
    return person.active && case_folded(person.details.login) == wanted;
  });
  return found == all_.end() ? nullptr : &*found;
}

const Person* People::by_staff(std::string_view staff) const {
  if (staff.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      all_, [&](const Person& person) { return person.active && person.details.staff == staff; });
  return found == all_.end() ? nullptr : &*found;
}

std::string People::name_of(std::string_view id) const {
  if (id.empty()) return "kommandoraden";
  if (id == automatic_user) return "Insyn";
  const Person* person = find(id);
  return person == nullptr ? "okänd" : person->details.name;
}

People people_of(const Home& home) {
  std::vector<Person> all;
  for (const UserState& user : home.ledger.state().people.users) {
    Person person;
    person.id = user.id;
    person.grants = user.grants;
    person.active = !user.left;
    const json::object named = home.ledger.words(user.named);
    const json::object identified =
        user.identified == user.named ? named : home.ledger.words(user.identified);
    person.details = {text_of(named, "name"), text_of(named, "email"), text_of(identified, "staff"),
                      text_of(identified, "login")};
    person.purged = person.details.name.empty();
    if (person.purged) person.details.name = "gallrad";
    all.push_back(std::move(person));
  }
  return People{std::move(all)};
}

Holder holder_of(const Home& home, std::string_view user) {
  const UserState* known = home.ledger.state().people.user(user);
  if (known == nullptr || known->left) return {};
  return {text_of(home.ledger.words(known->identified), "staff"), known->grants};
}

}  // namespace insyn
