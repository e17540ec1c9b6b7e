#include <algorithm>

#include "domain/calendar/sweden.h"
#include "web/look/wheel.h"
#include "web/pages/audit_lists.h"
#include "web/pages/overview_waiting.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

constexpr std::int64_t first_year = 2000, last_year = 2199;

int year_asked(const Visit& visit) {
  const auto typed = parse_integer(visit.request.query["ar"]);
  if (typed && *typed >= first_year && *typed <= last_year) return static_cast<int>(*typed);
  return static_cast<int>(std::chrono::year_month_day{today_of(visit)}.year());
}

/// The part of an id behind the year: `1` of `2026-1`.
std::string number_of(const AuditPeriod& period) {
  return period.id.substr(period.id.rfind('-') + 1);
}

Html wheel_panel(const Visit& visit, int year, const std::vector<YearPeriod>& periods) {
  const Messages& words = visit.words;
  Wheel shown{.year = year, .today = today_of(visit)};
  for (const YearPeriod& one : periods) {
    WheelAudit audit;
    audit.number = number_of(one.period);
    audit.period = one.period.days;
    audit.work_from = one.schedule.open_by;
    if (const AuditProgress* progress = visit.look.state.progress.audit(one.audit))
      audit.work_from = day_of(progress->drawn_at.value_or(progress->opened_at));
    audit.answers_by = one.schedule.answer_by;
    audit.report_by = one.schedule.report_by;
    audit.state = one.current == 6    ? WheelAudit::State::closed
                  : one.audit.empty() ? WheelAudit::State::planned
                                      : WheelAudit::State::under_way;
    shown.audits.push_back(std::move(audit));
  }
  return panel({.heading = words.t("Årshjulet"), .id = "year"}, inset(wheel(words, shown)));
}

/// What waits, most late first; the page's filled button is on the first that the visitor can do.
Html waiting_panel(const Visit& visit, const std::vector<YearPeriod>& periods) {
  const Messages& words = visit.words;
  std::vector<Todo> mine;
  std::vector<Todo> others;
  for (const YearPeriod& one : periods)
    for (const Missing& missing : one.waiting) {
      const bool has_role =
          std::ranges::any_of(visit.visitor.holder.grants, [&](const Grant& held) {
            return std::ranges::find(missing.roles, held.role) != missing.roles.end();
          });
      const auto own = own_part(visit, visit.look.state.progress.audit(one.audit), missing);
      const bool is_mine = has_role && own;
      Todo item{.icon = one.late ? Icon::look : Icon::clock,
                .title = words.f(
                    "Kontroll {}, {}", one.period.id,
                    step_title(words, one.steps.at(static_cast<std::size_t>(one.current)).kind)),
                .action = link(words.t("Öppna"), address_of(one)),
                .urgency = one.late ? Todo::Urgency::late : Todo::Urgency::plain};
      item.sentence = missing_text(words, at_of(one), is_mine ? *own : missing);
      if (!is_mine) item.sentence += " " + who_can(words, missing.roles);
      if (one.deadline)
        item.sentence += " " + words.f(one.late ? marked("Skulle ha varit klart {}.")
                                                : marked("Klart senast {}."),
                                       words.date(*one.deadline));
      (is_mine ? mine : others).push_back(std::move(item));
    }
  if (!mine.empty() && mine.front().urgency == Todo::Urgency::plain)
    mine.front().urgency = Todo::Urgency::next;
  Html body;
  if (!mine.empty()) body += panel({.heading = words.t("Väntar på dig"), .id = "mine"}, todo(mine));
  if (!others.empty())
    body += panel({.heading = words.t("Väntar på andra"), .id = "others"}, todo(others));
  if (body.empty())
    body = panel({.heading = words.t("Vad som väntar"), .id = "mine"},
                 empty_state({.icon = Icon::check,
                              .title = words.t("Inget väntar just nu"),
                              .body = el("p", {},
                                         words.t("När en period har slutat kan kontrollen "
                                                 "av den öppnas."))}));
  return stack(body);
}

Html state_tag(const Visit& visit, const YearPeriod& one) {
  const Messages& words = visit.words;
  if (one.current == 6) return tag(Status::done, words.t("Avslutad"));
  if (one.period.days.to > today_of(visit)) return tag(Status::todo, words.t("Kommande"));
  const std::string step =
      step_title(words, one.steps.at(static_cast<std::size_t>(one.current)).kind);
  return one.late ? tag(Status::late, words.f("{}, sen", step)) : tag(Status::now, step);
}

