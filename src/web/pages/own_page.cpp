#include <algorithm>

#include "app/audit.h"
#include "app/informed.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/sampling/frame.h"
#include "web/look/table.h"
#include "web/pages/frame.h"
#include "web/pages/mail_pages.h"
#include "web/pages/names.h"
#include "web/pages/own_questions.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

const std::string& own_staff(const Visit& visit) { return visit.visitor.holder.staff; }

/// Whether a person stands among the selected of a draw, as `audit draw` printed it.
bool is_selected(const json::object& draw, const std::string& staff) {
  for (const json::value& stratum : array_of(draw, "strata")) {
    if (!stratum.is_object()) continue;
    for (const json::value& one : array_of(stratum.get_object(), "selected"))
      if (one.is_object() && text_of(one.get_object(), "staff") == staff) return true;
  }
  return false;
}

Html roles_panel(const Visit& visit) {
  const Messages& words = visit.words;
  Html items;
  for (const Grant& grant : visit.visitor.holder.grants)
    items += el("li", {}, grant_text(visit, grant));
  const Html roles = items.empty()
                         ? el("p", {{"class", "dim"}}, words.t("Du har ingen roll i Insyn ännu."))
                         : el("ul", {}, items);
  const std::string staff =
      own_staff(visit).empty() ? words.t("Inte kopplat till personalregistret") : own_staff(visit);
  return panel({.heading = words.t("Dina roller"), .id = "roles"},
               inset(roles + facts({{words.t("Namn"), visit.visitor.name},
                                    {words.t("Anställnings-id"), staff}})));
}

Html draws_panel(const Visit& visit) {
  const Messages& words = visit.words;
  const Panel about{.heading = words.t("När du har lottats"),
                    .id = "draws",
                    .sentence = words.t("Att bli lottad är ingen misstanke. Du kan kontrollera att "
                                        "din rad fanns med när det lottades.")};
  if (own_staff(visit).empty())
    return panel(about, empty_state({.icon = Icon::none,
                                     .title = words.t("Du är inte kopplad till personalregistret"),
                                     .body = el("p", {},
                                                words.t("Be administratören lägga in ditt "
                                                        "anställnings-id."))}));
  Table draws{.label = words.t("Kontroller som är lottade"),
              .columns = {{words.t("Kontroll")},
                          {words.t("Läge"), ColumnKind::status},
                          {words.t("Din rad"), ColumnKind::hidden}}};
  for (auto audit = visit.look.state.audits.rbegin(); audit != visit.look.state.audits.rend();
       ++audit) {
    const auto papers = visit.look.audits.find(audit->id);
    if (!audit->drawn || audit->annulled || papers == visit.look.audits.end()) continue;
    draws.rows.push_back(
        {{audit->id,
          is_selected(papers->second->draw, own_staff(visit))
              ? tag(Status::now, words.t("Du lottades"))
              : tag(Status::done, words.t("Du lottades inte")),
          link(words.t("Kontrollera din rad"), "/min-sida/lottning/" + audit->id)}});
  }
  if (draws.rows.empty())
    return panel(about, empty_state({.icon = Icon::none,
                                     .title = words.t("Ingen kontroll är lottad ännu"),
                                     .body = el("p", {},
                                                words.t("Här står sedan varje lottning och "
                                                        "om du kom med."))}));
  return panel(about, table(draws));
}

int signed_version(const Visit& visit) {
  return visit.desk.read([&](Home& home) {
    const auto informed = informed_staff(home);
    const auto found = informed.find(own_staff(visit));
    return found == informed.end() ? 0 : found->second.signed_version;
  });
}

Html information_panel(const Visit& visit) {
  const Messages& words = visit.words;
  const auto& versions = visit.look.state.routine.information;
  const Panel about{.heading = words.t("Information om loggkontrollen"), .id = "information"};
  if (versions.empty())
    return panel(about, inset(el("p", {{"class", "dim"}},
                                 words.t("Ingen information är publicerad ännu."))));
  const int latest = versions.back().version;
  Html body = el("p", {},
                 link(words.f("Läs version {}", words.number(latest)),
                      "/informerad/text/" + std::to_string(latest)));
  const int known = own_staff(visit).empty() ? 0 : signed_version(visit);
  if (known >= latest)
    body += el("p", {}, tag(Status::done, words.t("Kvitterad")));
  else if (!own_staff(visit).empty())
    body += act_button(visit, "/min-sida/kvittera", {.text = words.t("Jag har läst informationen")},
                       hidden("version", std::to_string(latest)));
  return panel(about, inset(body));
}

HttpResponse shown_own_page(const Visit& visit) { return own_page(visit, {}); }

