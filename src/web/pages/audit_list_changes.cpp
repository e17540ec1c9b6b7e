#include <algorithm>

#include "app/audit_acts.h"
#include "app/review_acts.h"
#include "domain/calendar/format.h"
#include "web/pages/audit_lists.h"
#include "web/pages/mail_pages.h"

namespace insyn {
namespace {

/// The list of the path, for whoever may change something about it. Whom it is about stays here:
/// nobody chooses who reviews them.
struct ChangedList {
  AuditAt audit;
  ReaderIds ids;
  std::string code, url;
  const ListProgress* list = nullptr;

  const std::string& reader() const {  ///< staff id; empty: a role reads it, or nobody
    static const std::string nobody;
    const auto found = ids.readers.find(list->reader);
    return found == ids.readers.end() ? nobody : found->second;
  }
};

std::optional<ChangedList> list_of_path(const Visit& visit) {
  auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->progress->routed) return std::nullopt;
  const std::string code{visit.path["lista"]};
  const auto found = at->progress->lists.find(code);
  if (found == at->progress->lists.end()) return std::nullopt;
  auto ids = ids_of(visit, *at);
  if (!ids) return std::nullopt;
  const auto about = ids->staff.find(code);
  if (about == ids->staff.end()) return std::nullopt;
  // A list that a role reads is confidential, so no area head learns of it.
  const Scope scope{.area = found->second.is_managers() ? found->second.area : std::string{},
                    .staff = about->second};
  if (!visit.may(Right::appoint_reviewer, scope)) return std::nullopt;
  const std::string url = at->url + "/listor/" + code;
  return ChangedList{std::move(*at), std::move(*ids), code, url, &found->second};
}

std::vector<Link> way_to_list(const Visit& visit, const ChangedList& at) {
  std::vector<Link> way = way_to(visit, at.audit);
  way.push_back({visit.words.t("Listor"), at.audit.url + "/listor"});
  return way;
}

/// What was wrong with one of the forms, to say it there.
struct ListFaults {
  Html reviewer{}, day{};
};

Html summary_of(const Messages& words, std::string_view field, const Html& problem) {
  if (problem.empty()) return {};
  return error_summary(words, {{std::string{field}, problem}});
}

Html reviewer_panel(const Visit& visit, const ChangedList& at, const Html& problem) {
  const Messages& words = visit.words;
  if (!at.list->is_managers()) return {};
  const Html fields =
      summary_of(words, "person", problem) +
      select_field(words,
                   {.name = "person",
                    .label = words.t("Vem ska granska?"),
                    .value = field_of(visit, "person"),
                    .help = words.t("Den som är ledig, har slutat eller själv står på listan går "
                                    "inte att utse."),
                    .error = problem},
                   head_options(visit), words.t("Välj en person")) +
      text_area(words,
                {.name = "skal",
                 .label = words.t("Skäl"),
                 .value = field_of(visit, "skal"),
                 .help = words.t("Till exempel sjukdom eller semester. Stannar i loggboken.")},
                2) +
      acts(submit({.text = words.t("Utse")}) + link(words.t("Avbryt"), at.audit.url + "/listor"));
  return panel({.heading = words.t("Utse annan granskare"), .id = "granskare"},
               inset(form_to(visit, at.url, fields)));
}

Html day_panel(const Visit& visit, const ChangedList& at, const Html& problem) {
  const Messages& words = visit.words;
  const Day today = today_of(visit);
  const Day last = answer_by(*at.list, at.audit.schedule);
  const Day after = std::max(last, today - std::chrono::days{1});
  const Day latest = latest_answer(at.audit.schedule, today);
  const Html fields =
      summary_of(words, "dag", problem) +
      date_field(words, {.name = "dag",
                         .label = words.t("Ny sista dag"),
                         .value = field_of(visit, "dag"),
                         .help = words.f("Efter {}, och inte efter {}.", words.date(after),
                                         words.date(latest)),
                         .error = problem}) +
      text_area(words,
                {.name = "orsak",
                 .label = words.t("Skäl till senare datum"),
                 .value = field_of(visit, "orsak"),
                 .help = words.t("Till exempel att ett svar dröjer. Stannar i loggboken.")},
                2) +
      acts(submit({.text = words.t("Ge senare datum"), .weight = Weight::secondary}));
  return panel({.heading = words.t("Ge senare datum"),
                .id = "datum",
                .sentence = words.f("Listan ska vara klar {}.", words.date(last))},
               inset(form_to(visit, at.url + "/datum", fields)));
}

Html away_panel(const Visit& visit, const ChangedList& at) {
  const Messages& words = visit.words;
  const Person* person = users_of(visit).by_staff(at.reader());
  if (!at.list->is_managers() || at.reader().empty()) return {};
  Html body = person == nullptr ? Html{} : deputy_lines(visit, person->id);
  if (body.empty()) body = el("p", {{"class", "dim"}}, words.t("Ingen ersättare är vald."));
  body += acts(link_button(words.t("Välj ersättare"), at.url + "/ersattare"));
  return panel({.heading = words.t("Vid frånvaro"),
                .id = "away",
                .sentence = words.t("En ersättare får också granskarens mejl, men inte läsa "
                                    "listan.")},
               inset(body));
}

HttpResponse changes_page(const Visit& visit, const ChangedList& at, const ListFaults& faults) {
  const Messages& words = visit.words;
  const std::string reader = reader_text(visit, StaffNames{visit}, at.ids, *at.list);
  Html body;
  if (at.list->signed_off || !at.audit.is_going())
    body = note(Tone::plain, el("p", {},
                                words.t("Listan är underskriven eller kontrollen avslutad. Inget "
                                        "kan ändras.")));
  else
    body =
        split(stack(reviewer_panel(visit, at, faults.reviewer) + day_panel(visit, at, faults.day)),
              away_panel(visit, at));
  return show(visit,
              {.title = words.f("Lista hos {}", reader),
               .faulty = !faults.reviewer.empty() || !faults.day.empty(),
               .sentence = words.f("Kontroll {}. Utse någon annan, eller ge mer tid.", at.audit.id),
               .entry = "/kontroller",
               .way = way_to_list(visit, at),
               .body = body});
}

HttpResponse changes(const Visit& visit) {
  const auto at = list_of_path(visit);
  return at ? changes_page(visit, *at, {}) : not_there(visit);
}

/// The way back to the list's page with what was wrong, or on to all lists.
template <class Act>
HttpResponse changed(const Visit& visit, const ChangedList& at, std::string_view code,
                     Html ListFaults::*where, Act act) {
  const std::function<Result<Done>(Home&)> work = act;
  const auto result = visit.desk.ask(visit.actor(), work);
  if (result) return done(at.audit.url + "/listor", code);
  ListFaults faults;
  faults.*where = told(visit.words, result.error().text);
  return changes_page(visit, at, faults);
}

HttpResponse appoint(const Visit& visit) {
  const auto at = list_of_path(visit);
  if (!at || !at->list->is_managers()) return not_there(visit);
  return changed(visit, *at, "reviewer-appointed", &ListFaults::reviewer, [&](Home& home) {
    return appoint_reviewer(home, at->audit.id, at->code, field_of(visit, "person"),
                            field_of(visit, "skal"));
  });
}

HttpResponse extend(const Visit& visit) {
  const auto at = list_of_path(visit);
  if (!at) return not_there(visit);
  const auto day = parse_day(field_of(visit, "dag"));
  if (!day) {
    ListFaults faults;
    faults.day = visit.words.t("Ange den nya sista dagen.");
    return changes_page(visit, *at, faults);
  }
  return changed(visit, *at, "deadline-extended", &ListFaults::day, [&](Home& home) {
    return extend_deadline(home, at->audit.id, at->code, *day, field_of(visit, "orsak"));
  });
}

/// The reader's deputies; of one who is no user the page says so.
std::optional<Away> away_reader(const Visit& visit) {
  const auto at = list_of_path(visit);
  if (!at || !at->list->is_managers() || at->reader().empty()) return std::nullopt;
  const Person* person = users_of(visit).by_staff(at->reader());
  std::vector<Link> way = way_to_list(visit, *at);
  way.push_back({visit.words.t("Lista"), at->url});
  return Away{.user = person == nullptr ? std::string{} : person->id,
              .url = at->url + "/ersattare",
              .entry = "/kontroller",
              .way = std::move(way)};
}

HttpResponse readers_deputies(const Visit& visit) {
  const auto away = away_reader(visit);
  return away ? deputy_page(visit, *away) : not_there(visit);
}

HttpResponse change_readers(const Visit& visit) {
  const auto away = away_reader(visit);
  return away ? change_deputy(visit, *away) : not_there(visit);
}

}  // namespace

std::vector<PageRoute> list_change_routes() {
  return {
      {Method::get, "/kontroller/:kontroll/listor/:lista", Right::appoint_reviewer, changes},
      {Method::post, "/kontroller/:kontroll/listor/:lista", Right::appoint_reviewer, appoint},
      {Method::post, "/kontroller/:kontroll/listor/:lista/datum", Right::extend_deadline, extend},
      {Method::get, "/kontroller/:kontroll/listor/:lista/ersattare", Right::appoint_reviewer,
       readers_deputies},
      {Method::post, "/kontroller/:kontroll/listor/:lista/ersattare", Right::appoint_reviewer,
       change_readers},
  };
}

}  // namespace insyn
