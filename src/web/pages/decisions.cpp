#include <algorithm>

#include "app/decide.h"
#include "app/routine_change.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "web/look/table.h"
#include "web/pages/names.h"
#include "web/pages/routine_forms.h"

namespace insyn {
namespace {

struct DecisionTitle {
  std::string_view code, title;
};

// As app/routine_change.h lists them, in words that can be translated.
constexpr DecisionTitle titles[] = {
    {"dpia", marked("Konsekvensbedömning (DPIA) är gjord")},
    {"union", marked("De fackliga organisationerna är informerade eller har förhandlat (MBL)")},
    {"needs_and_risk", marked("Behovs- och riskanalys för behörigheter är gjord")},
    {"retention", marked("Gallring är beslutad")},
    {"substitute", marked("Ersättande granskare är utsedd")},
    {"other", marked("Annat beslut")},
    {"matching", marked("Samkörning av uppgifter om anställda och brukare")},
};

std::string title_of_kind(const Messages& words, std::string_view code) {
  const auto* found = std::ranges::find(titles, code, &DecisionTitle::code);
  return found == std::end(titles) ? std::string{code} : words.t(found->title);
}

std::string typed(const Visit& visit, std::string_view name) {
  return std::string{trimmed(visit.request.form[name])};
}

Html matching_part(const Visit& visit) {
  const Messages& words = visit.words;
  const bool decided = visit.look.state.matching_decided.has_value();
  Html body = el("h3", {}, words.t("Samkörning av personal- och brukaruppgifter")) +
              el("p", {},
                 decided ? tag(Status::done, words.t("Beslutad"))
                         : tag(Status::todo, words.t("Inte beslutad"))) +
              el("p", {},
                 words.t("Med beslutet får adress, efternamn, frånvaro och arbetspass jämföras för "
                         "att hitta öppningar att titta särskilt på. Före det ska "
                         "konsekvensbedömningen vara gjord och facket informerat."));
  if (!decided && visit.may_anywhere(Right::decide_matching))
    body += more(words.t("Besluta om samkörning"),
                 form_to(visit, "/rutinen/samkorning",
                         text_area(words, {.name = "andamal",
                                           .label = words.t("Ändamål och underlag"),
                                           .help = words.t("Vad som är beslutat, varför, och var "
                                                           "konsekvensbedömningen finns.")}),
                         acts(submit({.text = words.t("Besluta"), .weight = Weight::secondary}))));
  return body;
}

Html record_form(const Visit& visit) {
  const Messages& words = visit.words;
  std::vector<Option> kinds;
  for (const DecisionKind& kind : decision_kinds())
    kinds.push_back({std::string{kind.code}, title_of_kind(words, kind.code)});
  return form_to(
      visit, "/rutinen/beslut",
      select_field(words, {.name = "slag", .label = words.t("Beslut")}, kinds, words.t("Välj")),
      date_field(words, {.name = "dag", .label = words.t("Beslutsdag")}),
      text_area(words, {.name = "syfte", .label = words.t("Vad som beslutades, och varför")}),
      text_field(words, {.name = "var",
                         .label = words.t("Diarienummer eller protokoll"),
                         .optional = true,
                         .is_short = true}),
      acts(submit({.text = words.t("För in beslutet"), .weight = Weight::secondary})));
}

HttpResponse decide_it(const Visit& visit) {
  const std::string purpose = typed(visit, "andamal");
  const std::function<Result<Done>(Home&)> work = [&](Home& home) -> Result<Done> {
    if (home.ledger.state().matching_decided)
      return fail(ErrorKind::refused, "already-decided",
                  std::string{marked("Det är redan beslutat.")});
    if (purpose.empty())
      return fail(ErrorKind::refused, "reason-missing",
                  visit.words.t("Skriv ändamålet och vad beslutet bygger på."));
    const auto decided = decide_matching(home, purpose);
    if (!decided) return fail(decided.error());
    return Done{};
  };
  const auto decided = visit.desk.ask(visit.actor(), work);
  if (!decided) return sorry(visit, decided.error(), "/rutinen#decisions");
  return done("/rutinen#decisions", "decision-recorded");
}

HttpResponse record(const Visit& visit) {
  const auto day = parse_day(typed(visit, "dag"));
  if (!day)
    return sorry(visit,
                 {ErrorKind::unusable, "day-missing",
                  std::string{marked("Ange vilken dag beslutet fattades.")}},
                 "/rutinen#decisions");
  const NewDecision decision{.kind = typed(visit, "slag"),
                             .day = *day,
                             .purpose = typed(visit, "syfte"),
                             .reference = typed(visit, "var")};
  const std::function<Result<std::uint64_t>(Home&)> work = [&](Home& home) {
    return record_decision(home, decision);
  };
  const auto recorded = visit.desk.ask(visit.actor(), work);
  if (!recorded) return sorry(visit, recorded.error(), "/rutinen#decisions");
  return done("/rutinen#decisions", "decision-recorded");
}

/// One decision with its words, which only those who may see decisions read.
HttpResponse decision_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto position = position_in(visit.path["beslut"]);
  const auto& decisions = visit.look.state.routine.decisions;
  const auto found = std::ranges::find_if(
      decisions, [&](const DecisionState& one) { return position && one.act == *position; });
  if (found == decisions.end()) return not_there(visit);
  const std::function<json::object(Home&)> read = [&](Home& home) {
    return home.ledger.words(found->act);
  };
  const json::object told = visit.desk.read(read);
  const auto said_or = [&](std::string_view name) {
    const std::string text = text_of(told, name);
    return text.empty() ? words.t("Står inte") : text;
  };
  const auto day = parse_day(found->day);
  return show(
      visit,
      {.title = title_of_kind(words, found->kind),
       .entry = "/rutinen",
       .way = {{words.t("Rutinen"), "/rutinen"}},
       .body = panel(
           {.label = words.t("Beslutet")},
           inset(facts({{words.t("Beslutsdag"), day ? words.date(*day) : words.t("Står inte")},
                        {words.t("Infört"), words.moment(found->at)},
                        {words.t("Diarienummer eller protokoll"), said_or("reference")}}) +
                 // What was decided at the command line has a reason.
                 el("p", {}, told.contains("reason") ? said_or("reason") : said_or("purpose"))))});
}

}  // namespace

