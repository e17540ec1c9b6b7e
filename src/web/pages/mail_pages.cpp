#include "web/pages/mail_pages.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "notify/mailer.h"
#include "web/pages/audit_pages.h"
#include "web/pages/names.h"

namespace insyn {
namespace {

constexpr std::string_view own_url = "/min-sida/ersattare";

bool is_own(const Visit& visit, const Away& away) { return away.user == visit.visitor.user; }

/// Of those that haven't ended and aren't over.
std::vector<Deputy> deputies_ahead(const Visit& visit) {
  std::vector<Deputy> ahead;
  std::ranges::copy_if(
      visit.look.state.people.deputies, std::back_inserter(ahead),
      [&](const Deputy& one) { return !one.ended && one.days.to > today_of(visit); });
  std::ranges::stable_sort(ahead, [](const Deputy& left, const Deputy& right) {
    return left.days.from < right.days.from;
  });
  return ahead;
}

/// Staff ids of those with a protected identity.
std::set<std::string> hidden_staff(const Visit& visit) {
  std::set<std::string> hidden;
  if (!visit.look.registers) return hidden;
  const RegistersAt& known = *visit.look.registers;
  for (const StaffMember& member : known.index.registers().staff)
    if (member.is_protected) hidden.insert(known.texts[member.id.value]);
  return hidden;
}

/// Whether one may stand in for the other: both review, or they share a role. Nobody learns that
/// somebody with a protected identity works here.
bool is_candidate(const std::set<std::string>& protected_ids, const Person& one,
                  const Person& away) {
  if (!one.active || one.purged || one.id == away.id || protected_ids.contains(one.details.staff))
    return false;
  const auto reviews = [](const Person& person) {
    return may_anywhere(person.holder(), Right::give_support);
  };
  return (reviews(one) && reviews(away)) ||
         std::ranges::any_of(one.grants, [&](const Grant& grant) {
           return std::ranges::find(away.grants, grant.role, &Grant::role) != away.grants.end();
         });
}

std::vector<Option> candidates(const Visit& visit, const Person& away) {
  const std::set<std::string> protected_ids = hidden_staff(visit);
  std::vector<Option> options;
  for (const Person& one : users_of(visit).all())
    if (is_candidate(protected_ids, one, away)) options.push_back({one.id, one.details.name});
  std::ranges::sort(options, [&](const Option& left, const Option& right) {
    return visit.words.before(left.label, right.label);
  });
  return options;
}

/// What is wrong with what was posted; nothing on a page that was only asked for.
Html problem_at(const std::vector<FieldError>& errors, std::string_view name) {
  const auto found = std::ranges::find(errors, name, &FieldError::name);
  return found == errors.end() ? Html{} : found->text;
}

std::vector<FieldError> faults(const Visit& visit, const std::vector<Option>& options) {
  const Messages& words = visit.words;
  std::vector<FieldError> errors;
  if (std::ranges::find(options, field_of(visit, "person"), &Option::value) == options.end())
    errors.push_back({"person", words.t("Välj vem som ska vara ersättare.")});
  if (!parse_day(field_of(visit, "fran")))
    errors.push_back({"fran", words.t("Ange den första dagen.")});
  if (!parse_day(field_of(visit, "till")))
    errors.push_back({"till", words.t("Ange den sista dagen.")});
  return errors;
}

Html choose_form(const Visit& visit, const Away& away, const std::vector<Option>& options,
                 const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  const auto field = [&](std::string_view name, std::string label) {
    return Field{.name = std::string{name},
                 .label = std::move(label),
                 .value = field_of(visit, name),
                 .error = problem_at(errors, name)};
  };
  return form_to(
      visit, away.url, error_summary(words, errors),
      select_field(words, field("person", words.t("Vem")), options, words.t("Välj en person")),
      date_field(words, field("fran", words.t("Första dagen"))),
      date_field(words, field("till", words.t("Sista dagen"))),
      acts(submit({.text = words.t("Välj ersättare")}) +
           link(words.t("Avbryt"), away.way.back().url)));
}

Html choose_panel(const Visit& visit, const Away& away, const Person& person,
                  const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  const std::vector<Option> options = candidates(visit, person);
  const Panel about{.heading = words.t("Välj en ersättare"), .id = "choose"};
  if (options.empty())
    return panel(about, empty_state({.icon = Icon::none,
                                     .title = words.t("Det finns ingen att välja"),
                                     .body = el("p", {},
                                                words.t("Ersättaren ska ha en liknande roll i "
                                                        "Insyn. Be administratören lägga till "
                                                        "någon."))}));
  return panel(about, inset(choose_form(visit, away, options, errors)));
}

Html end_button(const Visit& visit, const Away& away, const Deputy& one) {
  return act_button(visit, away.url, {.text = visit.words.t("Avsluta"), .weight = Weight::tertiary},
                    hidden("avsluta", std::to_string(one.named)));
}

Html named_panel(const Visit& visit, const Away& away) {
  const Messages& words = visit.words;
  const People& people = users_of(visit);
  std::vector<Todo> items;
  for (const Deputy& one : deputies_ahead(visit))
    if (one.user == away.user)
      items.push_back({.icon = Icon::check,
                       .title = people.name_of(one.deputy),
                       .sentence = words.days(one.days) + ".",
                       .action = end_button(visit, away, one)});
  const Panel about{.heading = words.t("Valda ersättare"), .id = "named"};
  if (items.empty())
    return panel(about, inset(el("p", {{"class", "dim"}}, words.t("Ingen ersättare är vald."))));
  return panel(about, todo(items));
}

/// For whom the visitor stands in; they may end it, too.
Html standing_in_panel(const Visit& visit, const Away& away) {
  const Messages& words = visit.words;
  std::vector<Todo> items;
  for (const Deputy& one : deputies_ahead(visit))
    if (one.deputy == visit.visitor.user)
      items.push_back({.icon = Icon::clock,
                       .title = users_of(visit).name_of(one.user),
                       .sentence = words.days(one.days) + ".",
                       .action = end_button(visit, away, one)});
  if (items.empty() || !is_own(visit, away)) return {};
  return panel({.heading = words.t("Du är ersättare för"), .id = "standing-in"}, todo(items));
}

Html guide(const Visit& visit) {
  const Messages& words = visit.words;
  return panel({.heading = words.t("Vad gör en ersättare?"), .id = "what", .guide = true},
               el("p", {},
                  words.t("Ersättaren får samma mejl om loggkontrollen de dagarna, så att inget "
                          "blir liggande. Mejlen säger inte vem det gäller.")) +
                   el("p", {},
                      words.t("Ersättaren får inte läsa listorna. Behöver någon annan granska: be "
                              "verksamhetsområdeschefen utse en annan granskare.")));
}

HttpResponse deputies(const Visit& visit, const Away& away, const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  const Person* person = users_of(visit).find(away.user);
  Html body;
  if (person == nullptr || !person->active)
    body = panel({.label = words.t("Ersättare")},
                 empty_state({.icon = Icon::none,
                              .title = words.t("Granskaren är inte användare i Insyn"),
                              .body = el("p", {},
                                         words.t("Den får inga mejl. Be administratören lägga till "
                                                 "granskaren, eller utse en annan."))}));
  else
    body = split(stack(named_panel(visit, away) + standing_in_panel(visit, away) +
                       choose_panel(visit, away, *person, errors)),
                 guide(visit));
  return show(visit,
              {.title = is_own(visit, away) || person == nullptr
                            ? words.t("Ersättare vid frånvaro")
                            : words.f("Ersättare för {}", person->details.name),
               .faulty = !errors.empty(),
               .sentence = words.t("Den som får mejlen om loggkontrollen när någon är borta."),
               .entry = away.entry,
               .way = away.way,
               .body = body});
}

Away own_away(const Visit& visit) {
  return {.user = visit.visitor.user,
          .url = std::string{own_url},
          .entry = "/min-sida",
          .way = {{visit.words.t("Min sida"), "/min-sida"}}};
}

HttpResponse own_deputies(const Visit& visit) { return deputy_page(visit, own_away(visit)); }
HttpResponse change_own(const Visit& visit) { return change_deputy(visit, own_away(visit)); }

/// Somebody in Användare, for whoever may appoint a reviewer anywhere.
std::optional<Away> away_user(const Visit& visit) {
  const Person* person = users_of(visit).find(visit.path["user"]);
  if (person == nullptr || !person->active || !visit.may(Right::appoint_reviewer, {}))
    return std::nullopt;
  const std::string url = "/anvandare/" + person->id;
  return Away{.user = person->id,
              .url = url + "/ersattare",
              .entry = "/anvandare",
              .way = {{visit.words.t("Användare"), "/anvandare"}, {person->details.name, url}}};
}

HttpResponse users_deputies(const Visit& visit) {
  const auto away = away_user(visit);
  return away ? deputy_page(visit, *away) : not_there(visit);
}

HttpResponse change_users(const Visit& visit) {
  const auto away = away_user(visit);
  return away ? change_deputy(visit, *away) : not_there(visit);
}

HttpResponse choose_own_mail(const Visit& visit) {
  const std::string choice = field_of(visit, "mejl");
  if (choice != "av" && choice != "pa") return not_there(visit);
  return acted(visit, "/min-sida#mail", "/min-sida", "mail-chosen", [&](Home& home) {
    return choose_mail(home, choice == "av" ? MailChoice::unwanted : MailChoice::wanted);
  });
}

}  // namespace

HttpResponse deputy_page(const Visit& visit, const Away& away) { return deputies(visit, away, {}); }

HttpResponse change_deputy(const Visit& visit, const Away& away) {
  const Person* person = users_of(visit).find(away.user);
  if (person == nullptr) return not_there(visit);
  if (visit.request.form.has("avsluta")) {
    const auto named = position_in(visit.request.form["avsluta"]);
    const auto ahead = deputies_ahead(visit);
    const auto found = std::ranges::find_if(ahead, [&](const Deputy& one) {
      return named && one.named == *named &&
             (one.user == away.user || (is_own(visit, away) && one.deputy == away.user));
    });
    if (found == ahead.end()) return not_there(visit);
    return acted(visit, away.url, away.url, "deputy-ended",
                 [&](Home& home) { return end_deputy(home, found->named); });
  }
  std::vector<FieldError> errors = faults(visit, candidates(visit, *person));
  if (!errors.empty()) return deputies(visit, away, errors);
  const DayRange days{*parse_day(field_of(visit, "fran")),
                      *parse_day(field_of(visit, "till")) + std::chrono::days{1}};
  const std::function<Result<std::uint64_t>(Home&)> work = [&](Home& home) {
    return name_deputy(home, away.user, field_of(visit, "person"), days);
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  if (result) return done(away.url, "deputy-named");
  errors.push_back({"till", told(visit.words, result.error().text)});
  return deputies(visit, away, errors);
}

Html deputy_lines(const Visit& visit, std::string_view user) {
  Html lines;
  for (const Deputy& one : deputies_ahead(visit))
    if (one.user == user)
      lines += el("p", {},
                  users_of(visit).name_of(one.deputy) + ", " + visit.words.days(one.days) + ".");
  return lines;
}

Html own_deputies_panel(const Visit& visit) {
  const Messages& words = visit.words;
  Html body = deputy_lines(visit, visit.visitor.user);
  if (body.empty()) body = el("p", {{"class", "dim"}}, words.t("Ingen ersättare är vald."));
  for (const Deputy& one : deputies_ahead(visit))
    if (one.deputy == visit.visitor.user)
      body += el("p", {},
                 words.f("Du är ersättare för {}, {}.", users_of(visit).name_of(one.user),
                         words.days(one.days)));
  return panel({.heading = words.t("När du är borta"),
                .id = "away",
                .sentence = words.t("En ersättare får också dina mejl om loggkontrollen, men inte "
                                    "läsa dina listor.")},
               inset(body + acts(link_button(words.t("Välj ersättare"), own_url))));
}

Html own_mail_panel(const Visit& visit) {
  const Messages& words = visit.words;
  const Person* person = users_of(visit).find(visit.visitor.user);
  const UserState* user = visit.look.state.people.user(visit.visitor.user);
  if (person == nullptr || user == nullptr) return {};
  const std::string address = address_of(*person, visit.look.registers.get());
  Html body;
  if (!visit.mails.is_configured)
    body += note(Tone::plain, el("p", {}, words.t("Insyn skickar inga mejl hos er just nu.")));
  body += address.empty()
              ? el("p", {}, words.t("Insyn har ingen e-postadress till dig som går att använda."))
              : el("p", {}, words.f("Mejlen går till {}.", address));
  body += el("p", {{"class", "dim"}}, words.t("Be administratören om adressen är fel."));
  body += el("p", {},
             user->wants_mail ? words.t("Du får inbjudningar, påminnelser och besked om sena "
                                        "listor.")
                              : words.t("Du har valt bort inbjudningar, påminnelser och besked om "
                                        "sena listor."));
  body += el("p", {{"class", "dim"}},
             words.t("Ett ärende som inte kan vänta mejlas alltid. Mejlen säger inte vem det "
                     "gäller."));
  body +=
      act_button(visit, "/min-sida/mejl",
                 {.text = user->wants_mail ? words.t("Stäng av mejlen") : words.t("Slå på mejlen"),
                  .weight = Weight::secondary},
                 hidden("mejl", user->wants_mail ? "av" : "pa"));
  return panel({.heading = words.t("Mejl från Insyn"), .id = "mail"}, inset(body));
}

std::vector<PageRoute> mail_routes() {
  return {
      {Method::post, "/min-sida/mejl", Right::sign_informed, choose_own_mail},
      {Method::get, "/min-sida/ersattare", Right::sign_informed, own_deputies},
      {Method::post, "/min-sida/ersattare", Right::sign_informed, change_own},
      {Method::get, "/anvandare/:user/ersattare", Right::appoint_reviewer, users_deputies},
      {Method::post, "/anvandare/:user/ersattare", Right::appoint_reviewer, change_users},
  };
}

}  // namespace insyn
