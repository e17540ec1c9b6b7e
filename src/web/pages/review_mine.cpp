#include "web/pages/review_mine.h"

#include <algorithm>

#include "app/year.h"
#include "web/pages/overview_waiting.h"
#include "web/pages/review_pages.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

Headway headway_of(const MyList& list) {
  Headway headway;
  headway.judged = list.done;
  headway.waiting = list.waiting;
  // What isn't done or waiting: first what needs judging, the rest is to confirm.
  const std::int64_t open = list.rows - list.done - list.waiting;
  headway.to_confirm = std::min(open, list.supported);
  headway.left = open - headway.to_confirm;
  return headway;
}

std::string list_sentence(const Messages& words, const MyList& list, const Headway& headway,
                          Day today) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : " ") + part; };
  if (!list.unit.empty()) add(list.unit + ".");
  if (list.signed_off) {
    add(words.n("Underskriven. {} rad.", "Underskriven. {} rader.", list.rows));
    return text;
  }
  if (!list.opened) add(words.t("Inte påbörjad."));
  if (headway.left > 0) add(words.n("{} att bedöma.", "{} att bedöma.", headway.left));
  if (headway.waiting > 0)
    add(words.n("{} svar att vänta på.", "{} svar att vänta på.", headway.waiting));
  if (headway.to_confirm > 0)
    add(words.n("{} att bekräfta.", "{} att bekräfta.", headway.to_confirm));
  if (headway.left + headway.waiting + headway.to_confirm == 0) add(words.t("Att skriva under."));
  add(words.n("Ungefär {} minut kvar.", "Ungefär {} minuter kvar.", list.minutes));
  if (list.answer_by)
    add(words.f("Senast {}, {}.", words.short_date(*list.answer_by),
                lower_first(days_left(words, *list.answer_by, today))));
  return text;
}

std::string audit_sentence(const Messages& words, const MyList& list) {
  return words.f("Kontroll {}, öppningar {}.", list.period, words.days(list.window));
}

Todo todo_of(const Visit& visit, const MyList& list, bool first) {
  const Messages& words = visit.words;
  const Headway headway = headway_of(list);
  const std::string url = list_url(list.at);
  const std::string action = list.signed_off ? words.t("Visa")
                             : list.opened   ? words.t("Fortsätt")
                                             : words.t("Öppna");
  Todo item;
  item.icon = list.signed_off ? Icon::check
              : list.late     ? Icon::look
              : first         ? Icon::next
                              : Icon::none;
  item.title = list.person;
  if (list.moved) item.title = words.f("{}, rader från en annan granskare", list.person);
  item.sentence = list_sentence(words, list, headway, today_of(visit));
  item.bar = bar(parts_of(words, headway));
  item.urgency = list.signed_off ? Todo::Urgency::done
                 : list.late     ? Todo::Urgency::late
                 : first         ? Todo::Urgency::next
                                 : Todo::Urgency::plain;
  item.action = first && !list.signed_off
                    ? link_button(action, url, Weight::primary)
                    : el("a", {{"href", url}}, action,
                         el("span", {{"class", "ds-sr-only"}}, ", ", list.person));
  return item;
}

Html other_panel(const Visit& visit) {
  const Messages& words = visit.words;
  const std::vector<Todo> items = other_todos(visit);
  if (items.empty()) return {};
  return panel({.heading = words.t("Annat som väntar"), .id = "annat"}, todo(items));
}

/// Nothing to review: when there will be something.
Html nothing(const Visit& visit) {
  const Messages& words = visit.words;
  std::string next = coming_text(visit, periods_near(visit));
  if (next.empty()) next = words.t("Du får ett mejl när det finns en lista.");
  return empty_state({.icon = Icon::check,
                      .title = words.t("Inga listor väntar på dig"),
                      .body = el("p", {}, next)});
}

