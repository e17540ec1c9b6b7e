#include <algorithm>

#include "domain/calendar/format.h"
#include "web/look/figures.h"
#include "web/look/table.h"
#include "web/pages/delivery_pages.h"
#include "web/pages/names.h"
#include "web/pages/routes.h"
#include "web/pages/source_days.h"

namespace insyn {
namespace {

constexpr std::chrono::days shown_days{56};
constexpr std::size_t shown_deliveries = 10;

std::string address_of(const Source& source) { return "/kallor/" + source.id; }

/// The weeks that end with today.
DayRange days_shown(const Visit& visit) {
  const Day tomorrow = today_of(visit) + std::chrono::days{1};
  return {tomorrow - shown_days, tomorrow};
}

struct Known {
  std::uint64_t rows = 0;
  const DeliveryState* latest = nullptr;
};

Known known_of(const State& state, std::string_view source) {
  Known known;
  for (const DeliveryState& delivery : state.deliveries) {
    if (delivery.source != source) continue;
    known.rows += static_cast<std::uint64_t>(integer_of(delivery.open, "accepted"));
    known.latest = &delivery;
  }
  return known;
}

std::string gap_text(const Visit& visit, const std::vector<DayRange>& gaps) {
  constexpr std::size_t named_max = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(gaps.size(), named_max); ++i)
    text += (i == 0 ? "" : ", ") + visit.words.days(gaps[i]);
  if (gaps.size() > named_max)
    text += visit.words.n(" och {} lucka till", " och {} luckor till",
                          static_cast<std::int64_t>(gaps.size() - named_max));
  return text;
}

Html gap_notes(const Visit& visit) {
  Html notes;
  for (const Source& source : visit.look.sources) {
    const auto gaps = gaps_of(visit.look.state, source.id);
    if (gaps.empty()) continue;
    notes += note(
        Tone::look,
        el("p", {},
           el("strong", {}, visit.words.f("{} saknar {}.", source.label, gap_text(visit, gaps))),
           " ",
           visit.words.t("Ingen leverans innehåller de dagarna. Begär en ny av leverantören, eller "
                         "ladda upp filen om du har den.")));
  }
  return notes;
}

Table source_table(const Visit& visit) {
  const Messages& words = visit.words;
  Table sources{.label = words.t("Tabell med källor"),
                .columns = {{words.t("Källa")},
                            {words.t("Händelser"), ColumnKind::number},
                            {words.t("Loggar till och med")},
                            {words.t("Luckor")},
                            {words.t("Läge"), ColumnKind::status}}};
  for (const Source& source : visit.look.sources) {
    const Known known = known_of(visit.look.state, source.id);
    const auto gaps = gaps_of(visit.look.state, source.id);
    const DayRange reach = reach_of(visit.look.state, source.id);
    const bool has_days = reach.from < reach.to;
    sources.rows.push_back(
        {{Cell{link(source.label, address_of(source)), source.system},
          words.number(static_cast<std::int64_t>(known.rows)),
          has_days ? Cell{words.date(reach.to - std::chrono::days{1})}
                   : dim_cell(words.t("Inga ännu")),
          gaps.empty() ? dim_cell(words.t("Inga")) : Cell{gap_text(visit, gaps)},
          known.latest == nullptr ? tag(Status::todo, words.t("Väntar på leverans"))
          : gaps.empty()          ? tag(Status::done, words.t("Utan luckor"))
                                  : tag(Status::late, words.t("Lucka"))}});
  }
  return sources;
}

Html calendar(const Visit& visit) {
  const Messages& words = visit.words;
  const DayRange days = days_shown(visit);
  Completeness shown{.id = "calendar",
                     .title = words.t("Dagar som leveranserna täcker"),
                     .description = words.t("Samma uppgifter finns i tabellen under kalendern."),
                     .days = days};
  for (const Source& source : visit.look.sources)
    shown.sources.push_back({source.label, covered_days(visit.look.state, source.id, days)});
  return inset(completeness(words, shown));
}

Html register_panel(const Visit& visit) {
  const Messages& words = visit.words;
  if (!visit.look.registers) return {};
  const Registers& known = visit.look.registers->index.registers();
  const auto number = [&](std::size_t count) {
    return words.number(static_cast<std::int64_t>(count));
  };
  return panel({.heading = words.t("Register"),
                .id = "registers",
                .sentence = words.t("Det som förklarar öppningarna: vilka som arbetar var, och med "
                                    "vem.")},
               inset(facts({{words.t("Enheter"), number(known.units.size())},
                            {words.t("Medarbetare"), number(known.staff.size())},
                            {words.t("Brukare"), number(known.clients.size())},
                            {words.t("Ärenden"), number(known.cases.size())}})));
}

Html under_way(const Visit& visit) {
  if (!visit.may_anywhere(Right::import_delivery)) return {};
  const auto job = visit.imports.under_way();
  if (!job) return {};
  return note(Tone::plain, el("p", {}, visit.words.t("En fil läses in just nu."), " ",
                              link(visit.words.t("Se hur långt den har kommit"),
                                   "/kallor/import/" + std::to_string(job->number))));
}

Html upload_button(const Visit& visit) {
  if (!visit.may_anywhere(Right::import_delivery)) return {};
  return link_button(visit.words.t("Ladda upp leverans"), "/kallor/ladda-upp", Weight::primary);
}

HttpResponse sources_page(const Visit& visit) {
  const Messages& words = visit.words;
  Shown shown{.title = words.t("Källor"),
              .sentence = words.t("Är loggarna kompletta? En kontroll kan bara hitta det som finns "
                                  "här."),
              .actions = upload_button(visit),
              .entry = "/kallor"};
  if (visit.look.sources.empty()) {
    shown.body =
        panel({.label = words.t("Källor")},
              empty_state({.icon = Icon::none,
                           .title = words.t("Inga källor är inlagda"),
                           .body = el("p", {},
                                      words.t("Källorna står i filen sources.toml i hemmet. Den "
                                              "som driver Insyn lägger in dem där."))}));
    return show(visit, shown);
  }
  std::vector<const DeliveryState*> latest;
  for (auto one = visit.look.state.deliveries.rbegin();
       one != visit.look.state.deliveries.rend() && latest.size() < shown_deliveries; ++one)
    latest.push_back(&*one);
  shown.body =
      under_way(visit) + gap_notes(visit) +
      panel({.heading = words.t("Fullständighet dag för dag"),
             .id = "complete",
             .sentence = words.t("En dag är täckt om någon leverans har händelser från den eller "
                                 "från dagar både före och efter den.")},
            calendar(visit) + table(source_table(visit))) +
      panel({.heading = words.t("Senaste leveranser"), .id = "deliveries"},
            delivery_table(visit, latest)) +
      register_panel(visit);
  return show(visit, shown);
}

HttpResponse source_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto& sources = visit.look.sources;
  const auto source = std::ranges::find(sources, visit.path["kalla"], &Source::id);
  if (source == sources.end()) return not_there(visit);
  std::vector<const DeliveryState*> deliveries;
  for (auto one = visit.look.state.deliveries.rbegin(); one != visit.look.state.deliveries.rend();
       ++one)
    if (one->source == source->id) deliveries.push_back(&*one);
  const auto gaps = gaps_of(visit.look.state, source->id);
  const Known known = known_of(visit.look.state, source->id);
  const Html about = inset(
      facts({{words.t("System"), source->system.empty() ? words.t("Står i filen") : source->system},
             {words.t("Format"), source->kind},
             {words.t("Händelser"), words.number(static_cast<std::int64_t>(known.rows))},
             {words.t("Luckor"), gaps.empty() ? words.t("Inga") : gap_text(visit, gaps)}}));
  return show(visit, {.title = source->label,
                      .actions = upload_button(visit),
                      .entry = "/kallor",
                      .way = {{words.t("Källor"), "/kallor"}},
                      .body = panel({.label = words.t("Om källan")}, about) +
                              panel({.heading = words.t("Leveranser"), .id = "deliveries"},
                                    paged_delivery_table(visit, deliveries))});
}

}  // namespace

std::vector<PageRoute> source_routes() {
  std::vector<PageRoute> routes{
      {Method::get, "/kallor", Right::see_sources, sources_page},
      {Method::get, "/kallor/:kalla", Right::see_sources, source_page},
  };
  for (const auto& part : {delivery_routes(), upload_routes()})
    routes.insert(routes.end(), part.begin(), part.end());
  return routes;
}

}  // namespace insyn
