#include <algorithm>

#include "app/routine_change.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/routine/periods.h"
#include "web/look/table.h"
#include "web/pages/names.h"
#include "web/pages/routes.h"
#include "web/pages/routine_forms.h"
#include "web/pages/routine_words.h"

namespace insyn {
namespace {

int calendar_year(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

Html periods_panel(const Visit& visit, const Routine& routine) {
  const Messages& words = visit.words;
  const int year = calendar_year(today_of(visit));
  Table periods{
      .label = words.t("Perioder i år"),
      .columns = {
          {words.t("Period")}, {words.t("Dagar i år")}, {words.t("Veckor")}, {words.t("Grupper")}}};
  for (const AuditPeriod& period : periods_of(routine, year)) {
    std::string groups;
    for (const StratumRule& stratum : routine.strata)
      if (std::ranges::find(period.strata, stratum.id) != period.strata.end())
        groups += (groups.empty() ? "" : "; ") + stratum.label;
    periods.rows.push_back(
        {{visit.may_anywhere(Right::see_audits) ? link(period.label, "/kontroller")
                                                : Html{period.label},
          words.days(period.days), words.weeks(period.days), groups}});
  }
  return panel(
      {.heading = words.f("Perioder {}", std::to_string(year)),
       .id = "periods",
       .sentence = words.t("Loggarna tas från de här dagarna. De räknas ut för varje år.")},
      table(periods));
}

Html strata_panel(const Visit& visit, const Routine& routine) {
  const Messages& words = visit.words;
  Table strata{.label = words.t("Grupper och andelar"),
               .columns = {{words.t("Grupp")},
                           {words.t("Vilka")},
                           {words.t("Så många lottas")},
                           {words.t("Perioder")}}};
  for (const StratumRule& stratum : routine.strata) {
    std::string periods;
    for (const std::string& key : stratum.periods) periods += (periods.empty() ? "" : ", ") + key;
    strata.rows.push_back(
        {{stratum.label,
          Cell{who_words(words, stratum),
               stratum.finding ? words.t("Att hamna här är i sig något att ta reda på.")
                               : std::string{}},
          share_words(words, stratum.share), periods}});
  }
  return panel({.heading = words.t("Vilka som lottas"),
                .id = "strata",
                .sentence = words.t("Var och en hör till den första grupp som passar. Antalet "
                                    "avrundas uppåt, så att minst en lottas i varje grupp.")},
               table(strata));
}

Html deadlines_panel(const Visit& visit, const Routine& routine) {
  const Messages& words = visit.words;
  const DeadlineRules& rules = routine.deadlines;
  std::vector<Fact> shown{
      {words.t("Kontrollen öppnas"),
       words.n("inom {} dag efter perioden", "inom {} dagar efter perioden",
               routine.latest_start_days)},
      {words.t("Listorna skickas"),
       words.n("inom {} arbetsdag efter lottningen", "inom {} arbetsdagar efter lottningen",
               rules.lists_out_workdays)},
      {words.t("Cheferna svarar"), deadline_words(words, rules.answer)},
      {words.t("Områdena skriver under"), deadline_words(words, rules.area)},
      {words.t("Rapporten lämnas"), deadline_words(words, rules.report)}};
  Html body = facts(shown) + el("p", {}, window_words(words, routine.review_window));
  if (rules.holidays) {
    const std::chrono::year year{calendar_year(today_of(visit))};
    const Day from{year / static_cast<int>(rules.holidays->from_month) /
                   static_cast<int>(rules.holidays->from_day)};
    const Day to{year / static_cast<int>(rules.holidays->to_month) /
                 static_cast<int>(rules.holidays->to_day)};
    body += el("p", {},
               words.f("Det som skulle ha varit klart från {} väntar till {} eller första "
                       "arbetsdagen efter.",
                       words.short_date(from), words.short_date(to)));
  }
  return panel({.heading = words.t("När det ska vara klart"), .id = "deadlines"}, inset(body));
}

Html bullets(const std::vector<std::string>& texts) {
  Html items;
  for (const std::string& text : texts) items += el("li", {}, text);
  return el("ul", {}, items);
}

Html explain_panel(const Visit& visit, const Routine& routine) {
  const Messages& words = visit.words;
  return panel({.heading = words.t("Vad som förklarar en öppning"),
                .id = "explain",
                .sentence = words.t("Det räcker med ett av skälen.")},
               inset(bullets(explain_words(words, routine.explain)) +
                     el("h3", {}, words.t("Det här förklarar inget")) +
                     bullets(caution_words(words, routine.explain))));
}

Html contacts_panel(const Visit& visit, const Routine& routine) {
  const Messages& words = visit.words;
  if (routine.contacts.empty()) return {};
  std::vector<Fact> shown;
  for (const auto& contact : routine.contacts) {
    const auto role = parse_user_role(contact.first);
    shown.push_back({role ? role_title(words, *role) : contact.first, contact.second});
  }
  return panel({.heading = words.t("Vem du frågar"), .id = "contacts"}, inset(facts(shown)));
}

Html versions_panel(const Visit& visit) {
  const Messages& words = visit.words;
  const RoutineState& state = visit.look.state.routine;
  const RoutineVersion* now = state.in_force(today_of(visit));
  Table versions{
      .label = words.t("Rutinens versioner"),
      .columns = {
          {words.t("Version")}, {words.t("Gäller från")}, {words.t("Läge"), ColumnKind::status}}};
  for (auto one = state.versions.rbegin(); one != state.versions.rend(); ++one) {
    const bool first = std::next(one) == state.versions.rend();
    versions.rows.push_back(
        {{link(words.f("Version {}", words.number(one->version)),
               "/rutinen/version/" + std::to_string(one->version)),
          first ? words.t("Från början") : words.date(one->valid_from),
          &*one == now                        ? tag(Status::done, words.t("Gäller"))
          : one->valid_from > today_of(visit) ? tag(Status::todo, words.t("Kommer"))
                                              : tag(Status::locked, words.t("Har gällt"))}});
  }
  Html body = versions.rows.empty() ? Html{} : table(versions);
  for (const RoutineChange& change : state.changes)
    if (change.outcome == RoutineChange::Outcome::waiting)
      body += inset(
          note(Tone::look, el("p", {},
                              words.f("Version {} är föreslagen och väntar på en andra person.",
                                      words.number(change.version)),
                              " ",
                              link(words.t("Läs förslaget"),
                                   "/rutinen/andring/" + std::to_string(change.proposed)))));
  return panel(
      {.heading = words.t("Versioner"),
       .id = "versions",
       .sentence = words.t("En kontroll följer alltid den version som den öppnades under.")},
      body);
}

HttpResponse routine_page(const Visit& visit) {
  const Messages& words = visit.words;
  if (!visit.look.routine)
    return show(visit,
                {.title = words.t("Rutinen"),
                 .entry = "/rutinen",
                 .body = panel({.label = words.t("Rutinen")},
                               empty_state({.icon = Icon::look,
                                            .title = words.t("Rutinen går inte att läsa"),
                                            .body = el("p", {},
                                                       words.t("Be den som driver Insyn "
                                                               "att kontrollera hemmet."))}))});
  const Routine& routine = *visit.look.routine;
  Html actions;
  if (visit.may_anywhere(Right::propose_routine_change))
    actions = link_button(words.t("Föreslå ändring"), "/rutinen/andra");
  const Html body = periods_panel(visit, routine) + strata_panel(visit, routine) +
                    explain_panel(visit, routine) + deadlines_panel(visit, routine) +
                    contacts_panel(visit, routine) + versions_panel(visit) + decisions_panel(visit);
  return show(visit, {.title = routine.label,
                      .sentence = words.f("Version {}. Så här går loggkontrollen till hos oss.",
                                          words.number(routine.version)),
                      .actions = actions,
                      .entry = "/rutinen",
                      .body = body});
}

}  // namespace

std::vector<PageRoute> routine_routes() {
  std::vector<PageRoute> routes{{Method::get, "/rutinen", Right::see_routine, routine_page}};
  for (const auto& part : {routine_change_routes(), decision_routes()})
    routes.insert(routes.end(), part.begin(), part.end());
  return routes;
}

}  // namespace insyn