std::string strata_text(const Routine& routine, const AuditPeriod& period) {
  std::string text;
  for (const StratumRule& stratum : routine.strata)
    if (std::ranges::find(period.strata, stratum.id) != period.strata.end())
      text += (text.empty() ? "" : ", ") + stratum.label;
  return text;
}

/// Periods that have ended can be tried out, also last year's, by whoever may open.
Html dry_runs(const Visit& visit, const std::vector<YearPeriod>& periods) {
  if (!visit.may_anywhere(Right::open_audit)) return {};
  Html links;
  for (const YearPeriod& one : periods)
    if (one.period.days.to <= today_of(visit))
      links += el("li", {}, link(one.period.id, "/kontroller/prov/" + one.period.id));
  if (links.empty()) return {};
  return more(visit.words.t("Prova en period utan att något sparas"), el("ul", {}, links));
}

Html table_panel(const Visit& visit, const std::vector<YearPeriod>& periods) {
  const Messages& words = visit.words;
  Table shown{.label = words.t("Årets kontroller"),
              .columns = {{words.t("Kontroll")},
                          {words.t("Öppningar"), ColumnKind::date},
                          {words.t("Grupper")},
                          {words.t("Lottas senast"), ColumnKind::date},
                          {words.t("Svar senast"), ColumnKind::date},
                          {words.t("Rapport senast"), ColumnKind::date},
                          {words.t("Läge"), ColumnKind::status}}};
  for (const YearPeriod& one : periods)
    shown.rows.push_back(
        {{link(one.period.id, address_of(one)),
          Cell{words.days(one.period.days), words.weeks(one.period.days)},
          strata_text(*visit.look.routine, one.period), words.date(one.schedule.open_by),
          words.date(one.schedule.answer_by), words.date(one.schedule.report_by),
          Cell{state_tag(visit, one),
               one.deadline ? Html{words.f("Nästa datum {}", words.date(*one.deadline))}
                            : Html{}}}});
  return panel({.heading = words.t("Årets kontroller"), .id = "audits"},
               table(shown) +
                   inset(dry_runs(visit, periods) +
                         more(words.t("Så räknas datumen"),
                              paragraphs({words.t("Perioderna står i rutinen och räknas fram för "
                                                  "varje år. Tiden att svara räknas i arbetsdagar "
                                                  "från den dag då listorna skickas."),
                                          words.t("Datum som skulle ha infallit under sommaren "
                                                  "flyttas till den första arbetsdagen efter "
                                                  "den.")}))));
}

Html years(const Visit& visit, int year) {
  const auto other = [&](int one) {
    return link(std::to_string(one), "/kontroller?ar=" + std::to_string(one));
  };
  return all(visit.words.t("Planerade kontroller, steg för steg."), " ", other(year - 1), " · ",
             el("strong", {}, std::to_string(year)), " · ", other(year + 1));
}

HttpResponse year_page(const Visit& visit) {
  const Messages& words = visit.words;
  const int year = year_asked(visit);
  std::vector<YearPeriod> periods;
  if (visit.look.routine)
    periods = year_of(visit.look.state, *visit.look.routine, year, today_of(visit));
  Shown shown{.title = words.f("Kontroller {}", std::to_string(year)),
              .sentence = years(visit, year),
              .actions = visit.may_anywhere(Right::see_counts)
                             ? link(words.t("Incidentlista"), "/incidenter")
                             : Html{},
              .entry = "/kontroller"};
  if (periods.empty())
    shown.body = panel({.label = words.t("Kontroller")},
                       empty_state({.icon = Icon::none,
                                    .title = words.t("Inga kontroller är planerade"),
                                    .body = el("p", {},
                                               words.t("Rutinen har inga perioder. Perioderna "
                                                       "bestäms i rutinen, av två personer.")),
                                    .actions = link_button(words.t("Till rutinen"), "/rutinen")}));
  else
    shown.body = half(wheel_panel(visit, year, periods) + waiting_panel(visit, periods)) +
                 table_panel(visit, periods);
  return show(visit, shown);
}

}  // namespace

std::vector<PageRoute> audit_routes() {
  std::vector<PageRoute> routes{{Method::get, "/kontroller", Right::see_audits, year_page}};
  for (const auto& part :
       {audit_open_routes(), audit_page_routes(), audit_draw_routes(), audit_list_routes(),
        list_change_routes(), audit_people_routes(), audit_act_routes()})
    routes.insert(routes.end(), part.begin(), part.end());
  return routes;
}

}  // namespace insyn
