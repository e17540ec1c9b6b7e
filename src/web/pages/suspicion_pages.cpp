#include <algorithm>
#include <optional>

#include "app/suspicion_acts.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "web/pages/audit_pages.h"
#include "web/pages/review_mine.h"
#include "web/pages/review_pages.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

/// Suspicions as whoever was told sees them; the data protection officer sees times and clocks.

std::string number_of(const SuspicionView& one) { return std::to_string(one.state.opened); }

std::vector<SuspicionView> seen_by(const Visit& visit) {
  return suspicions_for(visit.look, visit.visitor.user);
}

std::optional<SuspicionView> suspicion_of_path(const Visit& visit) {
  const auto number = position_in(visit.path["misstanke"]);
  for (SuspicionView& one : seen_by(visit))
    if (number && one.state.opened == *number) return std::move(one);
  return std::nullopt;
}

std::string stamp_title(const Messages& words, StampKind kind) {
  switch (kind) {
    case StampKind::signal:
      return words.t("Första signalen");
    case StampKind::certainty:
      return words.t("Rimligt säkert att det har hänt");
    case StampKind::knowledge:
      return words.t("Arbetsgivaren fick veta");
  }
  return {};
}

constexpr StampKind all_stamps[] = {StampKind::signal, StampKind::certainty, StampKind::knowledge};

Html stamps_part(const Visit& visit, const SuspicionView& one) {
  const Messages& words = visit.words;
  std::vector<Fact> shown;
  for (const StampKind kind : all_stamps) {
    const auto& at = one.state.stamps.at(kind);
    shown.push_back(
        {stamp_title(words, kind),
         at ? Html{words.moment(*at)} : el("span", {{"class", "dim"}}, words.t("Inte antecknat"))});
  }
  return facts(shown);
}

std::string due_text(const Messages& words, const Clock& clock, Instant now) {
  if (!clock.runs()) return words.t("Går inte än");
  if (clock.last_day) return words.f("Senast {}", words.date(*clock.last_day));
  if (!clock.due) return {};
  if (*clock.due <= now) return words.f("Gick ut {}", words.moment(*clock.due));
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(*clock.due - now).count();
  return words.f("Före {}", words.moment(*clock.due)) + ". " +
         words.n("{} timme kvar", "{} timmar kvar", hours);
}

bool is_out(const Clock& clock, Instant now, Day today) {
  return (clock.due && *clock.due <= now) || (clock.last_day && *clock.last_day < today);
}

/// The first instant that is too late.
Instant end_of(const Clock& clock) {
  if (clock.due) return *clock.due;
  return clock.last_day ? start_of(*clock.last_day + std::chrono::days{1}) : Instant::max();
}

/// Of the clocks that run, the one that runs out first or has; none if none runs.
const Clock* nearest_clock(const SuspicionView& one) {
  const Clock* nearest = nullptr;
  for (const Clock& clock : one.clocks)
    if (clock.runs() && (nearest == nullptr || end_of(clock) < end_of(*nearest))) nearest = &clock;
  return nearest;
}

Html clock_tag(const Messages& words, const Clock& clock, Instant now, Day today) {
  if (!clock.runs()) return tag(Status::todo, words.t("Går inte än"));
  return is_out(clock, now, today) ? tag(Status::late, words.t("Utgången"))
                                   : tag(Status::now, words.t("Går"));
}

Html clocks_part(const Visit& visit, const SuspicionView& one) {
  const Messages& words = visit.words;
  Table shown{.label = words.t("Tidsfrister"),
              .columns = {{words.t("Tidsfrist")},
                          {words.t("Räknas från")},
                          {words.t("Tid")},
                          {words.t("Läge"), ColumnKind::status}}};
  for (const Clock& clock : one.clocks)
    shown.rows.push_back(
        {{clock.label, stamp_title(words, clock.from), due_text(words, clock, visit.now),
          clock_tag(words, clock, visit.now, today_of(visit))}});
  return shown.rows.empty() ? Html{} : table(shown);
}