Html decisions_panel(const Visit& visit) {
  const Messages& words = visit.words;
  if (!visit.may_anywhere(Right::see_decisions)) return {};
  Table decisions{.label = words.t("Införda beslut"),
                  .columns = {{words.t("Beslut")}, {words.t("Beslutsdag")}}};
  for (const DecisionState& one : visit.look.state.routine.decisions) {
    const auto day = parse_day(one.day);
    decisions.rows.push_back(
        {{link(title_of_kind(words, one.kind), "/rutinen/beslut/" + std::to_string(one.act)),
          words.date(day.value_or(day_of(one.at)))}});
  }
  Html body = inset(matching_part(visit));
  if (!decisions.rows.empty()) body += table(decisions);
  if (visit.may_anywhere(Right::record_decision))
    body += inset(more(words.t("För in ett beslut"), record_form(visit)));
  return panel({.heading = words.t("Beslut"),
                .id = "decisions",
                .sentence = words.t("Det som ska vara beslutat runt kontrollen, och var det "
                                    "står.")},
               body);
}

std::vector<PageRoute> decision_routes() {
  return {
      {Method::post, "/rutinen/samkorning", Right::decide_matching, decide_it},
      {Method::post, "/rutinen/beslut", Right::record_decision, record},
      {Method::get, "/rutinen/beslut/:beslut", Right::see_decisions, decision_page},
  };
}

}  // namespace insyn
