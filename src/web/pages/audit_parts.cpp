#include <algorithm>
#include <cmath>

#include "app/audit_preview.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "web/look/figures.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

const json::array no_strata;

std::optional<DayRange> window_of(const AuditState& audit) {
  const json::value* window = audit.open.if_contains("window");
  if (window == nullptr || !window->is_object()) return std::nullopt;
  const auto from = parse_day(text_of(window->as_object(), "from"));
  const auto to = parse_day(text_of(window->as_object(), "to"));
  if (!from || !to) return std::nullopt;
  return DayRange{*from, *to};
}

/// What a step has come to, or by when it is due: a line under its title.
std::string step_sentence(const Visit& visit, const AuditAt& at, const Step& step) {
  const Messages& words = visit.words;
  std::string due = step.due ? words.f("Senast {}", words.short_date(*step.due)) : "";
  if (at.progress == nullptr || step.state != StepState::done) {
    if (at.progress == nullptr || step.kind != StepKind::review || step.state != StepState::now ||
        !visit.may(Right::see_progress, {}))
      return due;
    const std::int64_t all = at.progress->managers_lists();
    const std::int64_t done = all - at.progress->unsigned_lists();
    return words.f("{} av {} klara", words.number(done), words.number(all));
  }
  const auto on = [&](Instant moment) { return words.short_date(day_of(moment)); };
  const FrameSize size = frame_size(strata_of(at));
  switch (step.kind) {
    case StepKind::active:
      return words.n("{} person, låst {}", "{} personer, låst {}", size.population,
                     on(at.progress->opened_at));
    case StepKind::sample:
      return words.n("{} lottad {}", "{} lottade {}", size.sample,
                     on(at.progress->drawn_at.value_or(at.progress->opened_at)));
    case StepKind::lists:
      return at.progress->sent_at ? words.f("Skickade {}", on(*at.progress->sent_at)) : "";
    default:
      return words.t("Klart");
  }
}

std::string anchor_of(const Step& step) {
  if (step.state == StepState::now) return "#now";
  if (step.state == StepState::later) return {};
  switch (step.kind) {
    case StepKind::active:
      return "#active";
    case StepKind::sample:
      return "#sample";
    case StepKind::compilation:
      return {};
    default:
      return "#lists";
  }
}

}  // namespace

Html paragraphs(const std::vector<std::string>& texts) {
  Html all_of_them;
  for (const std::string& text : texts) all_of_them += el("p", {}, text);
  return all_of_them;
}

const Step* AuditAt::current() const {
  const auto found =
      std::ranges::find_if(steps, [](const Step& step) { return step.state != StepState::done; });
  return found == steps.end() ? nullptr : &*found;
}

bool AuditAt::is_going() const {
  return audit != nullptr && progress != nullptr && !audit->annulled && !progress->closed;
}

std::optional<AuditAt> audit_at(const Visit& visit) {
  if (!visit.look.routine) return std::nullopt;
  const Routine& routine = *visit.look.routine;
  const std::string_view named = visit.path["kontroll"];
  const State& state = visit.look.state;
  AuditAt at;
  at.audit = state.audit(named);
  if (at.audit == nullptr) at.audit = state.audit_of_period(named);
  const auto period =
      find_period(routine, at.audit == nullptr ? named : std::string_view{at.audit->period});
  if (at.audit == nullptr && !period) return std::nullopt;
  if (period) at.period = *period;
  at.id = at.period.id;
  if (at.audit != nullptr) {
    // The routine may have changed since: the audit keeps the days that it was opened with.
    at.period.id = at.audit->period;
    if (const auto days = window_of(*at.audit)) at.period.days = *days;
    at.id = at.audit->id;
    at.progress = state.progress.audit(at.audit->id);
    const auto papers = visit.look.audits.find(at.audit->id);
    if (papers != visit.look.audits.end()) at.papers = papers->second;
  }
  at.url = "/kontroller/" + at.id;
  at.schedule = schedule_of(state, routine, at.period);
  at.steps = steps_of(state, routine, at.period, today_of(visit),
                      at.audit == nullptr ? std::string_view{} : at.audit->id);
  return at;
}

std::optional<AuditPeriod> period_at(const Visit& visit) {
  if (!visit.look.routine) return std::nullopt;
  return find_period(*visit.look.routine, visit.path["period"]);
}

std::vector<Link> way_to(const Visit& visit, const AuditAt& at) {
  return {{visit.words.t("Kontroller"), "/kontroller"},
          {visit.words.f("Kontroll {}", at.id), at.url}};
}