HttpResponse sign(const Visit& visit) {
  const auto version = parse_integer(visit.request.form["version"]);
  constexpr std::int64_t versions_max = 1'000'000;
  if (!version || *version < 1 || *version > versions_max) return not_there(visit);
  const std::function<Result<Done>(Home&)> work = [&](Home& home) {
    return sign_information(home, static_cast<int>(*version));
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  return result ? done("/min-sida", "information-signed")
                : sorry(visit, result.error(), "/min-sida");
}

struct OwnLine {
  std::string line;        ///< empty: not in the frame
  std::size_t lines = 0;   ///< of the whole frame
  bool root_fits = false;  ///< whether all the lines have the root that was committed to
};

/// The visitor's own line out of the frame, and nothing about anybody else.
Result<OwnLine> own_line(const Home& home, const AuditState& audit, const std::string& staff) {
  const auto frame = audit_frame(home, audit.id);
  if (!frame) return fail(frame.error());
  OwnLine own;
  std::vector<std::string> lines;
  for (const json::value& line : frame->at("lines").as_array())
    lines.emplace_back(line.as_string());
  for (const auto& one : frame->at("staff").as_object()) {
    if (one.value().as_string() != staff) continue;
    const std::string end = "/" + std::string{one.key()};
    const auto found =
        std::ranges::find_if(lines, [&](const std::string& line) { return line.ends_with(end); });
    if (found != lines.end()) own.line = *found;
  }
  own.lines = lines.size();
  own.root_fits = to_hex(frame_root(lines)) == text_of(audit.open, "frame_root");
  return own;
}

HttpResponse draw_page(const Visit& visit) {
  const Messages& words = visit.words;
  const AuditState* audit = visit.look.state.audit(visit.path["kontroll"]);
  if (audit == nullptr || !audit->drawn || own_staff(visit).empty()) return not_there(visit);
  const std::function<Result<OwnLine>(Home&)> read = [&](Home& home) {
    return own_line(home, *audit, own_staff(visit));
  };
  const auto own = visit.desk.read(read);
  if (!own) return sorry(visit, own.error(), "/min-sida");
  Html body;
  if (own->line.empty()) {
    body = el("p", {},
              words.t("Du fanns inte med bland dem som kunde lottas. Antingen använde du "
                      "inte systemet under perioden, eller så lottades inte din grupp."));
  } else {
    body = el("p", {}, words.t("Din rad i den låsta listan:")) + hash_text(own->line) +
           el("p", {},
              words.n("Listan har {} rad och låstes innan slumptalet fanns.",
                      "Listan har {} rader och låstes innan slumptalet fanns.",
                      static_cast<std::int64_t>(own->lines))) +
           reasons({{own->root_fits ? Reason::Kind::in_favour : Reason::Kind::look,
                     own->root_fits ? words.t("I ordning") : words.t("Att titta på"),
                     own->root_fits
                         ? words.t("Listans kontrollsumma är den som låstes då.")
                         : words.t("Listans kontrollsumma är en annan än den som låstes. Säg till "
                                   "dataskyddsombudet.")}}) +
           hash_text(text_of(audit->open, "frame_root")) +
           more(words.t("Kontrollera själv"),
                el("p", {},
                   words.t("Protokollet från lottningen innehåller alla rader, utan namn. "
                           "Sök din rad där. Alla raderna ger kontrollsumman ovan (RFC "
                           "6962), och den står i handlingslistan.")));
  }
  return show(visit, {.title = words.f("Din rad i kontroll {}", audit->id),
                      .entry = "/min-sida",
                      .way = {{words.t("Min sida"), "/min-sida"}},
                      .body = panel({.label = words.t("Din rad")}, inset(body))});
}

}  // namespace

HttpResponse own_page(const Visit& visit, const std::optional<AnswerSlip>& slip) {
  const Messages& words = visit.words;
  return show(visit, {.title = words.t("Min sida"),
                      .faulty = slip.has_value(),
                      .sentence = words.t("Det som gäller dig i Insyn."),
                      .entry = "/min-sida",
                      .body = questions_panel(visit, slip) + information_panel(visit) +
                              own_deputies_panel(visit) + own_mail_panel(visit) +
                              draws_panel(visit) + keys_panel(visit) + roles_panel(visit)});
}

std::vector<PageRoute> own_page_routes() {
  std::vector<PageRoute> routes{
      {Method::get, "/min-sida", Right::sign_informed, shown_own_page},
      {Method::post, "/min-sida/kvittera", Right::sign_informed, sign},
      {Method::get, "/min-sida/lottning/:kontroll", Right::sign_informed, draw_page},
  };
  for (const auto& part : {own_question_routes(), mail_routes()})
    routes.insert(routes.end(), part.begin(), part.end());
  return routes;
}

}  // namespace insyn
