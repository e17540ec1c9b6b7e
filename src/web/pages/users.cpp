#include <algorithm>

#include "notify/mailer.h"
#include "web/look/table.h"
#include "web/pages/mail_pages.h"
#include "web/pages/names.h"
#include "web/pages/routes.h"
#include "web/pages/user_forms.h"

namespace insyn {
namespace {

std::string address_of(std::string_view user) { return "/anvandare/" + std::string{user}; }

Html grants_list(const Visit& visit, const std::vector<Grant>& grants) {
  if (grants.empty()) return visit.words.t("Ingen roll");
  Html items;
  for (const Grant& grant : grants) items += el("li", {}, grant_text(visit, grant));
  return grants.size() == 1 ? Html{grant_text(visit, grants.front())} : el("ul", {}, items);
}

Html users_panel(const Visit& visit, const People& people) {
  const Messages& words = visit.words;
  std::vector<Person> sorted = people.all();
  std::ranges::stable_sort(sorted, [&](const Person& left, const Person& right) {
    if (left.active != right.active) return left.active;
    return words.before(left.details.name, right.details.name);
  });
  Table users{.label = words.t("Användare och deras roller"),
              .columns = {{words.t("Namn")},
                          {words.t("Roller")},
                          {words.t("Inloggning")},
                          {words.t("Läge"), ColumnKind::status}}};
  for (const Person& person : sorted)
    users.rows.push_back(
        {{Cell{link(person.details.name, address_of(person.id)), person.details.email},
          grants_list(visit, person.grants), person.details.login,
          person.active ? tag(Status::done, words.t("Aktiv"))
                        : tag(Status::locked, words.t("Avslutad"))}});
  if (users.rows.empty())
    return panel({.label = words.t("Användare")},
                 empty_state({.icon = Icon::none,
                              .title = words.t("Inga användare ännu"),
                              .body = el("p", {}, words.t("Lägg till den första."))}));
  return panel({.heading = words.t("Alla användare"), .id = "users"}, table(users));
}

/// What one change would do, in words.
Html change_text(const Visit& visit, const RoleChange& change) {
  const Messages& words = visit.words;
  Html text;
  for (const Grant& grant : change.give)
    text += el("p", {}, words.f("Får rollen {}.", grant_text(visit, grant)));
  for (const Grant& grant : change.take)
    text += el("p", {}, words.f("Mister rollen {}.", grant_text(visit, grant)));
  if (change.identity)
    text += el("p", {}, words.t("Får ny inloggning eller nytt anställnings-id."));
  return text;
}

Html decision_forms(const Visit& visit, const RoleChange& change) {
  const Messages& words = visit.words;
  const std::string path = "/anvandare/andring/" + std::to_string(change.proposed);
  const bool may_approve_it = may_approve(visit.look.state.people, visit.visitor.user,
                                          Right::approve_role_change, today_of(visit)) &&
                              change.by != visit.visitor.user && change.user != visit.visitor.user;
  if (!may_approve_it && change.by != visit.visitor.user)
    return el("p", {{"class", "dim"}}, words.t("Väntar på att någon annan godkänner."));
  Html forms;
  if (may_approve_it)
    forms += act_button(visit, path,
                        {.text = words.t("Godkänn"),
                         .weight = Weight::secondary,
                         .name = "beslut",
                         .value = "godkann"});
  const bool own = change.by == visit.visitor.user;
  forms += more(own ? words.t("Ta tillbaka förslaget") : words.t("Avslå"),
                form_to(visit, path, hidden("beslut", "avsla"),
                        text_field(words, {.name = "skal", .label = words.t("Skäl")}),
                        acts(submit({.text = own ? words.t("Ta tillbaka") : words.t("Avslå"),
                                     .weight = Weight::secondary}))));
  return forms;
}

Html waiting_panel(const Visit& visit, const People& people) {
  const Messages& words = visit.words;
  Html items;
  for (const RoleChange& change : visit.look.state.people.changes) {
    if (change.outcome != RoleChange::Outcome::waiting) continue;
    items += el(
        "div", {{"class", "gap"}},
        el("h3", {}, link(people.name_of(change.user), address_of(change.user))),
        change_text(visit, change),
        el("p", {{"class", "small dim"}},
           words.f("Föreslagen av {} den {}.", people.name_of(change.by), words.moment(change.at))),
        decision_forms(visit, change));
  }
  if (items.empty()) return {};
  return panel(
      {.heading = words.t("Väntar på en andra person"),
       .id = "waiting",
       .sentence = words.t("En ändrad roll gäller först när någon annan har godkänt den.")},
      inset(items));
}

Html stand_in_panel(const Visit& visit, const People& people) {
  const Messages& words = visit.words;
  Html body;
  for (const StandIn& one : visit.look.state.people.stand_ins)
    if (one.days.to > today_of(visit))
      body +=
          el("p", {}, words.f("{} ersätter {}.", people.name_of(one.user), words.days(one.days)));
  if (body.empty()) body = el("p", {{"class", "dim"}}, words.t("Ingen ersättare är utsedd."));
  if (visit.may_anywhere(Right::name_stand_in))
    body += more(words.t("Utse ersättare"), stand_in_form(visit, people));
  return panel({.heading = words.t("Ersättare för godkännanden"), .id = "stand-in", .guide = true},
               el("p", {},
                  words.t("Den som är utsedd får godkänna ändringar i roller och i rutinen de "
                          "dagarna, så att arbetet inte stannar när någon är borta.")) +
                   body);
}

HttpResponse users_page(const Visit& visit) {
  const Messages& words = visit.words;
  const People& people = users_of(visit);
  Html actions;
  if (visit.may_anywhere(Right::propose_role_change))
    actions = link_button(words.t("Lägg till användare"), "/anvandare/ny", Weight::primary);
  return show(visit,
              {.title = words.t("Användare"),
               .sentence = words.t("Vilka som kan logga in i Insyn, och vad de får göra."),
               .actions = actions,
               .entry = "/anvandare",
               .body = split(stack(waiting_panel(visit, people) + users_panel(visit, people)),
                             stand_in_panel(visit, people))});
}

Html person_facts(const Visit& visit, const Person& person) {
  const Messages& words = visit.words;
  const auto or_dash = [&](const std::string& text) {
    return text.empty() ? words.t("Saknas") : text;
  };
  const std::string mail = address_of(person, visit.look.registers.get());
  std::vector<Fact> shown{{words.t("E-post"), or_dash(mail),
                           mail.empty() || mail == person.details.email
                               ? std::string{}
                               : words.t("Adressen står i personalregistret.")},
                          {words.t("Anställnings-id"), or_dash(person.details.staff),
                           words.t("Kopplar personen till sina listor.")},
                          {words.t("Inloggningsnamn"), or_dash(person.details.login)}};
  if (const auto standing = visit.accounts.standing(person.id, visit.now)) {
    shown.push_back({words.t("Lösenord"),
                     standing->has_password ? words.t("Valt") : words.t("Inte valt ännu")});
    shown.push_back({words.t("Engångskoder i telefonen"),
                     standing->has_totp ? words.t("Påslaget") : words.t("Inte påslaget")});
  }
  return panel({.heading = words.t("Om användaren"), .id = "about"}, inset(facts(shown)));
}

Html roles_panel(const Visit& visit, const Person& person) {
  const Messages& words = visit.words;
  Html body = inset(el("div", {}, grants_list(visit, person.grants)));
  const bool may_propose = person.active && visit.may_anywhere(Right::propose_role_change);
  if (may_propose) body += inset(more(words.t("Föreslå ändring"), change_form(visit, person)));
  return panel({.heading = words.t("Roller"), .id = "roles"}, body);
}

Html account_panel(const Visit& visit, const Person& person) {
  const Messages& words = visit.words;
  if (!person.active || !visit.may_anywhere(Right::propose_role_change)) return {};
  const std::string path = address_of(person.id);
  Html body = more(words.t("Ändra namn och e-post"), rename_form(visit, person));
  if (!person.details.login.empty())
    body +=
        more(words.t("Ny engångskod för lösenord"),
             el("p", {},
                words.t("Användaren väljer ett nytt lösenord med koden. Lämna den personligen. Den "
                        "gäller en vecka och en gång.")) +
                 act_button(visit, path + "/kod",
                            {.text = words.t("Ta fram en kod"), .weight = Weight::secondary}));
  body += more(words.t("Avsluta användaren"),
               el("p", {},
                  words.t("Personen loggas ut, kan inte logga in igen och mister sina roller. Det "
                          "går inte att ångra; lägg i så fall till personen på nytt.")) +
                   act_button(visit, path + "/avsluta",
                              {.text = words.t("Avsluta"), .weight = Weight::secondary}));
  return panel({.heading = words.t("Ändra"), .id = "change"}, inset(body));
}

/// Everyone here sees who stands in for whom; who may appoint a reviewer anywhere changes it.
Html deputies_panel(const Visit& visit, const Person& person) {
  const Messages& words = visit.words;
  if (!person.active) return {};
  Html body = deputy_lines(visit, person.id);
  if (body.empty()) body = el("p", {{"class", "dim"}}, words.t("Ingen ersättare är vald."));
  if (visit.may(Right::appoint_reviewer, {}))
    body += acts(link_button(words.t("Välj ersättare"), address_of(person.id) + "/ersattare"));
  return panel({.heading = words.t("Vid frånvaro"),
                .id = "away",
                .sentence = words.t("En ersättare får också personens mejl om loggkontrollen. "
                                    "Personen kan själv välja en på Min sida.")},
               inset(body));
}

HttpResponse user_page(const Visit& visit) {
  const Messages& words = visit.words;
  const People& people = users_of(visit);
  const Person* person = people.find(visit.path["user"]);
  if (person == nullptr) return not_there(visit);
  Html body = person_facts(visit, *person) + roles_panel(visit, *person) +
              deputies_panel(visit, *person) + account_panel(visit, *person);
  if (!person->active)
    body = note(Tone::plain, el("p", {}, words.t("Användaren är avslutad."))) + body;
  return show(visit, {.title = person->details.name,
                      .entry = "/anvandare",
                      .way = {{words.t("Användare"), "/anvandare"}},
                      .body = body});
}

}  // namespace

std::vector<PageRoute> user_routes() {
  std::vector<PageRoute> routes{
      {Method::get, "/anvandare", Right::see_users, users_page},
      {Method::get, "/anvandare/:user", Right::see_users, user_page},
  };
  const auto acts_of_users = user_act_routes();
  routes.insert(routes.end(), acts_of_users.begin(), acts_of_users.end());
  return routes;
}

}  // namespace insyn