Html stamp_form(const Visit& visit, const SuspicionView& one, const std::string& problem) {
  if (!one.may_stamp || one.state.returned) return {};
  const Messages& words = visit.words;
  const std::string url = "/misstankar/" + number_of(one) + "/tid";
  const std::string suffix = "-" + number_of(one);
  const auto value = [&](const std::string& name) {
    return problem.empty() ? std::string{} : field_of(visit, name + suffix);
  };
  std::vector<FieldError> errors;
  if (!problem.empty()) errors.push_back({"slag" + suffix, told(words, problem)});
  const Html fields =
      error_summary(words, errors) +
      radio_group(
          words, {.name = "slag" + suffix, .label = words.t("Vilken tid?"), .value = value("slag")},
          {{"certainty", stamp_title(words, StampKind::certainty),
            words.t("Från då räknas tiden för anmälan till IMY.")},
           {"knowledge", stamp_title(words, StampKind::knowledge),
            words.t("Från då räknas de två månaderna i LAS.")}}) +
      date_field(words, {.name = "dag" + suffix, .label = words.t("Dag"), .value = value("dag")}) +
      text_field(words, {.name = "kl" + suffix,
                         .label = words.t("Klockslag"),
                         .value = value("kl"),
                         .help = words.t("Till exempel 14.30"),
                         .is_short = true}) +
      text_area(words,
                {.name = "skal" + suffix,
                 .label = words.t("Skäl"),
                 .value = value("skal"),
                 .help = words.t("Behövs om en tid ändras."),
                 .optional = true},
                2) +
      acts(submit({.text = words.t("Anteckna tiden"), .weight = Weight::secondary}));
  const Html whole = form_to(visit, url, fields);
  return problem.empty() ? more(words.t("Anteckna en tid"), whole) : whole;
}

Html return_form(const Visit& visit, const SuspicionView& one, const std::string& problem) {
  if (!one.may_return || one.state.returned) return {};
  const Messages& words = visit.words;
  std::vector<FieldError> errors;
  if (!problem.empty()) errors.push_back({"aterlamna", told(words, problem)});
  const Html fields =
      error_summary(words, errors) +
      text_area(words,
                {.name = "aterlamna",
                 .label = words.t("Varför är det ingen misstanke?"),
                 .value = field_of(visit, "aterlamna"),
                 .help = words.t("Raden går tillbaka till granskaren. Skälet sparas.")},
                3) +
      acts(submit({.text = words.t("Återlämna"), .weight = Weight::secondary}));
  const Html whole = form_to(visit, "/misstankar/" + number_of(one) + "/aterlamna", fields);
  return problem.empty() ? more(words.t("Det är ingen misstanke"), whole) : whole;
}

Html state_tag(const Messages& words, const SuspicionView& one) {
  return one.state.returned ? tag(Status::done, words.t("Återlämnad"))
                            : tag(Status::stop, words.t("Öppen"));
}

Html row_part(const Visit& visit, const SuspicionView& one) {
  if (!one.row) return {};
  const Messages& words = visit.words;
  ListRow row;
  row.number = 1;
  row.number_word = words.t("Rad");
  row.heading = one.row->born.empty() ? one.row->client
                                      : words.f("{}, född {}", one.row->client, one.row->born);
  row.about = one.row->case_text;
  row.what = one.row->opened;
  row.why = reasons_of(words, *one.row);
  return panel({.heading = words.t("Öppningen"),
                .id = "raden",
                .sentence = words.t("Loggraden är säkrad som den såg ut när den lämnades över.")},
               list_rows({row}));
}

