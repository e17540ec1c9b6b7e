#include "web/pages/frame.h"

#include <algorithm>
#include <optional>

#include "domain/calendar/format.h"
#include "web/pages/demo_notice.h"
#include "web/pages/may_open.h"
#include "web/pages/names.h"
#include "web/pages/said.h"

namespace insyn {
namespace {

struct Entry {
  std::string_view path, text;
  Right right;
  std::optional<Right> unless{};  ///< whoever has this right has an entry that shows more
};

constexpr Entry menu[] = {
    {"/", marked("Översikt"), Right::see_overview},
    {"/granskningar", marked("Mina granskningar"), Right::give_support},
    {"/misstankar", marked("Misstankar"), Right::see_suspicions},
    {"/misstankar/frister", marked("Frister"), Right::see_clocks, Right::see_suspicions},
    {"/kontroller", marked("Kontroller"), Right::see_audits},
    {"/kallor", marked("Källor"), Right::see_sources},
    {"/rutinen", marked("Rutinen"), Right::see_routine},
    {"/anvandare", marked("Användare"), Right::see_users},
    {"/informerad", marked("Informerad personal"), Right::see_informed},
    {"/egen-logg", marked("Insyns egen logg"), Right::see_own_log},
    {"/min-sida", marked("Min sida"), Right::sign_informed},
    {"/hjalp", marked("Hjälp"), Right::see_overview},
};

struct TitledRole {
  UserRole role;
  std::string_view title;
};

constexpr TitledRole role_titles[] = {
    {UserRole::administrator, marked("administratör")},
    {UserRole::manager, marked("chef")},
    {UserRole::area_head, marked("verksamhetsområdeschef")},
    {UserRole::chief_nurse, marked("medicinskt ansvarig sjuksköterska")},
    {UserRole::quality_controller, marked("kvalitetscontroller")},
    {UserRole::compiler, marked("sammanställare")},
    {UserRole::director, marked("socialchef")},
    {UserRole::hr, marked("personalavdelningen")},
    {UserRole::data_protection_officer, marked("dataskyddsombud")},
    {UserRole::disclosure_officer, marked("utlämnare")},
    {UserRole::auditor, marked("revisor")},
};

/// Name and roles, each role once, as somebody reads them in the corner.
std::string who(const Visit& visit) {
  std::string text = visit.visitor.name;
  std::vector<UserRole> named;
  for (const Grant& grant : visit.visitor.holder.grants) {
    if (std::ranges::find(named, grant.role) != named.end()) continue;
    named.push_back(grant.role);
    text += ", " + role_title(visit.words, grant.role);
  }
  return text;
}

std::string routine_line(const Visit& visit) {
  if (!visit.look.routine) return {};
  const Routine& routine = *visit.look.routine;
  return visit.words.f("{}, version {}", routine.label, visit.words.number(routine.version));
}

Frame frame_of(const Visit& visit, std::string_view entry) {
  const Messages& words = visit.words;
  Frame frame;
  frame.words = &words;
  frame.organisation = visit.config.municipality;
  if (!visit.config.department.empty()) frame.organisation += ", " + visit.config.department;
  frame.user = who(visit);
  for (const Entry& one : menu) {
    if (may_open(visit, one.right) && !(one.unless && visit.may_anywhere(*one.unless)))
      frame.menu.push_back({words.t(one.text), std::string{one.path}, one.path == entry});
  }
  frame.csrf = visit.visitor.form_token;
  if (visit.request.method != Method::post) frame.path = visit.request.path;
  frame.routine = routine_line(visit);
  frame.foot = {{words.t("Tillgänglighet"), "/tillganglighet"},
                {words.t("Så behandlas uppgifter"), "/sa-behandlas-uppgifter"}};
  frame.demo = demo_notice(words, visit.demo);
  return frame;
}

/// Screen readers say it by itself; it is gone when the page is read anew without the code.
Html said(const Visit& visit) {
  const std::string_view sentence = sentence_of(visit.request.query["sagt"]);
  if (sentence.empty()) return {};
  return el("div", {{"class", "note"}, {"role", "status"}}, icon(Icon::check),
            el("div", {}, el("p", {}, visit.words.t(sentence))));
}

HttpResponse error_page(const Visit& visit, int status, const Empty& empty) {
  const Html body = el("section", {{"class", "panel"}}, empty_state(empty));
  HttpResponse response;
  response.status = status;
  response.body = page(frame_of(visit, {}), {.title = empty.title, .body = body});
  return response;
}

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::refused:
      return 409;
    case ErrorKind::unusable:
      return 400;
    case ErrorKind::home:
      return 500;
  }
  return 500;
}

bool is_part_of_a_name(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_' || c == '/';
}

