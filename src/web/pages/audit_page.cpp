#include <algorithm>
#include <set>

#include "domain/calendar/sweden.h"
#include "domain/sampling/beacon.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

struct ListCounts {
  std::int64_t all = 0, done = 0, not_opened = 0;
  std::set<std::string> readers;
  bool all_sent = true;
};

/// Lists of one area that the visitor may count.
ListCounts count_lists(const Visit& visit, const AuditProgress& progress, const std::string& area) {
  ListCounts counts;
  for (const auto& entry : progress.lists) {
    const ListProgress& list = entry.second;
    if (list.area != area || !sees_list(visit, list, Right::see_progress)) continue;
    ++counts.all;
    if (!list.reader.empty()) counts.readers.insert(list.reader);
    counts.all_sent = counts.all_sent && list.sent;
    if (list.signed_off) ++counts.done;
    if (list.sent && !list.opened && !list.signed_off) ++counts.not_opened;
  }
  return counts;
}

/// The areas of the lists that the visitor may see anything of, by name.
std::vector<std::string> areas_seen(const Visit& visit, const AuditProgress& progress) {
  std::vector<std::string> areas;
  for (const std::string& area : progress.areas())
    if (visit.may(Right::see_progress, {.area = area})) areas.push_back(area);
  std::ranges::sort(areas, [&](const std::string& left, const std::string& right) {
    return visit.words.before(area_name(visit, left), area_name(visit, right));
  });
  return areas;
}

Html area_tag(const Visit& visit, const AuditProgress& progress, const std::string& area,
              const ListCounts& counts) {
  const Messages& words = visit.words;
  if (progress.areas_signed.contains(area)) return tag(Status::done, words.t("Godkänt"));
  if (!counts.all_sent) return tag(Status::todo, words.t("Inte skickat"));
  if (counts.done == counts.all) return tag(Status::ask, words.t("Väntar på godkännande"));
  if (counts.not_opened > 0)
    return tag(Status::look,
               words.n("{} har inte öppnat", "{} har inte öppnat", counts.not_opened));
  return tag(Status::now, words.t("Pågår"));
}

Html lists_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (at.progress == nullptr || !at.progress->routed) return {};
  const auto areas = areas_seen(visit, *at.progress);
  if (!visit.may_anywhere(Right::see_progress)) return {};
  const Panel about{
      .heading = words.t("Listor per verksamhetsområde"),
      .id = "lists",
      .sentence = words.t("Här syns hur långt granskningen har kommit, aldrig hur snabbt någon "
                          "arbetar.")};
  if (areas.empty())
    return panel(about, empty_state({.icon = Icon::check,
                                     .title = words.t("Inga listor här"),
                                     .body = el("p", {},
                                                words.t("Ingen i ditt område blev lottad den här "
                                                        "gången. Det är slumpen, inte ett "
                                                        "undantag."))}));
  Table shown{.label = words.t("Tabell med listor"),
              .columns = {{words.t("Område")},
                          {words.t("Verksamhetsområdeschef")},
                          {words.t("Granskare"), ColumnKind::number},
                          {words.t("Klara listor")},
                          {words.t("Antal"), ColumnKind::number},
                          {words.t("Läge"), ColumnKind::status}}};
  ListCounts sum;
  const bool may_see_each = visit.may_anywhere(Right::see_lists_status);
  for (const std::string& area : areas) {
    const ListCounts counts = count_lists(visit, *at.progress, area);
    sum.all += counts.all;
    sum.done += counts.done;
    sum.readers.insert(counts.readers.begin(), counts.readers.end());
    const std::string name = area_name(visit, area), heads = area_heads(visit, area);
    shown.rows.push_back(
        {{may_see_each ? link(name, at.url + "/listor") : Html{name},
          heads.empty() ? dim_cell(words.t("Ingen utsedd")) : Cell{heads},
          words.number(static_cast<std::int64_t>(counts.readers.size())),
          bar({{Portion::done, counts.done, {}}, {Portion::none, counts.all - counts.done, {}}}),
          words.f("{} av {}", words.number(counts.done), words.number(counts.all)),
          area_tag(visit, *at.progress, area, counts)}});
  }
  shown.foot = {words.t("Alla"),
                "",
                words.number(static_cast<std::int64_t>(sum.readers.size())),
                "",
                words.f("{} av {}", words.number(sum.done), words.number(sum.all)),
                ""};
  Html below;
  if (may_see_each) below = inset(el("p", {}, link(words.t("Se varje lista"), at.url + "/listor")));
  return panel(about, table(shown) + below);
}