HttpResponse suspicion_page(const Visit& visit, const SuspicionView& one,
                            const std::string& stamp_problem, const std::string& return_problem) {
  const Messages& words = visit.words;
  std::vector<std::string> clients;
  if (one.row) clients.push_back(one.row->client_id);
  log_rows(visit, "suspicion", one.state.audit, one.staff, clients);
  const Html told = facts({{words.t("Medarbetare"), one.person},
                           {words.t("Lämnades över"), words.moment(one.state.at)},
                           {words.t("Av"), one.handed_over_by},
                           {words.t("Läge"), state_tag(words, one)}});
  const Html said = el("p", {}, el("strong", {}, one.code_text)) +
                    (one.text.empty() ? Html{} : el("p", {}, one.text));
  const Html evidence =
      more(words.t("Säkrad logg"),
           el("p", {{"class", "small"}},
              words.t("Kontrollsumman visar senare att raden inte har ändrats.")) +
               hash_text(one.state.evidence_sha256));
  const Html times = panel({.heading = words.t("Tider och frister"), .id = "tider"},
                           inset(stamps_part(visit, one)) + clocks_part(visit, one) +
                               inset(stamp_form(visit, one, stamp_problem)));
  const Html after = return_form(visit, one, return_problem);
  return show(
      visit,
      {.title = words.f("Misstanke {}", number_of(one)),
       .faulty = !stamp_problem.empty() || !return_problem.empty(),
       .sentence = words.t("Inget är avgjort. Prata inte med andra om saken än dem som behöver."),
       .entry = "/misstankar",
       .way = {{words.t("Misstankar"), "/misstankar"}},
       .body = panel({.label = words.t("Misstanken")}, inset(told + said + evidence)) +
               row_part(visit, one) + times +
               (after.empty() ? Html{} : panel({.label = words.t("Återlämna")}, inset(after)))});
}

HttpResponse show_suspicion(const Visit& visit) {
  const auto one = suspicion_of_path(visit);
  if (!one || !one->row) return not_there(visit);
  return suspicion_page(visit, *one, {}, {});
}

Html none_open(const Messages& words) {
  return panel({.label = words.t("Misstankar")},
               empty_state({.icon = Icon::check,
                            .title = words.t("Inga misstankar för dig att se just nu")}));
}

HttpResponse suspicions_page(const Visit& visit) {
  const Messages& words = visit.words;
  const std::vector<SuspicionView> seen = seen_by(visit);
  log_look(visit, "suspicions");
  Table shown{.label = words.t("Misstankar"),
              .columns = {{words.t("Misstanke")},
                          {words.t("Medarbetare")},
                          {words.t("Lämnades över")},
                          {words.t("Närmaste frist")},
                          {words.t("Läge"), ColumnKind::status}}};
  for (const SuspicionView& one : seen) {
    if (!one.row) continue;
    const Clock* nearest = nearest_clock(one);
    const std::string due =
        nearest == nullptr ? std::string{} : due_text(words, *nearest, visit.now);
    shown.rows.push_back(
        {{link(words.f("Misstanke {}", number_of(one)), "/misstankar/" + number_of(one)),
          one.person, words.moment(one.state.at),
          due.empty() ? dim_cell(words.t("Ingen går än")) : Cell{due}, state_tag(words, one)}});
  }
  return show(visit,
              {.title = words.t("Misstankar"),
               .sentence = words.t("Rader som någon har lämnat över. Inget är avgjort."),
               .entry = "/misstankar",
               .body = shown.rows.empty() ? none_open(words)
                                          : panel({.label = words.t("Misstankar")}, table(shown))});
}

HttpResponse clocks_page(const Visit& visit, std::uint64_t tried, const std::string& problem) {
  const Messages& words = visit.words;
  Html body;
  for (const SuspicionView& one : seen_by(visit)) {
    const bool is_tried = one.state.opened == tried;
    body += panel({.heading = words.f("Misstanke {}", number_of(one)),
                   .id = "misstanke-" + number_of(one),
                   .sentence = words.f("Lämnades över {}.", words.moment(one.state.at))},
                  inset(stamps_part(visit, one)) + clocks_part(visit, one) +
                      inset(el("p", {}, state_tag(words, one)) +
                            stamp_form(visit, one, is_tried ? problem : std::string{})));
  }
  if (body.empty()) body = none_open(words);
  return show(visit,
              {.title = words.t("Tidsfrister i misstankar"),
               .faulty = !problem.empty(),
               .sentence = words.t("Tider och frister, inte vem det gäller eller vad som har "
                                   "sagts."),
               .entry = "/misstankar/frister",
               .body = body});
}

HttpResponse show_clocks(const Visit& visit) { return clocks_page(visit, 0, {}); }