/// Whether what stands after a day makes it a part of a name: `2025-06-25.csv`.
bool goes_on(std::string_view rest) {
  if (rest.starts_with('.')) rest.remove_prefix(1);
  return !rest.empty() && is_part_of_a_name(rest.front());
}

/// `2025-06-25` in the text as `25 juni 2025`.
std::string with_dates(const Messages& words, std::string_view text) {
  constexpr std::size_t length = std::string_view{"2025-06-25"}.size();
  std::string dated;
  for (std::size_t at = 0; at < text.size();) {
    const auto day = parse_day(text.substr(at, length));
    if (day && (at == 0 || !is_part_of_a_name(text[at - 1])) &&
        !goes_on(text.substr(std::min(at + length, text.size())))) {
      dated += words.date(*day);
      at += length;
    } else {
      dated += text[at++];
    }
  }
  return dated;
}

}  // namespace

HttpResponse show(const Visit& visit, const Shown& shown) {
  std::vector<Link> crumbs = shown.way;
  if (!crumbs.empty()) crumbs.push_back({shown.title, {}});
  HttpResponse response;
  if (shown.faulty) response.status = 422;
  response.body = page(frame_of(visit, shown.entry),
                       {.title = shown.title,
                        .body = said(visit) +
                                (shown.is_paper ? shown.actions
                                                : head({.title = shown.title,
                                                        .sentence = shown.sentence,
                                                        .actions = shown.actions})) +
                                shown.body,
                        .crumbs = crumbs,
                        .save_bar = shown.save_bar});
  return response;
}

HttpResponse sorry(const Visit& visit, const Error& error, std::string_view back) {
  const Messages& words = visit.words;
  const bool ours = error.kind == ErrorKind::home;
  Html body = el("p", {}, told(words, error.text));
  if (ours)
    body += el("p", {{"class", "dim"}},
               words.t("Det som redan var sparat finns kvar. Försök igen om en stund."));
  else
    body += el("p", {{"class", "dim"}}, words.t("Inget har ändrats."));
  return error_page(
      visit, status_of(error.kind),
      {.icon = Icon::look,
       .title = ours ? words.t("Något gick fel hos oss") : words.t("Det gick inte att göra"),
       .body = body,
       .actions = link_button(words.t("Tillbaka"), back),
       .whole_page = true});
}

Html told(const Messages& words, std::string_view swedish) {
  const std::string text = words.t(swedish);
  const bool is_swedish = words.language() != "sv" && text == swedish;
  const std::string dated = with_dates(is_swedish ? messages_in("sv") : words, text);
  return is_swedish ? el("span", {{"lang", "sv"}}, dated) : Html{dated};
}

HttpResponse not_there(const Visit& visit) {
  const Messages& words = visit.words;
  Html body = el("p", {}, words.t("Den finns inte, eller så visas den inte för dig."));
  if (!visit.config.contact.empty())
    body += el("p", {{"class", "dim"}},
               words.f("Behöver du den i ditt arbete: {}.", visit.config.contact));
  return error_page(visit, 404,
                    {.icon = Icon::look,
                     .title = words.t("Sidan finns inte"),
                     .body = body,
                     .actions = link_button(words.t("Till översikten"), "/"),
                     .whole_page = true});
}

HttpResponse refused(const Visit& visit, Right right) {
  const Messages& words = visit.words;
  log_look(visit, "refused");
  std::string who;
  for (const UserRole role : roles_with(right))
    who += (who.empty() ? "" : ", ") + role_title(words, role);
  Html body = el("p", {}, words.f("Den är till för: {}.", who));
  if (!visit.config.contact.empty())
    body += el("p", {}, words.f("Behöver du den i ditt arbete: {}.", visit.config.contact));
  body += el("p", {{"class", "dim"}}, words.t("Försöket är loggat."));
  return error_page(visit, 403,
                    {.icon = Icon::lock,
                     .title = words.t("Du får inte se den här sidan"),
                     .body = body,
                     .actions = link_button(words.t("Till översikten"), "/"),
                     .whole_page = true});
}

HttpResponse done(std::string_view path, std::string_view code) {
  const std::size_t part = path.find('#');
  std::string to{path.substr(0, part)};
  to += to.find('?') == std::string::npos ? "?sagt=" : "&sagt=";
  to += code;
  if (part != std::string_view::npos) to += path.substr(part);
  return redirect_to(to);
}

Html act_button(const Visit& visit, std::string_view path, const Submit& button,
                const Html& hidden_fields) {
  return action(path, visit.visitor.form_token, button, hidden_fields);
}

std::string role_title(const Messages& words, UserRole role) {
  const auto* found = std::ranges::find(role_titles, role, &TitledRole::role);
  return found == std::end(role_titles) ? std::string{} : words.t(found->title);
}

Html raw_text(std::string_view label, std::string_view text) {
  return el("div",
            {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", label}},
            el("pre", {{"class", "hash"}}, text));
}

}  // namespace insyn
