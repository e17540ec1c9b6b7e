#include "app/people_state.h"

#include <algorithm>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

/// Roles of a later version are passed over: they give nothing here.
std::vector<Grant> grants_in(const json::object& open, std::string_view name) {
  std::vector<Grant> grants;
  for (const json::value& value : array_of(open, name)) {
    if (!value.is_object()) continue;
    const auto role = parse_user_role(text_of(value.get_object(), "role"));
    if (role) grants.push_back({*role, text_of(value.get_object(), "area")});
  }
  return grants;
}

UserState* find_user(PeopleState& state, std::string_view id) {
  const auto found = std::ranges::find(state.users, id, &UserState::id);
  return found == state.users.end() ? nullptr : &*found;
}

RoleChange* find_waiting(PeopleState& state, const Act& act) {
  const auto proposed = static_cast<std::uint64_t>(integer_of(act.open, "proposed"));
  const auto found = std::ranges::find(state.changes, proposed, &RoleChange::proposed);
  if (found == state.changes.end() || found->outcome != RoleChange::Outcome::waiting)
    return nullptr;
  return &*found;
}

void add_user(PeopleState& state, const Act& act) {
  UserState user;
  user.id = text_of(act.open, "user");
  user.added = user.named = user.identified = act.seq;
  if (!user.id.empty() && state.user(user.id) == nullptr) state.users.push_back(std::move(user));
}

void propose(PeopleState& state, const Act& act) {
  RoleChange change;
  change.proposed = act.seq;
  change.at = act.at;
  change.user = text_of(act.open, "user");
  change.by = text_of(act.open, "by");
  change.give = grants_in(act.open, "give");
  change.take = grants_in(act.open, "take");
  change.identity = flag_of(act.open, "identity");
  state.changes.push_back(std::move(change));
}

void decide(PeopleState& state, const Act& act, RoleChange::Outcome outcome) {
  RoleChange* change = find_waiting(state, act);
  if (change == nullptr) return;
  change->outcome = outcome;
  change->decided = act.seq;
  change->decided_by = text_of(act.open, "by");
  change->alone = flag_of(act.open, "alone");
  UserState* user = find_user(state, change->user);
  if (outcome != RoleChange::Outcome::approved || user == nullptr || user->left) return;
  for (const Grant& grant : change->take) std::erase(user->grants, grant);
  for (const Grant& grant : change->give)
    if (std::ranges::find(user->grants, grant) == user->grants.end()) user->grants.push_back(grant);
  if (change->identity) user->identified = change->proposed;
}

void leave(PeopleState& state, const Act& act) {
  UserState* user = find_user(state, text_of(act.open, "user"));
  if (user == nullptr || user->left) return;
  user->left = act.seq;
  user->grants.clear();
}

DayRange days_in(const Act& act) {
  return {parse_day(text_of(act.open, "from")).value_or(Day{}),
          parse_day(text_of(act.open, "to")).value_or(Day{})};
}

void name_deputy(PeopleState& state, const Act& act) {
  Deputy named;
  named.user = text_of(act.open, "user");
  named.deputy = text_of(act.open, "deputy");
  named.by = text_of(act.open, "by");
  named.days = days_in(act);
  named.named = act.seq;
  state.deputies.push_back(std::move(named));
}

void end_deputy(PeopleState& state, const Act& act) {
  const auto named = static_cast<std::uint64_t>(integer_of(act.open, "named"));
  const auto found = std::ranges::find(state.deputies, named, &Deputy::named);
  if (found != state.deputies.end() && !found->ended) found->ended = act.seq;
}

void choose_mail(PeopleState& state, const Act& act) {
  UserState* user = find_user(state, text_of(act.open, "user"));
  const json::value* wanted = act.open.if_contains("wanted");
  if (user != nullptr && wanted != nullptr && wanted->is_bool())
    user->wants_mail = wanted->get_bool();
}

}  // namespace

const UserState* PeopleState::user(std::string_view id) const {
  const auto found = std::ranges::find(users, id, &UserState::id);
  return found == users.end() ? nullptr : &*found;
}

const RoleChange* PeopleState::change(std::uint64_t proposed) const {
  const auto found = std::ranges::find(changes, proposed, &RoleChange::proposed);
  return found == changes.end() ? nullptr : &*found;
}

std::vector<Grant> PeopleState::grants_of(std::string_view id) const {
  const UserState* found = user(id);
  return found == nullptr ? std::vector<Grant>{} : found->grants;
}

bool PeopleState::is_stand_in(std::string_view id, Day today) const {
  const UserState* found = user(id);
  return found != nullptr && !found->left &&
         std::ranges::any_of(stand_ins, [&](const StandIn& one) {
           return one.user == id && one.days.contains(today);
         });
}

std::vector<std::string> PeopleState::deputies_of(std::string_view id, Day today) const {
  std::vector<std::string> found;
  for (const Deputy& one : deputies) {
    if (one.user != id || one.ended || !one.days.contains(today)) continue;
    const UserState* deputy = user(one.deputy);
    if (deputy != nullptr && !deputy->left && std::ranges::find(found, one.deputy) == found.end())
      found.push_back(one.deputy);
  }
  return found;
}

bool PeopleState::is_held(UserRole role) const {
  return std::ranges::any_of(users, [&](const UserState& one) {
    return std::ranges::find(one.grants, role, &Grant::role) != one.grants.end();
  });
}

void apply(PeopleState& state, const Act& act) {
  if (act.kind == act::user_added) {
    add_user(state, act);
  } else if (act.kind == act::user_renamed) {
    if (UserState* user = find_user(state, text_of(act.open, "user"))) user->named = act.seq;
  } else if (act.kind == act::user_left) {
    leave(state, act);
  } else if (act.kind == act::role_change_proposed) {
    propose(state, act);
  } else if (act.kind == act::role_change_approved) {
    decide(state, act, RoleChange::Outcome::approved);
  } else if (act.kind == act::role_change_refused) {
    decide(state, act, RoleChange::Outcome::refused);
  } else if (act.kind == act::stand_in_named) {
    StandIn named;
    named.user = text_of(act.open, "user");
    named.by = text_of(act.open, "by");
    named.days = days_in(act);
    named.named = act.seq;
    state.stand_ins.push_back(std::move(named));
  } else if (act.kind == act::deputy_named) {
    name_deputy(state, act);
  } else if (act.kind == act::deputy_ended) {
    end_deputy(state, act);
  } else if (act.kind == act::mail_chosen) {
    choose_mail(state, act);
  }
}

json::array to_json(const std::vector<Grant>& grants) {
  json::array list;
  for (const Grant& grant : grants) {
    json::object one{{"role", code_of(grant.role)}};
    if (!grant.area.empty()) one["area"] = grant.area;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace insyn
