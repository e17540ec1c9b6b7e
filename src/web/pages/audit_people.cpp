#include <algorithm>
#include <set>

#include "app/audit.h"
#include "app/audit_acts.h"
#include "domain/sampling/frame.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

/// Who are behind an audit's strata and draw. Only for whoever has the right, and each look is in
/// Insyn's own log before anything is shown.

std::string stratum_label(const AuditAt& at, std::string_view id) {
  for (const json::value& value : strata_of(at)) {
    const json::object& stratum = value.as_object();
    if (text_of(stratum, "id") != id) continue;
    const std::string label = text_of(stratum, "label");
    return label.empty() ? std::string{id} : label;
  }
  return std::string{id};
}

HttpResponse active_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr) return not_there(visit);
  const std::function<Result<json::object>(Home&)> work = [&](Home& home) {
    return audit_frame(home, at->id);
  };
  const auto frame = visit.desk.read(work);
  if (!frame) return sorry(visit, frame.error(), at->url);
  const json::object& staff = frame->at("staff").as_object();
  const StaffNames names{visit};
  std::vector<std::string> looked_at;
  std::vector<TableRow> rows;
  for (const json::value& value : frame->at("lines").as_array()) {
    const std::string line{value.as_string()};
    const auto parts = parse_frame_line(line);
    if (!parts) continue;
    const std::string id = text_of(staff, parts->pseudonym);
    looked_at.push_back(id);
    rows.push_back({{Cell{names.of(id), id}, stratum_label(*at, parts->stratum),
                     std::string{parts->pseudonym.substr(0, 8)}}});
  }
  log_looks(visit, "population", at->id, looked_at);
  Table shown{.label = words.t("Aktiva i de grupper som kontrolleras"),
              .columns = {{words.t("Namn")}, {words.t("Grupp")}, {words.t("Pseudonym börjar")}},
              .rows = std::move(rows)};
  const Html body =
      shown.rows.empty()
          ? empty_state({.icon = Icon::none,
                         .title = words.t("Ingen var aktiv"),
                         .body = el("p", {},
                                    words.t("Ingen i de grupper som kontrolleras öppnade "
                                            "någon akt under perioden."))})
          : table(shown);
  return show(visit, {.title = words.t("Aktiva användare"),
                      .sentence = words.f("Kontroll {}. Den låsta listan med namn. Att du tittar "
                                          "här loggas.",
                                          at->id),
                      .entry = "/kontroller",
                      .way = way_to(visit, *at),
                      .body = panel({.label = words.t("Aktiva användare")}, body)});
}

/// Somebody who was drawn or is in reserve, as the sample stands now.
struct InSample {
  std::string staff, pseudonym, stratum;
  enum class State { drawn, came, left, reserve } state = State::drawn;
};

std::vector<InSample> sample_of(const AuditAt& at) {
  std::set<std::string, std::less<>> left;
  std::set<std::string, std::less<>> came;
  for (const LeftSample& one : at.progress->left) {
    left.insert(one.pseudonym);
    came.insert(one.replacement);
  }
  std::vector<InSample> people;
  const json::value* strata = at.papers ? at.papers->draw.if_contains("strata") : nullptr;
  if (strata == nullptr) return people;
  for (const json::value& value : strata->as_array()) {
    const json::object& stratum = value.as_object();
    for (const bool reserve : {false, true})
      for (const json::value& one : stratum.at(reserve ? "reserve" : "selected").as_array()) {
        InSample person{text_of(one.as_object(), "staff"), text_of(one.as_object(), "pseudonym"),
                        text_of(stratum, "id")};
        if (left.contains(person.pseudonym))
          person.state = InSample::State::left;
        else if (came.contains(person.pseudonym))
          person.state = InSample::State::came;
        else if (reserve)
          person.state = InSample::State::reserve;
        people.push_back(std::move(person));
      }
  }
  return people;
}

Html state_tag(const Messages& words, InSample::State state) {
  switch (state) {
    case InSample::State::drawn:
      return tag(Status::done, words.t("Lottad"));
    case InSample::State::came:
      return tag(Status::done, words.t("Reserv som trädde in"));
    case InSample::State::left:
      return tag(Status::stop, words.t("Borttagen"));
    case InSample::State::reserve:
      return tag(Status::todo, words.t("Reserv"));
  }
  return {};
}

