#include "app/informed.h"

#include <algorithm>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "web/look/table.h"
#include "web/pages/frame.h"
#include "web/pages/information_pages.h"
#include "web/pages/names.h"
#include "web/pages/routes.h"
#include "web/pages/staff_units.h"

namespace insyn {
namespace {

using Informed = std::map<std::string, InformedPerson>;

int latest_version(const Visit& visit) {
  const auto& versions = visit.look.state.routine.information;
  return versions.empty() ? 0 : versions.back().version;
}

Informed informed_now(const Visit& visit) {
  const std::function<Informed(Home&)> read = [](Home& home) { return informed_staff(home); };
  return visit.desk.read(read);
}

/// The units that the visitor may see, by name.
std::vector<StaffUnit> units_seen(const Visit& visit, Right right) {
  if (!visit.look.registers) return {};
  std::vector<StaffUnit> units = staff_units(*visit.look.registers, today_of(visit));
  std::erase_if(units,
                [&](const StaffUnit& unit) { return !visit.may(right, {.area = unit.area}); });
  std::ranges::stable_sort(units, [&](const StaffUnit& left, const StaffUnit& right_one) {
    return visit.words.before(left.name, right_one.name);
  });
  return units;
}

std::int64_t signed_in(const Informed& informed, const StaffUnit& unit, int version) {
  return std::ranges::count_if(unit.staff, [&](const std::string& staff) {
    const auto found = informed.find(staff);
    return found != informed.end() && found->second.signed_version >= version;
  });
}

Html units_table(const Visit& visit, const std::vector<StaffUnit>& units, const Informed& informed,
                 int version) {
  const Messages& words = visit.words;
  Table shown{.label = words.t("Informerade per enhet"),
              .columns = {{words.t("Enhet")},
                          {words.t("Medarbetare"), ColumnKind::number},
                          {words.t("Informerade"), ColumnKind::number},
                          {words.t("Kvitterat"), ColumnKind::number},
                          {words.t("Återstår"), ColumnKind::number}}};
  for (const StaffUnit& unit : units) {
    const auto all_of_them = static_cast<std::int64_t>(unit.staff.size());
    const auto left = static_cast<std::int64_t>(not_informed(informed, unit.staff, version).size());
    shown.rows.push_back(
        {{Cell{link(unit.name, "/informerad/enhet/" + unit.id),
               unit.area.empty() || unit.area == unit.id ? std::string{}
                                                         : unit_name(visit, unit.area)},
          words.number(all_of_them), words.number(all_of_them - left),
          words.number(signed_in(informed, unit, version)), words.number(left)}});
  }
  return table(shown);
}

Html versions_panel(const Visit& visit) {
  const Messages& words = visit.words;
  Html body;
  const auto& versions = visit.look.state.routine.information;
  for (auto one = versions.rbegin(); one != versions.rend(); ++one)
    body += el("p", {},
               link(words.f("Version {}", words.number(one->version)),
                    "/informerad/text/" + std::to_string(one->version)),
               ", ", words.moment(one->at));
  if (body.empty()) body = el("p", {{"class", "dim"}}, words.t("Ingen text är publicerad ännu."));
  if (visit.may_anywhere(Right::publish_information))
    body += el("p", {}, link(words.t("Publicera en ny version"), "/informerad/publicera"));
  body +=
      el("p", {}, link(words.t("Mall för konsekvensbedömning"), "/informerad/konsekvensbedomning"));
  return panel({.heading = words.t("Informationstexten"), .id = "texts", .guide = true}, body);
}

HttpResponse informed_page(const Visit& visit) {
  const Messages& words = visit.words;
  const int version = latest_version(visit);
  const std::vector<StaffUnit> units = units_seen(visit, Right::see_informed);
  Html body;
  if (version == 0)
    body = empty_state({.icon = Icon::none,
                        .title = words.t("Ingen information är publicerad"),
                        .body = el("p", {},
                                   words.t("Personalen ska veta om loggkontrollen innan den "
                                           "görs. Börja med att publicera texten."))});
  else if (units.empty())
    body = empty_state({.icon = Icon::none,
                        .title = words.t("Inga medarbetare att visa"),
                        .body = el("p", {},
                                   words.t("När registren över enheter och anställningar "
                                           "är inlästa står enheterna här."))});
  else
    body = units_table(visit, units, informed_now(visit), version);
  const std::string heading =
      version == 0 ? words.t("Enheter") : words.f("Version {}, per enhet", words.number(version));
  return show(visit, {.title = words.t("Informerad personal"),
                      .sentence = words.t("Vilka som har fått veta att öppningar av akter "
                                          "kontrolleras, i vilken version och när."),
                      .entry = "/informerad",
                      .body = split(panel({.heading = heading, .id = "units"}, body),
                                    versions_panel(visit))});
}

std::string way_text(const Messages& words, std::string_view way) {
  if (way == "meeting") return words.t("Möte");
  if (way == "letter") return words.t("Brev");
  if (way == "intranet") return words.t("Intranätet");
  if (way == "employment") return words.t("Vid anställningen");
  return words.t("Kvitterade själv");
}

Html people_table(const Visit& visit, const StaffUnit& unit, const Informed& informed) {
  const Messages& words = visit.words;
  Table shown{.label = words.t("Medarbetare på enheten"),
              .columns = {{words.t("Namn")},
                          {words.t("Informerad om")},
                          {words.t("När och hur")},
                          {words.t("Kvitterat")}}};
  for (const std::string& staff : unit.staff) {
    const auto found = informed.find(staff);
    const InformedPerson person = found == informed.end() ? InformedPerson{} : found->second;
    shown.rows.push_back(
        {{staff_name(*visit.look.registers, staff),
          person.version == 0 ? dim_cell(words.t("Inte ännu"))
                              : Cell{words.f("Version {}", words.number(person.version))},
          person.version == 0 ? Cell{} : Cell{words.date(person.day), way_text(words, person.way)},
          person.signed_version == 0
              ? dim_cell(words.t("Nej"))
              : Cell{words.f("Version {}", words.number(person.signed_version)),
                     words.date(person.signed_day)}}});
  }
  return table(shown);
}

Html record_form(const Visit& visit, const StaffUnit& unit, const Informed& informed, int version) {
  const Messages& words = visit.words;
  std::vector<Option> left;
  for (const std::string& staff : not_informed(informed, unit.staff, version))
    left.push_back({staff, staff_name(*visit.look.registers, staff)});
  if (left.empty())
    return el("p", {}, words.t("Alla på enheten är informerade om den senaste versionen."));
  std::vector<Option> ways;
  for (const std::string_view way : informed_ways)
    ways.push_back({std::string{way}, way_text(words, way)});
  return form_to(
      visit, "/informerad/enhet/" + unit.id,
      checkbox_group(words, {.name = "medarbetare", .label = words.t("Vilka")}, left, {}),
      date_field(words,
                 {.name = "dag", .label = words.t("När"), .value = format_day(today_of(visit))}),
      radio_group(words, {.name = "satt", .label = words.t("Hur")}, ways),
      acts(submit({.text = words.t("Anteckna"), .weight = Weight::secondary})));
}

const StaffUnit* unit_in(const Visit& visit, const std::vector<StaffUnit>& units) {
  const auto found = std::ranges::find(units, visit.path["enhet"], &StaffUnit::id);
  return found == units.end() ? nullptr : &*found;
}

HttpResponse unit_page(const Visit& visit) {
  const Messages& words = visit.words;
  const std::vector<StaffUnit> units = units_seen(visit, Right::see_informed);
  const StaffUnit* unit = unit_in(visit, units);
  if (unit == nullptr) return not_there(visit);
  log_look(visit, "informed");
  const Informed informed = informed_now(visit);
  const int version = latest_version(visit);
  Html body = panel({.heading = words.t("Medarbetare"), .id = "people"},
                    people_table(visit, *unit, informed));
  if (version > 0 && visit.may(Right::record_informed, {.area = unit->area}))
    body += panel(
        {.heading = words.f("Anteckna att de är informerade om version {}", words.number(version)),
         .id = "record"},
        inset(record_form(visit, *unit, informed, version)));
  return show(visit, {.title = unit->name,
                      .entry = "/informerad",
                      .way = {{words.t("Informerad personal"), "/informerad"}},
                      .body = body});
}

HttpResponse record_unit(const Visit& visit) {
  const std::vector<StaffUnit> units = units_seen(visit, Right::record_informed);
  const StaffUnit* unit = unit_in(visit, units);
  if (unit == nullptr) return not_there(visit);
  const std::string back = "/informerad/enhet/" + unit->id;
  InformedBatch batch;
  batch.version = latest_version(visit);
  batch.way = visit.request.form["satt"];
  for (const std::string_view staff : visit.request.form.every("medarbetare"))
    if (std::ranges::find(unit->staff, staff) != unit->staff.end()) batch.staff.emplace_back(staff);
  const auto day = parse_day(visit.request.form["dag"]);
  if (!day || batch.staff.empty())
    return sorry(visit,
                 {ErrorKind::unusable, "choice-missing",
                  std::string{marked("Välj minst en medarbetare och ange dagen.")}},
                 back);
  batch.day = *day;
  const std::function<Result<std::size_t>(Home&)> work = [&](Home& home) {
    return record_informed(home, batch);
  };
  const auto recorded = visit.desk.ask(visit.actor(), work);
  return recorded ? done(back, "informed-recorded") : sorry(visit, recorded.error(), back);
}

}  // namespace

std::vector<PageRoute> informed_routes() {
  std::vector<PageRoute> routes{
      {Method::get, "/informerad", Right::see_informed, informed_page},
      {Method::get, "/informerad/enhet/:enhet", Right::see_informed, unit_page},
      {Method::post, "/informerad/enhet/:enhet", Right::record_informed, record_unit},
  };
  const auto texts = information_routes();
  routes.insert(routes.end(), texts.begin(), texts.end());
  return routes;
}

}  // namespace insyn