Html how_panel(const Visit& visit) {
  const Messages& words = visit.words;
  return panel(
      {.heading = words.t("Första gången?"), .id = "first", .guide = true},
      el("p", {},
         words.t("Vid varje lista står ungefär hur lång tid den tar. Det mesta har redan stöd i "
                 "registren. Personerna är lottade. Ingen är misstänkt.")) +
          el("ol", {}, el("li", {}, words.t("Bedöm raderna som ligger överst.")),
             el("li", {}, words.t("Bekräfta resten i ett steg.")),
             el("li", {}, words.t("Skriv under."))) +
          el("p", {},
             words.t("Allt sparas medan du arbetar. Du kan lämna listan och fortsätta "
                     "senare.")) +
          el("p", {}, link(words.t("Läs hjälpen"), "/hjalp")));
}

HttpResponse mine_page(const Visit& visit) {
  const Messages& words = visit.words;
  log_look(visit, "lists");
  const ListTodos todos = list_todos(visit, true);
  const std::vector<Todo>& lists = todos.items;
  const auto waiting = std::ranges::count_if(
      lists, [](const Todo& item) { return item.urgency != Todo::Urgency::done; });
  const Html body =
      panel({.heading = words.t("Listor"), .id = "listor", .sentence = todos.audit},
            waiting == 0 ? nothing(visit) + (lists.empty() ? Html{} : todo(lists)) : todo(lists)) +
      other_panel(visit);
  return show(visit, {.title = words.t("Mina granskningar"),
                      .sentence = waiting == 0 ? words.t("Inga listor väntar på dig.")
                                               : words.n("{} lista att granska.",
                                                         "{} listor att granska.", waiting),
                      .entry = "/granskningar",
                      .body = split(stack(body), how_panel(visit))});
}

}  // namespace

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
  return text;
}

ListTodos list_todos(const Visit& visit, bool signed_too) {
  ListTodos todos;
  if (!visit.may_anywhere(Right::give_support)) return todos;
  std::vector<MyList> lists = my_lists(visit.look, visit.visitor.user, today_of(visit));
  std::erase_if(lists, [&](const MyList& list) { return !signed_too && list.signed_off; });
  const bool is_one_audit = std::ranges::all_of(
      lists, [&](const MyList& list) { return list.at.audit == lists.front().at.audit; });
  if (is_one_audit && !lists.empty()) todos.audit = audit_sentence(visit.words, lists.front());
  for (const MyList& list : lists) {
    Todo item = todo_of(visit, list, todos.items.empty());
    if (!is_one_audit) item.sentence = all(audit_sentence(visit.words, list), " ", item.sentence);
    todos.items.push_back(std::move(item));
  }
  return todos;
}

std::vector<Todo> other_todos(const Visit& visit) {
  const Messages& words = visit.words;
  std::vector<Todo> items;
  for (const QuestionView& question : questions_to(visit.look, visit.visitor.user)) {
    if (!question.ask.open || question.ask.kind == AskState::Kind::employee) continue;
    items.push_back({.icon = Icon::ask,
                     .title = words.t("En annan chef ber om ditt omdöme"),
                     .sentence = words.f("{}, {}. Du ser bara den raden.", question.asker,
                                         words.short_moment(question.ask.at)),
                     .action = link(words.t("Svara"),
                                    "/granskningar/fraga/" + std::to_string(question.ask.asked))});
  }
  const auto rows_that_wait = [&](std::size_t rows, std::string title, const char* url) {
    if (rows > 0)
      items.push_back({.icon = Icon::clock,
                       .title = std::move(title),
                       .sentence = words.n("{} rad väntar.", "{} rader väntar.",
                                           static_cast<std::int64_t>(rows)),
                       .action = link(words.t("Öppna"), url)});
  };
  if (visit.may_anywhere(Right::countersign_unclear))
    rows_that_wait(to_countersign(visit.look, visit.visitor.user).size(),
                   words.t("Rader som inte kunde klarläggas"), "/granskningar/medgiv");
  if (visit.may_anywhere(Right::read_again))
    rows_that_wait(to_read_again(visit.look, visit.visitor.user).size(),
                   words.t("Rader att läsa en andra gång"), "/granskningar/andra-lasning");
  return items;
}

std::vector<PageRoute> review_routes() {
  std::vector<PageRoute> routes{
      {Method::get, "/granskningar", Right::give_support, mine_page},
  };
  for (const auto& part :
       {review_list_routes(), review_answer_routes(), review_asked_routes(), review_paper_routes()})
    routes.insert(routes.end(), part.begin(), part.end());
  return routes;
}

}  // namespace insyn