bool is_in(InSample::State state) {
  return state == InSample::State::drawn || state == InSample::State::came;
}

HttpResponse sample_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->audit->drawn) return not_there(visit);
  const StaffNames names{visit};
  const bool may_remove =
      at->is_going() && !at->progress->compiled && visit.may_anywhere(Right::draw_audit);
  Table shown{.label = words.t("Lottade och reserver"),
              .columns = {{words.t("Namn")},
                          {words.t("Grupp")},
                          {words.t("Läge"), ColumnKind::status},
                          {words.t("Fel i underlaget"), ColumnKind::hidden}}};
  std::vector<std::string> looked_at;
  for (const InSample& person : sample_of(*at)) {
    looked_at.push_back(person.staff);
    Cell change;
    if (may_remove && is_in(person.state))
      change = link(words.t("Fel i underlaget"), at->url + "/urval/" + person.pseudonym);
    shown.rows.push_back(
        {{Cell{names.of(person.staff), person.staff}, stratum_label(*at, person.stratum),
          state_tag(words, person.state), change}});
  }
  log_looks(visit, "sample", at->id, looked_at);
  const Html body =
      shown.rows.empty()
          ? empty_state({.icon = Icon::check,
                         .title = words.t("Ingen lottades"),
                         .body = el("p", {},
                                    words.t("Ingen var aktiv i grupperna, eller så är "
                                            "uppgifterna gallrade."))})
          : table(shown);
  return show(
      visit,
      {.title = words.t("Lottade"),
       .sentence = words.f("Kontroll {}. Att du tittar här loggas.", at->id),
       .entry = "/kontroller",
       .way = way_to(visit, *at),
       .body = panel(
           {.label = words.t("Lottade")},
           body + inset(more(words.t("När tas någon ur urvalet?"),
                             paragraphs({words.t("Bara vid fel i underlaget. Ledighet, sjukdom "
                                                 "och avslutad anställning är inga skäl; "
                                                 "öppningarna kan granskas ändå.")}))))});
}

HttpResponse leave_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->audit->drawn) return not_there(visit);
  const auto people = sample_of(*at);
  const auto person = std::ranges::find(people, visit.path["person"], &InSample::pseudonym);
  if (person == people.end() || !visit.may_anywhere(Right::see_population)) return not_there(visit);
  const StaffNames names{visit};
  log_looks(visit, "sample", at->id, {person->staff});
  const Html fields =
      radio_group(words, {.name = "grund", .label = words.t("Vad är fel?")},
                  {{"robot", words.t("Ingen människa använder kontot"), {}},
                   {"wrong_identity", words.t("Fel identitet"), {}},
                   {"double", words.t("Samma person två gånger"), {}}}) +
      text_area(words,
                {.name = "skal",
                 .label = words.t("Beskriv felet"),
                 .help = words.t("Stannar i loggboken. Nästa reserv i gruppen träder in.")},
                2) +
      acts(submit({.text = words.t("Ta bort ur urvalet")}) +
           link(words.t("Avbryt"), at->url + "/urval"));
  return show(visit, {.title = words.t("Fel i underlaget"),
                      .sentence = words.f("{}, kontroll {}.", names.of(person->staff), at->id),
                      .entry = "/kontroller",
                      .way = way_to(visit, *at),
                      .body = panel(
                          {.label = words.t("Fel i underlaget")},
                          inset(form_to(visit, at->url + "/urval/" + person->pseudonym, fields)))});
}

HttpResponse leave_sample(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr) return not_there(visit);
  const std::string person{visit.path["person"]};
  return acted(visit, at->url + "/urval", at->url + "/urval", "left-sample", [&](Home& home) {
    return remove_from_sample(home, at->id, person, field_of(visit, "grund"),
                              field_of(visit, "skal"));
  });
}

}  // namespace

std::vector<PageRoute> audit_people_routes() {
  return {
      {Method::get, "/kontroller/:kontroll/aktiva", Right::see_population, active_page},
      {Method::get, "/kontroller/:kontroll/urval", Right::see_population, sample_page},
      {Method::get, "/kontroller/:kontroll/urval/:person", Right::draw_audit, leave_page},
      {Method::post, "/kontroller/:kontroll/urval/:person", Right::draw_audit, leave_sample},
  };
}

}  // namespace insyn