Html sample_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (at.audit == nullptr) return {};
  const json::array& strata = strata_of(at);
  const FrameSize size = frame_size(strata);
  Html body = paragraphs({detection_text(words, size.population, size.sample)});
  if (visit.may_anywhere(Right::see_population)) {
    Html links = link(words.t("Visa vilka som var aktiva"), at.url + "/aktiva");
    if (at.audit->drawn) links += link(words.t("Visa vilka som lottades"), at.url + "/urval");
    body += acts(links);
  }
  return panel({.heading = words.t("Urval"),
                .id = "sample",
                .sentence = words.t("Andelen avrundas uppåt, så den uppnådda är aldrig lägre än "
                                    "den beslutade.")},
               strata_table(visit, strata, at.audit->drawn.has_value()) + inset(body));
}

std::string source_text(const Messages& words, const AuditPapers& papers) {
  if (papers.seed_source.empty()) return words.t("Ingen slumpkälla bestämdes i förväg.");
  if (const auto round = beacon_of(papers.seed_source))
    return words.f("Slumpkälla: omgång {} av det offentliga slumptalet drand, klar {}.",
                   std::to_string(round->number), words.moment(round->at));
  return words.f("Slumpkälla: {}.", papers.seed_source);
}

Html verify_part(const Visit& visit, const AuditAt& at, const std::string& seed) {
  const Messages& words = visit.words;
  Html body =
      el("p", {}, words.t("Rot för listan:")) + hash_text(text_of(at.audit->open, "frame_root"));
  if (!seed.empty()) body += el("p", {}, words.t("Slumptalet:")) + hash_text(seed);
  body += paragraphs(
      {words.t("Hämta protokollet och kör `insyn verify draw` på filen. Programmet räknar om roten "
               "och lottningen och säger om något inte stämmer."),
       words.t("Protokollet har inga namn. Det kan lämnas till vem som helst.")});
  return more(words.t("Kontrollera lottningen själv"), body);
}

Html draw_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (at.audit == nullptr || !at.papers) return {};
  const FrameSize size = frame_size(strata_of(at));
  std::vector<LogLine> lines;
  lines.push_back(
      {words.short_moment(at.progress->opened_at),
       all(words.n("Listan låstes, {} person.", "Listan låstes, {} personer.", size.population),
           " ", source_text(words, *at.papers))});
  if (at.progress->drawn_at)
    lines.push_back({words.short_moment(*at.progress->drawn_at),
                     words.n("{} lottades.", "{} lottades.", size.sample)});
  for (const LeftSample& left : at.progress->left)
    lines.push_back({words.f("Händelse {}", std::to_string(left.seq)),
                     left.replacement.empty()
                         ? words.t("En lottad togs ur urvalet: fel i underlaget.")
                         : words.t("En reserv trädde in: fel i underlaget.")});
  Html body = el("p", {},
                 words.t("Listan låstes innan slumptalet fanns. Därför kunde ingen, inte heller "
                         "Insyn, påverka vem som granskas."));
  const std::string seed = text_of(at.papers->draw, "seed");
  body += log_lines(lines) + verify_part(visit, at, seed);
  if (at.audit->drawn)
    body += acts(link_button(Icon::doc, words.t("Hämta protokollet"), at.url + "/dragning.json"));
  return panel({.heading = words.t("Så lottades det"), .id = "draw"}, inset(body));
}

Html active_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (at.audit == nullptr) return {};
  const FrameSize size = frame_size(strata_of(at));
  Html body = el(
      "p", {},
      words.n("{} person i de grupper som kontrolleras öppnade minst en akt.",
              "{} personer i de grupper som kontrolleras öppnade minst en akt.", size.population));
  const auto checked = visit.look.state.progress.checked.find(at.period.id);
  if (checked == visit.look.state.progress.checked.end())
    body += note(Tone::look, el("p", {}, words.t("Källorna kontrollerades inte före kontrollen.")));
  else if (checked->second.gaps + checked->second.behind > 0)
    body +=
        note(Tone::look, el("p", {},
                            words.t("Loggar saknas. Skälet att göra kontrollen ändå skrivs in i "
                                    "varje lista och rapport.")));
  else
    body += el("p", {},
               words.f("Källorna kontrollerades {} och är kompletta.",
                       words.date(day_of(checked->second.at))));
  if (at.papers)
    if (const json::value* warnings = at.papers->opened.if_contains("warnings"))
      for (const json::value& warning : warnings->as_array())
        body += note(Tone::look, el("p", {}, told(words, std::string_view{warning.as_string()})));
  return panel({.heading = words.t("Aktiva användare"), .id = "active"}, inset(body));
}

