#include <algorithm>

#include "app/audit.h"
#include "app/audit_preview.h"
#include "app/source_check.h"
#include "domain/calendar/format.h"
#include "domain/sampling/beacon.h"
#include "web/look/figures.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

/// What two people agree on beforehand when no beacon is used; public, so it names nobody.
constexpr std::string_view dice_source = "tärningar, lästa högt av två personer";

std::string address_of(const AuditPeriod& period) { return "/kontroller/oppna/" + period.id; }

SourceDay day_shown(const json::object& day) {
  const std::string state = text_of(day, "state");
  SourceDay shown;
  if (state == "gap") shown.came = SourceDay::Came::missing;
  if (state == "few") shown.came = SourceDay::Came::unusually_few;
  if (state == "quiet") shown.came = SourceDay::Came::not_expected;
  shown.late = state == "late";
  return shown;
}

Html heat(const Visit& visit, const AuditPeriod& period, const json::object& check) {
  const Messages& words = visit.words;
  Completeness shown{.id = "heat",
                     .title = words.t("Loggarna dag för dag"),
                     .description = words.t("Samma uppgifter finns i tabellen under kalendern."),
                     .days = period.days};
  for (const json::value& value : check.at("sources").as_array()) {
    const json::object& source = value.as_object();
    if (integer_of(source, "deliveries") == 0) continue;
    SourceDays one{text_of(source, "label"), {}};
    for (const json::value& day : source.at("days").as_array())
      one.days.push_back(day_shown(day.as_object()));
    shown.sources.push_back(std::move(one));
  }
  if (shown.sources.empty())
    return note(Tone::late, el("p", {}, words.t("Ingen källa har levererat några loggar.")));
  return completeness(words, shown);
}

/// What is wrong with the logs, each in a sentence; empty if nothing is.
std::vector<Reason> source_reasons(const Visit& visit, const json::object& check) {
  const Messages& words = visit.words;
  std::vector<Reason> found;
  const auto add = [&](std::int64_t count, const std::string& text) {
    if (count > 0) found.push_back({Reason::Kind::look, words.t("Att titta på"), text});
  };
  const std::int64_t gaps = integer_of(check, "gaps");
  const std::int64_t behind = integer_of(check, "behind");
  const std::int64_t few = integer_of(check, "few");
  const std::int64_t late = integer_of(check, "late");
  add(gaps, words.n("{} dag saknar loggar.", "{} dagar saknar loggar.", gaps));
  add(behind, words.n("{} källa slutar före perioden.", "{} källor slutar före perioden.", behind));
  add(few, words.n("{} dag har ovanligt få rader.", "{} dagar har ovanligt få rader.", few));
  add(late,
      words.n("{} dag kom mer än en vecka sent.", "{} dagar kom mer än en vecka sent.", late));
  if (found.empty())
    found.push_back({Reason::Kind::in_favour, words.t("I ordning"),
                     words.t("Alla källor är kompletta för hela perioden.")});
  return found;
}

Html sources_panel(const Visit& visit, const AuditPeriod& period, const json::object& check) {
  const Messages& words = visit.words;
  const auto& checked = visit.look.state.progress.checked;
  const auto known = checked.find(period.id);
  const bool needs_reason = check.at("needs_reason").as_bool();
  Html body = reasons(source_reasons(visit, check)) + heat(visit, period, check);
  Html fields;
  if (needs_reason)
    fields = text_area(words,
                       {.name = "skal",
                        .label = words.t("Varför ska kontrollen göras ändå?"),
                        .help = words.t("Begär först en ny leverans. Luckan och skälet skrivs in i "
                                        "varje lista och rapport.")},
                       2);
  if (known != checked.end()) {
    body +=
        note(Tone::plain,
             el("p", {}, words.f("Källorna kontrollerades {}.", words.moment(known->second.at))));
    body += more(words.t("Kontrollera källorna igen"),
                 form_to(visit, address_of(period) + "/kallor", fields,
                         acts(submit({.text = words.t("Källorna är kontrollerade"),
                                      .weight = Weight::secondary}))));
  } else {
    body += form_to(visit, address_of(period) + "/kallor", fields,
                    acts(submit({.text = words.t("Källorna är kontrollerade")})));
  }
  return panel({.heading = words.t("Är källorna kompletta?"),
                .id = "sources",
                .sentence = words.t("En kontroll kan bara hitta det som finns i loggarna.")},
               inset(body));
}