HttpResponse stamp_now(const Visit& visit) {
  const auto one = suspicion_of_path(visit);
  if (!one) return not_there(visit);
  const std::string suffix = "-" + number_of(*one);
  const auto kind = parse_stamp(field_of(visit, "slag" + suffix));
  std::string clock = field_of(visit, "kl" + suffix);
  std::ranges::replace(clock, '.', ':');
  const ParsedTime at = parse_time(field_of(visit, "dag" + suffix) + " " + clock);
  const auto refused_with = [&](const std::string& problem) {
    return one->row ? suspicion_page(visit, *one, problem, {})
                    : clocks_page(visit, one->state.opened, problem);
  };
  if (!kind || at.fault != TimeFault::none)
    return refused_with(
        std::string{marked("Välj vilken tid det gäller, och skriv dag och klockslag.")});
  const std::function<Result<Done>(Home&)> work = [&](Home& home) {
    return stamp_suspicion(home, one->state.opened, *kind, at.at, field_of(visit, "skal" + suffix));
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  if (!result) return refused_with(result.error().text);
  return done(one->row ? "/misstankar/" + number_of(*one) : "/misstankar/frister",
              "suspicion-stamped");
}

HttpResponse return_now(const Visit& visit) {
  const auto one = suspicion_of_path(visit);
  if (!one || !one->row) return not_there(visit);
  const std::function<Result<Done>(Home&)> work = [&](Home& home) {
    return return_suspicion(home, one->state.opened, field_of(visit, "aterlamna"));
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  if (!result) return suspicion_page(visit, *one, {}, result.error().text);
  return done("/misstankar", "suspicion-returned");
}

}  // namespace

std::string suspicion_url(const SuspicionView& one) {
  return one.row ? "/misstankar/" + number_of(one)
                 : "/misstankar/frister#misstanke-" + number_of(one);
}

std::vector<Todo> suspicion_todos(const Visit& visit) {
  const Messages& words = visit.words;
  std::vector<SuspicionView> seen = seen_by(visit);
  std::erase_if(seen, [](const SuspicionView& one) { return !one.waits(); });
  std::ranges::stable_sort(seen, std::ranges::less{}, [](const SuspicionView& one) {
    const Clock* nearest = nearest_clock(one);
    return nearest == nullptr ? Instant::max() : end_of(*nearest);
  });
  std::vector<Todo> items;
  const std::vector<CallView> calls = calls_to(visit.look, visit.visitor.user);
  items.reserve(calls.size() + seen.size());
  if (!calls.empty()) log_look(visit, "suspicions");
  for (const CallView& one : calls)
    items.push_back(
        {.icon = Icon::clock,
         .title = words.f("Ring {}", one.reader),
         .sentence =
             words.f("Bad {} om hjälp innan ett samtal: ”{}” Loggraden är säkrad. Medarbetaren är "
                     "inte tillfrågad.",
                     words.moment(one.at), one.text.empty() ? words.t("inga ord") : one.text)});
  for (const SuspicionView& one : seen) {
    const Clock* nearest = nearest_clock(one);
    const bool late = nearest != nullptr && is_out(*nearest, visit.now, today_of(visit));
    std::string sentence = words.f("Lämnades över {}.", words.moment(one.state.at)) + " ";
    if (nearest == nullptr)
      sentence += words.t("Ingen tidsfrist går än.");
    else
      sentence += nearest->label + ": " + lower_first(due_text(words, *nearest, visit.now)) + ".";
    items.push_back({.icon = late ? Icon::look : Icon::clock,
                     .title = words.f("Misstanke {}", number_of(one)),
                     .sentence = sentence,
                     .action = link(words.t("Öppna"), suspicion_url(one)),
                     .urgency = late ? Todo::Urgency::late : Todo::Urgency::plain});
  }
  return items;
}

std::vector<PageRoute> suspicion_routes() {
  return {
      {Method::get, "/misstankar", Right::see_suspicions, suspicions_page},
      {Method::get, "/misstankar/frister", Right::see_clocks, show_clocks},
      {Method::get, "/misstankar/:misstanke", Right::see_suspicions, show_suspicion},
      {Method::post, "/misstankar/:misstanke/tid", Right::stamp_suspicion, stamp_now},
      {Method::post, "/misstankar/:misstanke/aterlamna", Right::return_suspicion, return_now},
  };
}

}  // namespace insyn
