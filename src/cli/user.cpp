#include "app/people.h"
#include "cli/command.h"
#include "cli/table.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

std::vector<Grant> grants_of(const std::vector<std::string>& codes, const std::string& area) {
  std::vector<Grant> grants;
  for (const std::string& code : codes)
    if (const auto role = parse_user_role(code))
      grants.push_back({*role, is_of_an_area(*role) ? area : ""});
  return grants;
}

std::string roles_text(const std::vector<Grant>& grants) {
  std::string text;
  for (const Grant& grant : grants)
    text += (text.empty() ? "" : ", ") + std::string{title_of(grant.role)} +
            (grant.area.empty() ? "" : " " + grant.area);
  return text.empty() ? "–" : text;
}

json::object document_of(const Person& person) {
  return {{"user", person.id},
          {"name", person.details.name},
          {"email", person.details.email},
          {"staff", person.details.staff},
          {"login", person.details.login},
          {"roles", to_json(person.grants)},
          {"active", person.active}};
}

bool is_effective(const Home& home, std::uint64_t change) {
  return home.ledger.state().people.change(change)->outcome == RoleChange::Outcome::approved;
}

constexpr const char* waiting_text =
    "Rollerna gäller när en annan person har godkänt dem på sidan Användare.\n";

}  // namespace

Result<int> user_add_command(Call& call) {
  const Arguments& a = call.arguments;
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  const auto user =
      add_user(home, {.name = a.name, .email = a.email, .staff = a.staff, .login = a.login});
  if (!user) return fail(user.error());
  json::object document{{"user", *user}};
  const std::vector<Grant> grants = grants_of(a.give, a.area);
  bool waits = false;
  if (!grants.empty()) {
    const auto change = propose_change(home, {.user = *user, .give = grants});
    if (!change)
      return fail(change.error().kind, change.error().code,
                  "Användaren " + *user + " är tillagd utan roll. " + change.error().text);
    waits = !is_effective(home, *change);
    document["change"] = *change;
  }
  document["roles"] = to_json(home.ledger.state().people.grants_of(*user));
  document["waits"] = waits;
  // Without a login of ours it is the login service that lets them in.
  if (call.program.setup_code && !a.login.empty()) {
    const auto code = call.program.setup_code(call.root, *user, a.login);
    if (!code) return fail(code.error());
    document["setup_code"] = *code;
  }
  print(call, document, [&](const json::object& shown) {
    std::string text = a.name + " är tillagd som " + *user + ".\n";
    if (waits) text += waiting_text;
    if (const std::string code = text_of(shown, "setup_code"); !code.empty())
      text += "Engångskod för att välja lösenord: " + code + "\nLämna den till användaren själv.\n";
    return text;
  });
  return exit_done;
}

Result<int> user_list_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const People people = people_of((*open)->home());
  json::array users;
  for (const Person& person : people.all()) users.push_back(document_of(person));
  print(call, json::object{{"users", std::move(users)}}, [&](const json::object&) -> std::string {
    if (people.all().empty())
      return "Inga användare än. Lägg till en administratör: insyn user add \"Anna Ek\" --role "
             "administrator\n";
    TextColumns table{{{"Id"}, {"Namn"}, {"Loggar in som"}, {"Roller"}}};
    for (const Person& person : people.all())
      table.add({person.id, person.details.name, person.details.login,
                 person.active ? roles_text(person.grants) : "har slutat"});
    return table.text();
  });
  return exit_done;
}

Result<int> user_role_command(Call& call) {
  const Arguments& a = call.arguments;
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  const auto change = propose_change(home, {.user = a.user,
                                            .give = grants_of(a.give, a.area),
                                            .take = grants_of(a.take, a.area),
                                            .reason = a.reason});
  if (!change) return fail(change.error());
  const bool waits = !is_effective(home, *change);
  print(call,
        json::object{{"change", *change},
                     {"roles", to_json(home.ledger.state().people.grants_of(a.user))},
                     {"waits", waits}},
        [&](const json::object&) -> std::string {
          return waits ? waiting_text : "Rollen gäller nu. Nästa ändring godkänns av en annan.\n";
        });
  return exit_done;
}

Result<int> user_leave_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto done = end_user((*open)->home(), call.arguments.user);
  if (!done) return fail(done.error());
  print(call, json::object{{"user", call.arguments.user}}, [](const json::object&) {
    return std::string{"Användaren har inga roller längre och kan inte logga in.\n"};
  });
  return exit_done;
}

Result<int> user_stand_in_command(Call& call) {
  const Arguments& a = call.arguments;
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto done = name_stand_in((*open)->home(), a.user, {*a.from, *a.to}, a.reason);
  if (!done) return fail(done.error());
  print(call,
        json::object{{"user", a.user}, {"from", format_day(*a.from)}, {"to", format_day(*a.to)}},
        [](const json::object&) {
          return std::string{"Ersättaren får godkänna ändringar under de dagarna.\n"};
        });
  return exit_done;
}

}  // namespace insyn