/// A number of people and, for who may see it, who they are.
Html people_part(const Visit& visit, const std::string& sentence,
                 const std::vector<std::string>& staff) {
  if (staff.empty()) return {};
  Html body = el("p", {}, sentence);
  if (visit.may_anywhere(Right::see_population)) {
    const StaffNames names{visit};
    Html items;
    for (const std::string& one : staff) items += el("li", {}, names.of(one), " (", one, ")");
    body += more(visit.words.t("Visa vilka"), el("ul", {}, items));
  }
  return body;
}

Html active_panel(const Visit& visit, const json::object& preview) {
  const Messages& words = visit.words;
  const json::array& strata = preview.at("strata").as_array();
  const FrameSize size = frame_size(strata);
  Html body = paragraphs({detection_text(words, size.population, size.sample)});
  if (const json::value* value = preview.if_contains("findings")) {
    const json::object& findings = value->as_object();
    const auto without = texts_in(findings, "without_permission");
    const auto unplaced = texts_in(findings, "without_employment");
    const auto inactive = texts_in(preview, "inactive_with_permission");
    const auto count = [](const std::vector<std::string>& all_of_them) {
      return static_cast<std::int64_t>(all_of_them.size());
    };
    if (visit.may_anywhere(Right::see_population))
      for (const auto& some : {without, unplaced, inactive})
        log_looks(visit, "population", text_of(preview, "period"), some);
    const Html found =
        people_part(visit,
                    words.n("{} person var aktiv utan behörighet i registret.",
                            "{} personer var aktiva utan behörighet i registret.", count(without)),
                    without) +
        people_part(
            visit,
            words.n("{} person var aktiv utan anställning i registret.",
                    "{} personer var aktiva utan anställning i registret.", count(unplaced)),
            unplaced);
    if (!found.empty()) body += note(Tone::look, found);
    body += people_part(visit,
                        words.n("{} person har behörighet men var inte aktiv.",
                                "{} personer har behörighet men var inte aktiva.", count(inactive)),
                        inactive);
  }
  for (const std::string& warning : texts_in(preview, "warnings"))
    body += note(Tone::look, el("p", {}, told(words, warning)));
  body += more(words.t("Så läser du tabellen"),
               paragraphs({words.t("Andelen avrundas uppåt, så den uppnådda är aldrig lägre än den "
                                   "beslutade."),
                           words.t("Grupperna och andelarna står i rutinen.")}));
  return panel({.heading = words.t("Vilka var aktiva?"), .id = "active"},
               strata_table(visit, strata, false) + inset(body));
}

Html forecast_panel(const Visit& visit, const json::object& preview, std::string_view sentence) {
  return panel({.heading = visit.words.t("Arbetet för dem som granskar"),
                .id = "work",
                .sentence = visit.words.t(sentence)},
               inset(forecast_figure(visit, preview.at("forecast").as_array())));
}

Html seed_help(const Messages& words) {
  return more(words.t("Varför slump utifrån?"),
              paragraphs({words.t("Lottningen går att kontrollera i efterhand: först låstes "
                                  "listan, sedan kom slumptalet. Ingen kan välja vem som dras."),
                          words.t("Det offentliga slumptalet kommer från nätverket drand, som ger "
                                  "ett nytt var tredje sekund. Vilken omgång som gäller bestäms "
                                  "nu, innan någon kan veta värdet. Vem som helst kan slå upp det "
                                  "efteråt."),
                          words.t("Med tärningar kastar en person och läser högt, och en annan "
                                  "skriver och läser tillbaka. Båda skrivs in i loggboken.")}));
}

Html open_panel(const Visit& visit, const AuditPeriod& period, const json::object& preview) {
  const Messages& words = visit.words;
  const bool checked = visit.look.state.progress.checked.contains(period.id);
  const bool too_many = preview.at("findings").at("too_many").as_bool();
  const FrameSize size = frame_size(preview.at("strata").as_array());
  if (!checked)
    return panel({.heading = words.t("Lås listan"), .id = "open"},
                 inset(note(Tone::plain, el("p", {},
                                            words.t("Listan kan låsas när källorna är "
                                                    "kontrollerade. Börja överst.")))));
  Html fields = radio_group(
      words,
      {.name = "slump", .label = words.t("Var ska slumptalet komma ifrån?"), .value = "beacon"},
      {{"beacon", words.t("Offentligt slumptal"),
        words.t("En kommande omgång, minst fem minuter fram. Du skriver in värdet när det har "
                "kommit.")},
       {"tarningar", words.t("Tärningar"),
        words.t("Ni behöver vara två: en som kastar och läser högt, en som skriver.")}});
  fields += seed_help(words);
  if (too_many)
    fields += note(Tone::late,
                   el("p", {},
                      words.t("Ovanligt många aktiva saknar behörighet eller anställning i "
                              "registren. Då är felet troligen i registret: läs in det på nytt, "
                              "eller skriv varför kontrollen ska öppnas ändå."))) +
              text_area(words, {.name = "skal", .label = words.t("Skäl")}, 2);
  fields += acts(submit({.text = words.n("Lås listan med {} person", "Lås listan med {} personer",
                                         size.population)}));
  fields += el("p", {{"class", "small dim"}},
               words.t("Efter det går listan inte att ändra, bara att avbryta med ett skäl."));
  return panel({.heading = words.t("Lås listan"),
                .id = "open",
                .sentence = words.t("Listan låses innan slumptalet finns, så att ingen kan påverka "
                                    "vem som dras.")},
               inset(form_to(visit, address_of(period), fields)));
}

