#include <algorithm>

#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

/// The page's one filled button, once.
class Filled {
 public:
  Weight next() { return std::exchange(used_, true) ? Weight::secondary : Weight::primary; }

 private:
  bool used_ = false;
};

Html lists_acts(const Visit& visit, const AuditAt& at, Filled& filled) {
  const Messages& words = visit.words;
  Html result;
  const bool readers = std::ranges::all_of(
      at.progress->lists, [](const auto& entry) { return entry.second.has_reader(); });
  if (at.progress->routed && readers && visit.may_anywhere(Right::send_lists))
    result += link_button(words.t("Se arbetet och skicka"), at.url + "/skicka", filled.next());
  if (visit.may_anywhere(Right::route_lists))
    result +=
        act_button(visit, at.url + "/jav",
                   {.text = at.progress->routed ? words.t("Pröva jäv igen") : words.t("Pröva jäv"),
                    .weight = filled.next()});
  if (!readers && visit.may(Right::appoint_reviewer, {}))
    result += link_button(words.t("Utse ersättare"), "/kontroller/ersattare", filled.next());
  if (!readers && visit.may_anywhere(Right::appoint_reviewer))
    result += link_button(words.t("Utse granskare"), at.url + "/listor", filled.next());
  return result;
}

Html review_acts(const Visit& visit, const AuditAt& at, Filled& filled) {
  const Messages& words = visit.words;
  std::int64_t not_opened = 0;
  std::int64_t not_done = 0;
  for (const auto& entry : at.progress->lists) {
    const ListProgress& list = entry.second;
    // What a role reads of a manager's list is nothing to remind the manager of.
    const bool is_done = list.is_managers() ? list.managers_signed() : list.all_signed();
    if (!list.sent || is_done || !sees_list(visit, list, Right::remind)) continue;
    ++not_done;
    if (!list.opened && !list.signed_off) ++not_opened;
  }
  Html result;
  if (not_opened > 0)
    result += act_button(visit, at.url + "/paminn",
                         {.text = words.n("Påminn om {} lista som ingen har öppnat",
                                          "Påminn om {} listor som ingen har öppnat", not_opened),
                          .weight = filled.next(),
                          .name = "vilka",
                          .value = "ej-oppnade"});
  if (not_done > not_opened)
    result += act_button(visit, at.url + "/paminn",
                         {.text = words.n("Påminn om {} lista som inte är klar",
                                          "Påminn om alla {} listor som inte är klara", not_done),
                          .weight = filled.next(),
                          .name = "vilka",
                          .value = "alla"});
  return result;
}

Html areas_acts(const Visit& visit, const AuditAt& at, Filled& filled) {
  const Messages& words = visit.words;
  Html result;
  for (const std::string& area : areas_to_sign(visit, *at.progress))
    result +=
        act_button(visit, at.url + "/omrade",
                   {.text = words.f("Godkänn {}", area_name(visit, area)), .weight = filled.next()},
                   hidden("omrade", area));
  return result;
}

Html compilation_acts(const Visit& visit, const AuditAt& at, const Step& step, Filled& filled) {
  const Messages& words = visit.words;
  const auto button = [&](Right right, const char* path, const std::string& text) {
    if (!visit.may_anywhere(right)) return Html{};
    return act_button(visit, at.url + path, {.text = text, .weight = filled.next()});
  };
  if (!at.progress->compiled) {
    const auto is_missing = [&](std::string_view code) {
      return std::ranges::find(step.missing, code, &Missing::code) != step.missing.end();
    };
    if (is_missing("review-unfinished")) return {};
    if (is_missing("second-reading-not-drawn"))
      return button(Right::draw_second_reading, "/andra-lasning",
                    words.t("Lotta rader till en andra läsning"));
    return button(Right::compile_result, "/sammanstall", words.t("Sammanställ resultatet"));
  }
  if (!at.progress->reported)
    return button(Right::report_result, "/rapport", words.t("Rapporten är lämnad"));
  return button(Right::close_audit, "/avsluta", words.t("Avsluta kontrollen"));
}

/// What this visitor can do in the step.
Html acts_of(const Visit& visit, const AuditAt& at, const Step& step) {
  Filled filled;
  if (step.state != StepState::now) return {};
  if (at.audit == nullptr)
    return visit.may_anywhere(Right::open_audit)
               ? link_button(visit.words.t("Kontrollera källorna och lås listan"),
                             "/kontroller/oppna/" + at.period.id, filled.next())
               : Html{};
  switch (step.kind) {
    case StepKind::active:
      return {};
    case StepKind::sample:
      return visit.may_anywhere(Right::draw_audit)
                 ? link_button(Icon::dice, visit.words.t("Till lottningen"), at.url + "/lottning",
                               filled.next())
                 : Html{};
    case StepKind::lists:
      return lists_acts(visit, at, filled);
    case StepKind::review:
      // An area that is done needn't wait for the others.
      return areas_acts(visit, at, filled) + review_acts(visit, at, filled);
    case StepKind::areas:
      return areas_acts(visit, at, filled);
    case StepKind::compilation:
      return compilation_acts(visit, at, step, filled);
  }
  return {};
}

/// What somebody who is new to the step should know.
std::string explanation_of(const Messages& words, StepKind kind) {
  switch (kind) {
    case StepKind::active:
      return words.t(
          "Först kontrolleras att loggarna är kompletta. Sedan låses listan över alla "
          "som var aktiva, så att den inte går att ändra när slumptalet kommer.");
    case StepKind::sample:
      return words.t(
          "Slumptalet bestämmer tillsammans med den låsta listan vilka som lottas. Vem "
          "som helst kan räkna om det efteråt.");
    case StepKind::lists:
      return words.t(
          "Ingen ska granska sig själv eller någon som står nära. Listor och rader med "
          "jäv flyttas uppåt innan något skickas.");
    case StepKind::review:
      return words.t(
          "Varje chef går igenom sina listor och skriver under. Den som inte kan får en "
          "ersättare, med ett skäl.");
    case StepKind::areas:
      return words.t(
          "Verksamhetsområdeschefen godkänner när alla listor i området är "
          "underskrivna.");
    case StepKind::compilation:
      return words.t(
          "Några av de bedömda raderna lottas till en andra läsning. Sammanställaren räknar ihop "
          "svaren, lämnar rapporten till socialchefen och avslutar kontrollen.");
  }
  return {};
}

}  // namespace

Html current_step_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  const Step* step = at.current();
  if (step == nullptr)
    return note(Tone::plain, el("p", {},
                                words.t("Kontrollen är avslutad. Allt som gjordes finns "
                                        "kvar i loggboken.")));
  std::vector<Todo> items;
  for (const Missing& missing : step->missing)
    items.push_back({.icon = Icon::clock,
                     .title = missing_text(words, at, missing),
                     .sentence = who_can(words, missing.roles)});
  const Html buttons = acts_of(visit, at, *step);
  Html below;
  if (!buttons.empty()) below += acts(buttons);
  below += more(words.t("Vad steget går ut på"), el("p", {}, explanation_of(words, step->kind)));
  std::string due;
  if (step->due)
    due = words.f(today_of(visit) > *step->due ? marked("Skulle ha varit klart {}.")
                                               : marked("Klart senast {}."),
                  words.date(*step->due));
  return panel({.heading = words.f("Steg {}: {}", std::to_string(static_cast<int>(step->kind) + 1),
                                   step_title(words, step->kind)),
                .id = "now",
                .sentence = due},
               todo(items) + inset(below));
}

}  // namespace insyn
