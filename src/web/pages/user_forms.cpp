#include "web/pages/user_forms.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "web/pages/names.h"

namespace insyn {
namespace {

std::string typed(const Visit& visit, std::string_view name) {
  return std::string{trimmed(visit.request.form[name])};
}

std::vector<std::string> chosen(const Visit& visit, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : visit.request.form.every(name)) values.emplace_back(value);
  return values;
}

/// `area_head|vo-south`, as options of forms have it.
std::string code_of_grant(const Grant& grant) {
  return std::string{code_of(grant.role)} + "|" + grant.area;
}

std::vector<Option> role_options(const Visit& visit) {
  std::vector<Option> options;
  for (const UserRole role : all_user_roles())
    options.push_back({std::string{code_of(role)}, role_title(visit.words, role)});
  return options;
}

Field area_field(const Messages& words) {
  return {.name = "omrade",
          .label = words.t("Område"),
          .help = words.t("Bara för verksamhetsområdeschef."),
          .optional = true};
}

/// The roles that were ticked, each with the area if it is of one.
std::vector<Grant> typed_grants(const Visit& visit) {
  std::vector<Grant> grants;
  for (const std::string& code : chosen(visit, "roll"))
    if (const auto role = parse_user_role(code))
      grants.push_back({*role, is_of_an_area(*role) ? typed(visit, "omrade") : std::string{}});
  return grants;
}

constexpr std::string_view area_sentence = marked("Välj vilket område chefen ansvarar för.");

std::optional<FieldError> area_missing(const Visit& visit, const std::vector<Grant>& grants) {
  const bool missing = std::ranges::any_of(
      grants, [](const Grant& grant) { return is_of_an_area(grant.role) && grant.area.empty(); });
  if (!missing) return std::nullopt;
  return FieldError{"omrade", visit.words.t(area_sentence)};
}

Html error_at(const std::vector<FieldError>& errors, std::string_view name) {
  const auto found = std::ranges::find(errors, name, &FieldError::name);
  return found == errors.end() ? Html{} : found->text;
}

Html identity_fields(const Visit& visit, const UserDetails& details) {
  const Messages& words = visit.words;
  return text_field(words, {.name = "anstallning",
                            .label = words.t("Anställnings-id"),
                            .value = details.staff,
                            .help = words.t("Som det står i personalregistret. Behövs för att "
                                            "hitta chefens listor."),
                            .optional = true,
                            .autocomplete = "off"}) +
         text_field(words, {.name = "inloggning",
                            .label = words.t("Inloggningsnamn"),
                            .value = details.login,
                            .help = words.t("Ett eget namn, eller det som er inloggningstjänst "
                                            "kallar personen."),
                            .optional = true,
                            .autocomplete = "off"});
}

HttpResponse new_user_page(const Visit& visit, const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  const auto field = [&](std::string_view name, std::string label) {
    return Field{.name = std::string{name},
                 .label = std::move(label),
                 .value = typed(visit, name),
                 .error = error_at(errors, name),
                 .autocomplete = "off"};
  };
  Field mail = field("epost", words.t("E-post"));
  mail.optional = true;
  mail.inputmode = "email";
  Field area = area_field(words);
  area.value = typed(visit, "omrade");
  area.error = error_at(errors, "omrade");
  const Html fields =
      error_summary(words, errors) + text_field(words, field("namn", words.t("Namn"))) +
      text_field(words, mail) +
      identity_fields(visit, {.name = {},
                              .email = {},
                              .staff = typed(visit, "anstallning"),
                              .login = typed(visit, "inloggning")}) +
      checkbox_group(words,
                     {.name = "roll",
                      .label = words.t("Roller"),
                      .help = words.t("De gäller när någon annan har godkänt dem."),
                      .optional = true},
                     role_options(visit), chosen(visit, "roll")) +
      select_field(words, area, area_options(visit), words.t("Inget område")) +
      acts(submit({.text = words.t("Lägg till")}) + link(words.t("Avbryt"), "/anvandare"));
  return show(visit, {.title = words.t("Lägg till användare"),
                      .faulty = !errors.empty(),
                      .sentence = words.t("Personen får en engångskod av dig och väljer sitt "
                                          "lösenord själv."),
                      .entry = "/anvandare",
                      .way = {{words.t("Användare"), "/anvandare"}},
                      .body = panel({.label = words.t("Ny användare")},
                                    inset(form_to(visit, "/anvandare/ny", fields)))});
}

HttpResponse new_user(const Visit& visit) { return new_user_page(visit, {}); }

/// The only time the code is shown: we keep no more than its hash.
HttpResponse code_page(const Visit& visit, const std::string& user, const std::string& name,
                       const std::string& code) {
  const Messages& words = visit.words;
  const Html body =
      el("p", {}, words.f("Engångskod för {}:", name)) + hash_text(code) +
      note(Tone::look,
           el("p", {},
              words.f("Koden visas bara nu. Lämna den personligen, inte med e-post. Den gäller en "
                      "vecka och en gång. Personen väljer sitt lösenord på {}.",
                      visit.config.public_url + "/valkommen"))) +
      acts(link_button(words.t("Klart"), "/anvandare/" + user, Weight::primary));
  HttpResponse response =
      show(visit, {.title = words.t("Engångskod"),
                   .entry = "/anvandare",
                   .way = {{words.t("Användare"), "/anvandare"}},
                   .body = panel({.label = words.t("Engångskod")}, inset(body))});
  response.headers.push_back({"cache-control", "no-store"});
  return response;
}

Result<std::string> add_with_roles(Home& home, const UserDetails& details,
                                   const std::vector<Grant>& grants) {
  auto user = add_user(home, details);
  if (!user || grants.empty()) return user;
  const auto proposed = propose_change(
      home, {.user = *user, .give = grants, .take = {}, .identity = std::nullopt, .reason = {}});
  if (!proposed) return fail(proposed.error());
  return user;
}

HttpResponse add_new_user(const Visit& visit) {
  const Messages& words = visit.words;
  const UserDetails details{.name = typed(visit, "namn"),
                            .email = typed(visit, "epost"),
                            .staff = typed(visit, "anstallning"),
                            .login = typed(visit, "inloggning")};
  const std::vector<Grant> grants = typed_grants(visit);
  std::vector<FieldError> errors;
  if (details.name.empty()) errors.push_back({"namn", words.t("Skriv personens namn.")});
  if (const auto missing = area_missing(visit, grants)) errors.push_back(*missing);
  if (!errors.empty()) return new_user_page(visit, errors);
  const std::function<Result<std::string>(Home&)> add = [&](Home& home) {
    return add_with_roles(home, details, grants);
  };
  const auto user = visit.desk.ask(visit.actor(), add);
  if (!user) return new_user_page(visit, {{"", told(words, user.error().text)}});
  if (details.login.empty() || visit.config.oidc) return done("/anvandare/" + *user, "user-added");
  const auto code = visit.accounts.add(*user, details.login, visit.now);
  if (!code) return sorry(visit, code.error(), "/anvandare/" + *user);
  return code_page(visit, *user, details.name, *code);
}

/// Runs an act on the desk and leads on, or says why it can't be done.
template <class Act>
HttpResponse acted(const Visit& visit, const std::string& back, std::string_view code, Act act) {
  const std::function<Result<Done>(Home&)> work = [&](Home& home) -> Result<Done> {
    const auto result = act(home);
    if (!result) return fail(result.error());
    return Done{};
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  return result ? done(back, code) : sorry(visit, result.error(), back);
}

std::string path_of(const Visit& visit) { return "/anvandare/" + std::string{visit.path["user"]}; }

HttpResponse rename(const Visit& visit) {
  return acted(visit, path_of(visit), "user-renamed", [&](Home& home) {
    return rename_user(home, std::string{visit.path["user"]}, typed(visit, "namn"),
                       typed(visit, "epost"));
  });
}

HttpResponse propose(const Visit& visit) {
  ProposedChange change;
  change.user = std::string{visit.path["user"]};
  change.give = typed_grants(visit);
  change.reason = typed(visit, "skal");
  if (area_missing(visit, change.give))
    return sorry(visit, {ErrorKind::unusable, "area-missing", std::string{area_sentence}},
                 path_of(visit));
  for (const Grant& grant : visit.look.state.people.grants_of(change.user))
    if (std::ranges::count(chosen(visit, "bort"), code_of_grant(grant)) > 0)
      change.take.push_back(grant);
  if (typed(visit, "identitet") == "1")
    change.identity = ProposedChange::Identity{.staff = typed(visit, "anstallning"),
                                               .login = typed(visit, "inloggning")};
  return acted(visit, path_of(visit), "change-proposed",
               [&](Home& home) { return propose_change(home, change); });
}

HttpResponse decide(const Visit& visit) {
  const auto proposed = position_in(visit.path["andring"]);
  if (!proposed || visit.look.state.people.change(*proposed) == nullptr) return not_there(visit);
  const bool approved = visit.request.form["beslut"] == "godkann";
  return acted(visit, "/anvandare", approved ? "change-approved" : "change-refused",
               [&](Home& home) {
                 return decide_change(
                     home, *proposed,
                     approved ? RoleChange::Outcome::approved : RoleChange::Outcome::refused,
                     typed(visit, "skal"));
               });
}

HttpResponse end(const Visit& visit) {
  const std::string user{visit.path["user"]};
  HttpResponse response =
      acted(visit, path_of(visit), "user-ended", [&](Home& home) { return end_user(home, user); });
  if (response.status == 303) visit.accounts.remove(user);
  return response;
}

HttpResponse new_code(const Visit& visit) {
  const People& people = users_of(visit);
  const Person* person = people.find(visit.path["user"]);
  if (person == nullptr || !person->active || person->details.login.empty())
    return not_there(visit);
  if (visit.accounts.standing(person->id, visit.now))
    return code_page(visit, person->id, person->details.name,
                     visit.accounts.reset(person->id, visit.now));
  const auto code = visit.accounts.add(person->id, person->details.login, visit.now);
  if (!code) return sorry(visit, code.error(), path_of(visit));
  return code_page(visit, person->id, person->details.name, *code);
}

HttpResponse name_one(const Visit& visit) {
  const auto from = parse_day(typed(visit, "fran"));
  const auto last = parse_day(typed(visit, "till"));
  if (!from || !last)
    return sorry(visit,
                 {ErrorKind::unusable, "day-missing",
                  std::string{marked("Ange första och sista dagen som ersättaren gäller.")}},
                 "/anvandare");
  return acted(visit, "/anvandare", "stand-in-named", [&](Home& home) {
    return name_stand_in(home, typed(visit, "person"), {*from, *last + std::chrono::days{1}},
                         typed(visit, "skal"));
  });
}

}  // namespace

Html stand_in_form(const Visit& visit, const People& people) {
  const Messages& words = visit.words;
  std::vector<Option> options;
  for (const Person& person : people.all())
    if (person.active && person.id != visit.visitor.user)
      options.push_back({person.id, person.details.name});
  return form_to(visit, "/anvandare/ersattare",
                 select_field(words, {.name = "person", .label = words.t("Vem")}, options,
                              words.t("Välj en person")),
                 date_field(words, {.name = "fran", .label = words.t("Första dagen")}),
                 date_field(words, {.name = "till", .label = words.t("Sista dagen")}),
                 text_field(words, {.name = "skal", .label = words.t("Skäl")}),
                 acts(submit({.text = words.t("Utse"), .weight = Weight::secondary})));
}

Html change_form(const Visit& visit, const Person& person) {
  const Messages& words = visit.words;
  std::vector<Option> held;
  for (const Grant& grant : person.grants)
    held.push_back({code_of_grant(grant), grant_text(visit, grant)});
  Html fields =
      checkbox_group(words, {.name = "roll", .label = words.t("Ge rollen"), .optional = true},
                     role_options(visit), {}) +
      select_field(words, area_field(words), area_options(visit), words.t("Inget område"));
  if (!held.empty())
    fields += checkbox_group(
        words, {.name = "bort", .label = words.t("Ta bort rollen"), .optional = true}, held, {});
  fields += more(words.t("Ändra vem personen är"),
                 checkbox({.name = "identitet",
                           .label = words.t("Ändra anställnings-id eller inloggningsnamn"),
                           .value = "1",
                           .optional = true},
                          false) +
                     identity_fields(visit, person.details));
  fields += text_field(words, {.name = "skal", .label = words.t("Skäl")});
  fields += acts(submit({.text = words.t("Föreslå"), .weight = Weight::secondary}));
  return form_to(visit, "/anvandare/" + person.id + "/roller", fields);
}

Html rename_form(const Visit& visit, const Person& person) {
  const Messages& words = visit.words;
  return form_to(visit, "/anvandare/" + person.id + "/namn",
                 text_field(words, {.name = "namn",
                                    .label = words.t("Namn"),
                                    .value = person.details.name,
                                    .autocomplete = "off"}),
                 text_field(words, {.name = "epost",
                                    .label = words.t("E-post"),
                                    .value = person.details.email,
                                    .optional = true,
                                    .autocomplete = "off",
                                    .inputmode = "email"}),
                 acts(submit({.text = words.t("Spara"), .weight = Weight::secondary})));
}

std::vector<PageRoute> user_act_routes() {
  return {
      {Method::get, "/anvandare/ny", Right::propose_role_change, new_user},
      {Method::post, "/anvandare/ny", Right::propose_role_change, add_new_user},
      {Method::post, "/anvandare/:user/namn", Right::propose_role_change, rename},
      {Method::post, "/anvandare/:user/roller", Right::propose_role_change, propose},
      {Method::post, "/anvandare/:user/kod", Right::propose_role_change, new_code},
      {Method::post, "/anvandare/:user/avsluta", Right::propose_role_change, end},
      // Stand-ins may approve without a role that has the right, so the act itself refuses.
      {Method::post, "/anvandare/andring/:andring", Right::see_users, decide},
      {Method::post, "/anvandare/ersattare", Right::name_stand_in, name_one},
  };
}

}  // namespace insyn