Html stepper(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  std::vector<StepMark> marks;
  for (const Step& step : at.steps) {
    StepMark mark;
    mark.title = step_title(words, step.kind);
    mark.sentence = step_sentence(visit, at, step);
    const std::string anchor = anchor_of(step);
    if (!anchor.empty()) mark.url = at.url + anchor;
    if (step.state == StepState::done) {
      mark.state = StepMark::State::done;
      mark.said = words.t("Klart.");
    } else if (step.state == StepState::now) {
      mark.state = StepMark::State::now;
      mark.said = words.t("Pågår.");
    }
    marks.push_back(std::move(mark));
  }
  return panel({.label = words.t("Var kontrollen är")},
               inset(steps(words.t("Kontrollens sex steg"), marks)));
}

const json::array& strata_of(const AuditAt& at) {
  const json::value* found = nullptr;
  if (at.papers) found = at.papers->opened.if_contains("strata");
  if (found == nullptr && at.audit != nullptr) found = at.audit->open.if_contains("strata");
  return found != nullptr && found->is_array() ? found->as_array() : no_strata;
}

FrameSize frame_size(const json::array& strata) {
  FrameSize size;
  for (const json::value& value : strata) {
    size.population += integer_of(value.as_object(), "population");
    size.sample += integer_of(value.as_object(), "sample_size");
  }
  return size;
}

Html strata_table(const Visit& visit, const json::array& strata, bool is_drawn) {
  const Messages& words = visit.words;
  const auto achieved = [&](std::int64_t population, std::int64_t sample) -> std::string {
    return population == 0 ? "" : words.share((sample * 2000 + population) / (population * 2));
  };
  Table shown{
      .label = words.t("Tabell med grupper"),
      .columns = {{words.t("Grupp")},
                  {words.t("Aktiva"), ColumnKind::number},
                  {words.t("Beslutad andel"), ColumnKind::number},
                  {is_drawn ? words.t("Lottade") : words.t("Ska lottas"), ColumnKind::number},
                  {is_drawn ? words.t("Uppnådd andel") : words.t("Ger andel"), ColumnKind::number},
                  {words.t("Om tre i gruppen läst utan rätt är minst en med")}}};
  for (const json::value& value : strata) {
    const json::object& stratum = value.as_object();
    const std::int64_t population = integer_of(stratum, "population");
    const std::int64_t sample = integer_of(stratum, "sample_size");
    const std::int64_t share = integer_of(stratum, "share");
    const std::string label = text_of(stratum, "label");
    Cell chance = dim_cell(words.t("Ingen aktiv"));
    if (population > 0 && sample >= population)
      chance = words.t("Alltid, alla granskas");
    else if (population >= 3) {
      const int cases = cases_of_100(population, sample, 3);
      chance = Cell{words.f("I {} fall av 100", words.number(cases)),
                    bar({{Portion::soft, cases, {}}, {Portion::none, 100 - cases, {}}})};
    } else if (population > 0)
      chance = dim_cell(words.t("Färre än tre i gruppen"));
    shown.rows.push_back({{label.empty() ? text_of(stratum, "id") : label, words.number(population),
                           share == 1000 ? words.t("alla") : words.share(share),
                           words.number(sample), achieved(population, sample), chance}});
  }
  const FrameSize size = frame_size(strata);
  shown.foot = {words.t("Alla i kontrollen"), words.number(size.population),          "",
                words.number(size.sample),    achieved(size.population, size.sample), ""};
  return table(shown);
}

Html forecast_figure(const Visit& visit, const json::array& forecast) {
  const Messages& words = visit.words;
  const StaffNames names{visit};
  Bars shown{.id = "forecast",
             .title = words.t("Arbete för var och en som granskar"),
             .description = words.t("Rader och minuter står vid varje stapel.")};
  const auto whole = [](const json::value& value) {
    return static_cast<std::int64_t>(std::lround(value.to_number<double>()));
  };
  for (const json::value& value : forecast) {
    const json::object& one = value.as_object();
    const std::int64_t minutes = integer_of(one, "minutes");
    shown.bars.push_back({names.of(text_of(one, "reviewer")), minutes,
                          words.n("{} rad, {} minuter", "{} rader, {} minuter",
                                  whole(one.at("rows")), words.number(minutes))});
  }
  if (shown.bars.empty()) return el("p", {{"class", "dim"}}, words.t("Ingen har något att läsa."));
  return bars(shown);
}

}  // namespace insyn