struct Before {
  json::object check, preview;
};

Result<Before> look_before(const Visit& visit, const std::string& period) {
  const std::function<Result<Before>(Home&)> work = [&](Home& home) -> Result<Before> {
    auto check = source_check(home, period);
    if (!check) return fail(check.error());
    auto preview = preview_audit(home, period);
    if (!preview) return fail(preview.error());
    return Before{std::move(*check), std::move(*preview)};
  };
  return visit.desk.read(work);
}

HttpResponse open_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto period = period_at(visit);
  if (!period) return not_there(visit);
  if (const AuditState* other = visit.look.state.audit_of_period(period->id))
    return redirect_to("/kontroller/" + other->id);
  const auto before = look_before(visit, period->id);
  if (!before) return sorry(visit, before.error(), "/kontroller");
  return show(
      visit,
      {.title = words.f("Öppna kontroll {}", period->id),
       .sentence = words.f("Öppningar {}, {}. Först källorna, sedan vilka som var aktiva, "
                           "sist låses listan.",
                           words.days(period->days), words.weeks(period->days)),
       .entry = "/kontroller",
       .way = {{words.t("Kontroller"), "/kontroller"}},
       .body = sources_panel(visit, *period, before->check) + active_panel(visit, before->preview) +
               forecast_panel(visit, before->preview,
                              marked("Så mycket kan väntas för var och en. Vem som lottas "
                                     "vet ingen än.")) +
               open_panel(visit, *period, before->preview)});
}

HttpResponse dry_run_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto period = period_at(visit);
  if (!period) return not_there(visit);
  const std::function<Result<json::object>(Home&)> work = [&](Home& home) {
    return dry_run(home, period->id);
  };
  const auto run = visit.desk.read(work);
  if (!run) return sorry(visit, run.error(), "/kontroller");
  return show(visit, {.title = words.f("Prova perioden {}", period->id),
                      .sentence = words.f("Öppningar {}. En övning på riktiga loggar: inget sparas "
                                          "och ingen lottas.",
                                          words.days(period->days)),
                      .entry = "/kontroller",
                      .way = {{words.t("Kontroller"), "/kontroller"}},
                      .body = active_panel(visit, *run) +
                              forecast_panel(visit, *run,
                                             marked("Så kunde en lottning ha fallit ut. Nästa gång "
                                                    "sidan visas blir den en annan."))});
}

HttpResponse sources_checked(const Visit& visit) {
  const auto period = period_at(visit);
  if (!period) return not_there(visit);
  return acted(visit, address_of(*period), address_of(*period), "sources-checked", [&](Home& home) {
    return check_sources(home, period->id, field_of(visit, "skal"));
  });
}

HttpResponse open_it(const Visit& visit) {
  const auto period = period_at(visit);
  if (!period) return not_there(visit);
  const std::string back = address_of(*period);
  if (!visit.look.state.progress.checked.contains(period->id))
    return sorry(
        visit,
        {ErrorKind::refused, "sources-unchecked",
         std::string{marked("Ingen har kontrollerat att källorna är kompletta. Gör det först.")}},
        back);
  const bool by_dice = field_of(visit, "slump") == "tarningar";
  return acted(visit, "/kontroller/" + period->id, back, "audit-opened", [&](Home& home) {
    OpenOptions options;
    options.period = period->id;
    // The round is chosen by the clock of the act, so that its value is surely still to come.
    options.seed_source = by_dice ? std::string{dice_source} : next_beacon(home.now).seed_source;
    options.reason = field_of(visit, "skal");
    return open_audit(home, options);
  });
}

}  // namespace

std::vector<PageRoute> audit_open_routes() {
  return {
      {Method::get, "/kontroller/oppna/:period", Right::open_audit, open_page},
      {Method::post, "/kontroller/oppna/:period", Right::open_audit, open_it},
      {Method::post, "/kontroller/oppna/:period/kallor", Right::open_audit, sources_checked},
      {Method::get, "/kontroller/prov/:period", Right::open_audit, dry_run_page},
  };
}

}  // namespace insyn
