#include <algorithm>

#include "app/views.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "web/look/table.h"
#include "web/pages/frame.h"
#include "web/pages/names.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

constexpr std::int64_t page_size = 100;

struct PageTitle {
  std::string_view code, title;
};

/// What the pages that log a look are called, by the code that stands in the log.
constexpr PageTitle page_titles[] = {
    {"list", marked("Granskningslista")},
    {"frame", marked("Urvalsram")},
    {"population", marked("Vilka som ingår i en kontroll")},
    {"draw", marked("Lottningens namn")},
    {"lists", marked("Listor och granskare")},
    {"deviating", marked("Avvikande rader")},
    {"extract", marked("Loggutdrag")},
    {"rejected", marked("Avvisade rader")},
    {"informed", marked("Informerad personal")},
    {"own-log", marked("Insyns egen logg")},
    {"row", marked("En rad och dess öppningar")},
    {"question", marked("En fråga om en rad")},
    {"suspicion", marked("En misstanke")},
    {"suspicions", marked("Misstankar")},
    {"misstanke", marked("Blankett för en misstanke")},
    {"list-form", marked("Blankett för en lista")},
    {"blankett", marked("Blankett för en lista")},
    {"letter", marked("Brev till en medarbetare")},
    {"brev", marked("Brev till en medarbetare")},
    {"protokoll", marked("Lottningens protokoll med namn")},
    {"sample", marked("Vilka som lottades")},
    {"refused", marked("En sida utan behörighet")},
};

struct Wanted {
  Day day{};
  std::string user;
};

Wanted wanted_of(const Visit& visit) {
  return {parse_day(visit.request.query["dag"]).value_or(today_of(visit)),
          std::string{visit.request.query["person"]}};
}

Html filter_form(const Visit& visit, const Wanted& wanted, const People& people) {
  const Messages& words = visit.words;
  std::vector<Option> users;
  for (const Person& person : people.all()) users.push_back({person.id, person.details.name});
  std::ranges::sort(users, [&](const Option& left, const Option& right) {
    return words.before(left.label, right.label);
  });
  return el("form", {{"class", "form"}, {"method", "get"}, {"action", "/egen-logg"}},
            date_field(words, {.name = "dag",
                               .label = words.t("Dag"),
                               .value = format_day(wanted.day),
                               .optional = true}) +
                select_field(words,
                             {.name = "person",
                              .label = words.t("Vem som tittade"),
                              .value = wanted.user,
                              .optional = true},
                             users, words.t("Alla")) +
                acts(submit({.text = words.t("Visa"), .weight = Weight::secondary})));
}

std::string whose(const Messages& words, const View& view) {
  std::string text;
  if (!view.staff.empty()) text = words.f("medarbetare {}", view.staff);
  if (!view.client.empty()) text += (text.empty() ? "" : ", ") + words.f("brukare {}", view.client);
  return text.empty() ? words.t("flera") : text;
}

Html views_table(const Visit& visit, const std::vector<View>& views, const People& people) {
  const Messages& words = visit.words;
  Table shown{.label = words.t("Vem som tittade på vad"),
              .columns = {{words.t("Tid")},
                          {words.t("Vem")},
                          {words.t("Vad")},
                          {words.t("Om vem")},
                          {words.t("Kontroll")}}};
  for (const View& view : views)
    shown.rows.push_back(
        {{words.clock(view.at), people.name_of(view.user), page_title_in_own_log(words, view.page),
          whose(words, view), view.audit.empty() ? dim_cell(words.t("Ingen")) : Cell{view.audit}}});
  return table(shown);
}

