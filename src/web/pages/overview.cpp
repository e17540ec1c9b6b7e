#include <algorithm>

#include "web/pages/audit_pages.h"
#include "web/pages/overview_waiting.h"
#include "web/pages/review_mine.h"
#include "web/pages/routes.h"
#include "web/pages/source_days.h"

namespace insyn {
namespace {

/// Weekdays begin with one of a–z in both languages.
std::string sentence_case(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

/// The first of all has the page's filled button, if nothing above has it.
Html waiting_list(const std::vector<Waiting>& items, bool has_button) {
  std::vector<Todo> shown;
  for (const Waiting& item : items) {
    const bool first = has_button && shown.empty();
    Html action;  // none of what isn't done in Insyn
    if (!item.url.empty())
      action = first ? link_button(item.link_words, item.url, Weight::primary)
                     : link(item.link_words, item.url);
    shown.push_back({.icon = item.icon,
                     .title = item.title,
                     .sentence = item.sentence,
                     .action = action,
                     .urgency = item.late ? Todo::Urgency::late
                                : first   ? Todo::Urgency::next
                                          : Todo::Urgency::plain});
  }
  return todo(shown);
}

/// Suspicions come first: clocks run. Then lists and questions: what most people are here for.
Html reviews_panel(const Visit& visit, const std::vector<Todo>& suspicions, const ListTodos& lists,
                   const std::vector<Todo>& questions) {
  const Messages& words = visit.words;
  Html panels;
  if (!suspicions.empty())
    panels += panel({.heading = words.t("Misstankar"), .id = "suspicions"}, todo(suspicions));
  if (!lists.items.empty())
    panels +=
        panel({.heading = words.t("Mina granskningar"), .id = "reviews", .sentence = lists.audit},
              todo(lists.items));
  if (!questions.empty())
    panels += panel({.heading = words.t("Annat som väntar"), .id = "asked"}, todo(questions));
  return panels;
}

Html waiting_panel(const Visit& visit, const std::vector<Waiting>& items,
                   const std::vector<YearPeriod>& periods, bool reviews, bool suspicions) {
  const Messages& words = visit.words;
  const Panel about{.heading = words.t("Väntar på dig"), .id = "waiting"};
  if (!items.empty()) return panel(about, waiting_list(items, !reviews));
  if (reviews || suspicions) return {};
  const std::string next = coming_text(visit, periods);
  const Html body =
      el("p", {}, next.empty() ? words.t("Du får veta här när det finns något att göra.") : next);
  return panel(about, empty_state({.icon = Icon::check,
                                   .title = words.t("Inget väntar på dig just nu"),
                                   .body = body}));
}

/// How many lists of an audit are done, of those that the visitor may count.
struct ListCount {
  std::int64_t all = 0, done = 0, not_opened = 0;
};

ListCount lists_of(const Visit& visit, const std::string& audit) {
  ListCount count;
  const AuditProgress* progress = visit.look.state.progress.audit(audit);
  if (progress == nullptr) return count;
  for (const auto& one : progress->lists) {
    const ListProgress& list = one.second;
    // That confidential lists exist is nothing to count: as app/audit_steps does.
    if (!list.is_managers() || !list.sent) continue;
    if (!visit.may(Right::see_progress, {.area = list.area})) continue;
    ++count.all;
    if (list.managers_signed()) ++count.done;
    if (!list.opened && !list.managers_signed()) ++count.not_opened;
  }
  return count;
}

Html counts_part(const Visit& visit, const std::vector<YearPeriod>& periods) {
  const Messages& words = visit.words;
  std::vector<Count> shown;
  for (const YearPeriod& period : periods) {
    const ListCount lists = lists_of(visit, period.audit);
    if (lists.all == 0 || lists.done == lists.all || shown.size() > 1) continue;
    shown.push_back({words.f("{} av {}", words.number(lists.done), words.number(lists.all)),
                     words.f("listor klara i kontroll {}", period.period.id), address_of(period)});
    if (lists.not_opened > 0)
      shown.push_back(
          {words.number(lists.not_opened), words.t("listor har inte öppnats"), address_of(period)});
  }
  return shown.empty() ? Html{} : counts(shown);
}

Html step_tag(const Messages& words, const YearPeriod& period, Day today) {
  if (period.current == 6) return tag(Status::done, words.t("Klar"));
  if (period.late) return tag(Status::late, words.t("Sen"));
  if (period.period.days.to > today) return tag(Status::todo, words.t("Planerad"));
  return tag(Status::now, words.t("Pågår"));
}

Html periods_panel(const Visit& visit, const std::vector<YearPeriod>& periods) {
  const Messages& words = visit.words;
  if (periods.empty() || !visit.may_anywhere(Right::see_audits)) return {};
  Table shown{.label = words.t("Årets kontroller"),
              .columns = {{words.t("Kontroll")},
                          {words.t("Steg")},
                          {words.t("Nästa datum")},
                          {words.t("Läge"), ColumnKind::status}}};
  for (const YearPeriod& period : periods) {
    const bool is_done = period.current == 6;
    const std::string step =
        is_done ? words.t("Alla sex klara") : words.f("{} av 6", words.number(period.current + 1));
    shown.rows.push_back(
        {{Cell{link(period.period.id, address_of(period)), words.days(period.period.days)}, step,
          period.deadline && !is_done ? Cell{words.date(*period.deadline)}
                                      : dim_cell(words.t("Inget")),
          step_tag(words, period, today_of(visit))}});
  }
  return panel({.heading = words.t("Årets kontroller"), .id = "audits"}, table(shown));
}

Html order_panel(const Visit& visit) {
  const Messages& words = visit.words;
  if (!visit.may_anywhere(Right::see_sources)) return {};
  std::vector<Reason> shown;
  std::int64_t whole = 0;
  for (const Source& source : visit.look.sources)
    if (gaps_of(visit.look.state, source.id).empty()) ++whole;
  const auto sources = static_cast<std::int64_t>(visit.look.sources.size());
  const auto& deliveries = visit.look.state.deliveries;
  const bool in_order = whole == sources && !deliveries.empty();
  shown.push_back({in_order ? Reason::Kind::in_favour : Reason::Kind::look,
                   in_order ? words.t("I ordning") : words.t("Att titta på"),
                   deliveries.empty() ? words.t("Inga loggar är inlästa ännu.")
                                      : words.f("{} av {} källor utan luckor.", words.number(whole),
                                                words.number(sources))});
  constexpr std::size_t shown_max = 3;
  for (std::size_t i = 0; i < std::min(shown_max, deliveries.size()); ++i) {
    const DeliveryState& one = deliveries[deliveries.size() - 1 - i];
    const std::int64_t rejected = integer_of(one.open, "rejected_count");
    shown.push_back({rejected == 0 ? Reason::Kind::in_favour : Reason::Kind::look,
                     rejected == 0 ? words.t("I ordning") : words.t("Att titta på"),
                     words.n("Leverans {1}: {0} rad avvisad.", "Leverans {1}: {0} rader avvisade.",
                             rejected, words.number(one.number))});
  }
  return panel({.heading = words.t("Är underlaget i ordning?"), .id = "order", .guide = true},
               reasons(shown) + el("p", {}, link(words.t("Alla källor"), "/kallor")));
}

Html first_time_panel(const Visit& visit) {
  const Messages& words = visit.words;
  return panel({.heading = words.t("Första gången?"), .id = "first", .guide = true},
               el("p", {}, words.t("Det viktigaste för din roll står på en sida.")) +
                   el("p", {}, link(words.t("Läs hjälpen"), "/hjalp")));
}

HttpResponse overview_page(const Visit& visit) {
  const Messages& words = visit.words;
  const std::vector<YearPeriod> periods = periods_near(visit);
  const std::vector<Waiting> items = waiting_for(visit, periods);
  const std::vector<Todo> suspicions = suspicion_todos(visit);
  const auto late = std::ranges::count_if(items, [](const Waiting& one) { return one.late; }) +
                    std::ranges::count(suspicions, Todo::Urgency::late, &Todo::urgency);
  const ListTodos lists = list_todos(visit, false);
  const std::vector<Todo> questions = other_todos(visit);
  if (!lists.items.empty() || !questions.empty()) log_look(visit, "lists");
  const auto waiting = static_cast<std::int64_t>(suspicions.size() + items.size() +
                                                 lists.items.size() + questions.size());
  std::string sentence =
      sentence_case(words.weekday(today_of(visit))) + " " + words.date(today_of(visit)) + ". ";
  sentence += waiting == 0 ? words.t("Inget väntar på dig.")
                           : words.n("{} sak väntar på dig.", "{} saker väntar på dig.", waiting);
  if (late > 0) sentence += " " + words.n("{} är sen.", "{} är sena.", late);
  const Html guide = order_panel(visit) + first_time_panel(visit);
  return show(visit, {.title = words.t("Översikt"),
                      .sentence = sentence,
                      .entry = "/",
                      .body = counts_part(visit, periods) +
                              split(stack(reviews_panel(visit, suspicions, lists, questions) +
                                          waiting_panel(visit, items, periods, !lists.items.empty(),
                                                        !suspicions.empty()) +
                                          periods_panel(visit, periods)),
                                    stack(guide))});
}

}  // namespace

std::vector<PageRoute> overview_routes() {
  return {{Method::get, "/", Right::see_overview, overview_page}};
}

}  // namespace insyn