/// Why lists go to others, in numbers: who it is stands on the lists' own page.
Html conflicts_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (at.progress == nullptr || !at.progress->routed ||
      !visit.may_anywhere(Right::see_lists_status))
    return {};
  std::map<std::string, std::int64_t> lists;
  std::int64_t moved_rows = 0;
  for (const auto& entry : at.progress->lists) {
    const ListProgress& list = entry.second;
    if (!sees_list(visit, list, Right::see_lists_status)) continue;
    for (const std::string& reason : list.reasons) ++lists[conflict_text(words, reason)];
    for (const MovedRows& moved : list.moved)
      moved_rows += static_cast<std::int64_t>(moved.rows.size());
  }
  std::vector<Reason> found;
  found.reserve(lists.size() + 1);
  for (const auto& [reason, count] : lists)
    found.push_back({Reason::Kind::look, words.t("Att titta på"),
                     words.n("{} lista går till en annan: {}.", "{} listor går till en annan: {}.",
                             count, reason)});
  // Rows that others read leave no trace for those whom they may have been taken from.
  if (moved_rows > 0 && visit.may(Right::route_lists, {}))
    found.push_back({Reason::Kind::look, words.t("Att titta på"),
                     words.n("{} rad läses av någon annan än listans granskare.",
                             "{} rader läses av någon annan än listans granskare.", moved_rows)});
  if (found.empty())
    found.push_back({Reason::Kind::in_favour, words.t("I ordning"),
                     words.t("Inget jäv: varje lista läses av närmaste chef.")});
  return panel({.heading = words.t("Jäv"), .id = "conflicts"}, inset(reasons(found)));
}

Html annul_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (!at.is_going() || !visit.may_anywhere(Right::annul_audit)) return {};
  return panel(
      {.label = words.t("Avbryt kontrollen")},
      inset(more(
          words.t("Avbryt kontrollen"),
          form_to(
              visit, at.url + "/avbryt",
              text_area(words,
                        {.name = "skal",
                         .label = words.t("Skäl"),
                         .help = words.t("Avbrottet går inte att ångra. Kontrollen och skälet "
                                         "finns kvar i loggboken, och perioden kan öppnas på "
                                         "nytt.")},
                        2),
              acts(submit({.text = words.t("Avbryt kontrollen"), .weight = Weight::secondary}))))));
}

std::string sentence_of_audit(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  std::string text =
      words.f("Öppningar {}, {}.", words.days(at.period.days), words.weeks(at.period.days));
  if (at.audit != nullptr && at.audit->annulled) return text + " " + words.t("Avbruten.");
  if (const Step* step = at.current(); step != nullptr && step->due)
    text += " " + words.f("Nästa datum: {} senast {}.", step_title(words, step->kind),
                          words.date(*step->due));
  else if (step == nullptr)
    text += " " + words.t("Alla sex stegen är klara.");
  return text;
}

HttpResponse audit_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = audit_at(visit);
  if (!at) return not_there(visit);
  // One address for each audit: its period leads there, with what was just done.
  if (at->audit != nullptr && visit.path["kontroll"] != at->id) {
    const std::string_view said = visit.request.query["sagt"];
    return said.empty() ? redirect_to(at->url) : done(at->url, said);
  }
  return show(visit, {.title = words.f("Kontroll {}", at->id),
                      .sentence = sentence_of_audit(visit, *at),
                      .entry = "/kontroller",
                      .way = {{words.t("Kontroller"), "/kontroller"}},
                      .body = stepper(visit, *at) + current_step_panel(visit, *at) +
                              lists_panel(visit, *at) + sample_panel(visit, *at) +
                              half(draw_panel(visit, *at) +
                                   stack(active_panel(visit, *at) + conflicts_panel(visit, *at))) +
                              papers_panel(visit, *at) + annul_panel(visit, *at)});
}

}  // namespace

std::vector<PageRoute> audit_page_routes() {
  return {{Method::get, "/kontroller/:kontroll", Right::see_audits, audit_page}};
}

}  // namespace insyn