/// One page of them, the latest first, with the way to the others.
Html views_part(const Visit& visit, const Wanted& wanted, std::vector<View> views,
                const People& people) {
  const Messages& words = visit.words;
  std::ranges::reverse(views);
  const auto total = static_cast<std::int64_t>(views.size());
  if (total == 0)
    return empty_state({.icon = Icon::check,
                        .title = words.t("Ingen tittade på uppgifter om personer"),
                        .body = el("p", {},
                                   words.f("Det gäller {}. Välj en annan dag för att se mer.",
                                           words.date(wanted.day)))});
  const std::int64_t last_page = (total + page_size - 1) / page_size;
  const std::int64_t at = std::clamp<std::int64_t>(
      parse_integer(visit.request.query["sida"]).value_or(1), 1, last_page);
  const std::int64_t first = (at - 1) * page_size;
  const std::int64_t end = std::min(first + page_size, total);
  Html result = views_table(visit, {views.begin() + first, views.begin() + end}, people);
  const std::string base = "?dag=" + format_day(wanted.day) +
                           (people.find(wanted.user) == nullptr ? "" : "&person=" + wanted.user) +
                           "&sida=";
  if (last_page > 1)
    result += pagination(words, {.first = first + 1,
                                 .last = end,
                                 .total = total,
                                 .previous_url = at > 1 ? base + std::to_string(at - 1) : "",
                                 .next_url = at < last_page ? base + std::to_string(at + 1) : ""});
  return result;
}

HttpResponse own_log_page(const Visit& visit) {
  const Messages& words = visit.words;
  const Wanted wanted = wanted_of(visit);
  const People& people = users_of(visit);
  log_look(visit, "own-log");
  std::vector<View> views =
      views_between(visit.views, {wanted.day, wanted.day + std::chrono::days{1}});
  if (!wanted.user.empty())
    std::erase_if(views, [&](const View& view) { return view.user != wanted.user; });
  const int year = static_cast<int>(std::chrono::year_month_day{today_of(visit)}.year());
  Html guide = filter_form(visit, wanted, people);
  if (visit.may_anywhere(Right::report_own_log_yearly))
    guide += el("p", {},
                link(words.f("Listan för {}", std::to_string(year)),
                     "/egen-logg/ar/" + std::to_string(year))) +
             el("p", {},
                link(words.f("Listan för {}", std::to_string(year - 1)),
                     "/egen-logg/ar/" + std::to_string(year - 1)));
  return show(
      visit,
      {.title = words.t("Insyns egen logg"),
       .sentence = words.t("Vilka som har tittat på uppgifter om personer i Insyn. Att du tittar "
                           "här loggas också."),
       .entry = "/egen-logg",
       .body = split(panel({.heading = words.date(wanted.day), .id = "views"},
                           views_part(visit, wanted, std::move(views), people)),
                     panel({.heading = words.t("Välj"), .id = "filter", .guide = true}, guide))});
}

HttpResponse yearly_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto year = parse_integer(visit.path["ar"]);
  constexpr std::int64_t first_year = 2020, last_year = 2100;
  if (!year || *year < first_year || *year > last_year) return not_there(visit);
  log_look(visit, "own-log");
  const auto counts = yearly_looks(visit.views, users_of(visit), static_cast<int>(*year));
  Table shown{.label = words.t("Antal gånger per person och sida"),
              .columns = {{words.t("Vem")},
                          {words.t("Vad")},
                          {words.t("Gånger"), ColumnKind::number},
                          {words.t("Olika personer"), ColumnKind::number}}};
  for (const LookCount& count : counts)
    shown.rows.push_back({{count.name, page_title_in_own_log(words, count.page),
                           words.number(static_cast<std::int64_t>(count.looks)),
                           words.number(static_cast<std::int64_t>(count.people))}});
  const Html body =
      counts.empty() ? empty_state({.icon = Icon::check,
                                    .title = words.t("Ingen tittade på uppgifter om personer"),
                                    .body = el("p", {}, words.t("Det finns inget från det året."))})
                     : table(shown);
  return show(visit,
              {.title = words.f("Insyns egen logg {}", std::to_string(*year)),
               .sentence = words.t("Till dataskyddsombudet, en gång om året. Skriv ut sidan eller "
                                   "spara den."),
               .entry = "/egen-logg",
               .way = {{words.t("Insyns egen logg"), "/egen-logg"}},
               .body = panel({.label = words.t("Årslista")}, body)});
}

}  // namespace

std::string page_title_in_own_log(const Messages& words, std::string_view code) {
  const auto* found = std::ranges::find(page_titles, code, &PageTitle::code);
  return found == std::end(page_titles) ? words.f("Sidan {}", code) : words.t(found->title);
}

std::vector<PageRoute> own_log_routes() {
  return {
      {Method::get, "/egen-logg", Right::see_own_log, own_log_page},
      {Method::get, "/egen-logg/ar/:ar", Right::report_own_log_yearly, yearly_page},
  };
}

}  // namespace insyn
