#include "papers/director_report.h"

#include <algorithm>
#include <cmath>

#include "papers/outcomes.h"
#include "papers/report_basis.h"
#include "papers/report_parts.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using paper::Box;
using paper::BoxKind;
using paper::Chart;
using paper::ColumnKind;
using paper::Heading;
using paper::link;
using paper::linked;
using paper::List;
using paper::ListItem;
using paper::ListKind;
using paper::number_cell;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::strong;
using paper::Table;
using paper::TableRow;
using paper::Text;

/// Two pages have room for bars if so few areas are told of, the special readers' line among them.
bool has_picture(const AuditFigures& figures) {
  constexpr std::ptrdiff_t areas_most = 6;
  constexpr std::ptrdiff_t strata_most = 4;
  const std::ptrdiff_t areas = std::ssize(figures.areas);
  const std::ptrdiff_t strata = std::ssize(figures.strata);
  // Several suspicions, or none with what that means, take the last of the room.
  const bool is_full = areas == areas_most && strata == strata_most;
  return areas <= areas_most && strata <= strata_most &&
         (!is_full || figures.suspicions.size() == 1);
}

Text sentence_with(std::string words, std::string target, std::string after) {
  return {link(std::move(words), std::move(target)), std::move(after)};
}

/// The sentence with its number leading to what it counts; whole where the number isn't told.
Text with_link(const std::string& sentence, const std::string& number, std::string target) {
  const std::size_t at = sentence.find(number);
  if (at == std::string::npos) return sentence;
  return {sentence.substr(0, at), link(number, std::move(target)),
          sentence.substr(at + number.size())};
}

/// `Anmälan till …: senast 5 mars 2026 kl. 10.00.` for each clock that runs.
std::string clocks_text(const SuspicionFigures& suspicion) {
  std::string text;
  for (const Clock& clock : suspicion.clocks) {
    if (clock.last_day)
      text += " " + clock.label + ": senast " + date_text(*clock.last_day) + ".";
    else if (clock.due)
      text += " " + clock.label + ": senast " + moment_text(*clock.due) + ".";
  }
  return text.empty() ? " Ingen frist löper än; sätt tiden när du vet att det har hänt." : text;
}

void add_suspicions(const AuditFigures& figures, std::vector<ListItem>& items) {
  constexpr std::ptrdiff_t most = 2;
  std::ptrdiff_t own = 0;
  for (const SuspicionFigures& one : figures.suspicions) {
    if (one.url.empty() || ++own > most) continue;
    items.push_back({sentence_with("Misstanken från " + date_text(day_of(one.at)), one.url,
                                   " väntar på dig." + clocks_text(one))});
  }
  if (own > most)
    items.push_back({sentence_with(how_many(own - most, "misstanke", "misstankar"),
                                   figures.suspicions_url, " till väntar på dig.")});
}

Box today_box(const AuditFigures& figures) {
  std::vector<ListItem> items;
  add_suspicions(figures, items);
  const bool goes_on = !figures.is_done && !figures.is_annulled;
  if (goes_on && !figures.sent_at)
    items.push_back({"Listorna är inte skickade än. Det gör administratören."});
  else if (goes_on)
    items.push_back({sentence_with(
        how_many(figures.lists - figures.done, "lista", "listor"), lists_page(figures),
        " är inte underskrivna. Sista dag för svar är " + date_text(figures.schedule.answer_by) +
            ". Fråga verksamhetsområdescheferna vad som behövs.")});
  if (goes_on && figures.waiting > 0)
    items.push_back(
        {sentence_with(how_many(figures.waiting, "öppning", "öppningar"), lists_page(figures),
                       " som inte kunde klarläggas väntar på att MAS eller "
                       "kvalitetscontroller håller med.")});
  std::int64_t without = 0;
  for (const StratumFigures& stratum : figures.strata)
    if (stratum.finding) without += stratum.population;
  if (without > 0)
    items.push_back(
        {sentence_with(how_many(without, "användare", "användare"), audit_page(figures),
                       " saknar behörighet eller anställning i registren. Låt rätta registren.")});
  Box box{"Gör detta i dag", {}, BoxKind::look, 2, "i-dag"};
  if (items.empty())
    box.parts.emplace_back(
        Paragraph{std::string{"Inget i kontrollen väntar på dig."} +
                  (figures.is_annulled ? ""
                                       : " Lägg fram resultatet för arbetsutskottet; texten finns "
                                         "nedan.")});
  else
    box.parts.emplace_back(List{std::move(items), ListKind::numbers});
  return box;
}

/// The heading line (practice 4.7), each number leading to what it counts.
Paragraph lead_of(const AuditFigures& figures) {
  const std::string count = number_text(std::ssize(figures.suspicions));
  return {{"Loggkontroll " + figures.period + ": ",
           link(of_text(figures.all.reviewed, figures.all.drawn), audit_page(figures)),
           " användare granskade, ", link(number_text(figures.answered()), lists_page(figures)),
           figures.answered() == 1 ? " öppning bedömd, " : " öppningar bedömda, ",
           figures.suspicions_url.empty() ? Text(count) : Text(link(count, figures.suspicions_url)),
           figures.suspicions.size() == 1 ? " misstanke överlämnad." : " misstankar överlämnade."},
          ParagraphKind::lead};
}

/// `Verkställighet, högrisk` of `Verkställighet, högrisk: fler än 15 behörigheter`.
std::string short_label(const std::string& label) { return label.substr(0, label.find(": ")); }

/// Shares and outcomes of the groups; each number leads to the page that counts it.
Table groups_table(const AuditFigures& figures) {
  Table table = strata_table(figures);
  table.tight = true;
  table.title = "Grupper: aktiva användare, andelar, granskade av lottade och utfall";
  // The drawn and the reviewed stand in one column, so that the names of groups have room.
  table.columns.erase(table.columns.begin() + 4);
  const auto add = [&](TableRow& row, const StratumFigures& group) {
    row.front().text = short_label(row.front().text);
    row.erase(row.begin() + 4);
    row[1].link = audit_page(figures);
    row[4] = linked(of_text(group.reviewed, group.drawn), audit_page(figures));
    row.push_back(linked(number_cell(group.tally.rows), lists_page(figures)));
    for (std::size_t i = 1; i < outcomes().size(); ++i)
      row.push_back(outcome_cell(figures, outcomes()[i], group.tally, lists_page(figures)));
  };
  for (std::size_t i = 0; i < figures.strata.size(); ++i) add(table.rows[i], figures.strata[i]);
  add(table.foot, figures.all);
  table.columns.push_back({.title = "Öppningar", .kind = ColumnKind::number});
  for (std::size_t i = 1; i < outcomes().size(); ++i)
    table.columns.push_back(
        {.title = std::string{outcomes()[i].title}, .kind = ColumnKind::number});
  return table;
}

/// Without outcomes.
Table shares_table(const AuditFigures& figures) {
  Table table = strata_table(figures);
  table.tight = true;
  return table;
}

/// The words that the director can read out and hand to the press.
Paragraph ready_text(const AuditFigures& figures) {
  std::string done = figures.is_done ? "Vi har granskat" : "Vi granskar";
  if (figures.is_annulled) done = "Vi började granska";
  const std::string openings = how_many(figures.answered(), "öppning", "öppningar");
  return {done + " vilka som öppnade akter " + days_text(figures.review) + ". Vi lottade " +
          of_text(figures.all.drawn, figures.all.population) + " användare. " + openings +
          (figures.is_done ? " bedömdes. " : " har bedömts hittills. ") + found_sentence(figures) +
          " Den vars akt har öppnats kan begära att få veta av vem."};
}

std::string second_reading_sentence(const AuditFigures& figures) {
  if (figures.second_drawn == 0) return "Ingen öppning har lottats till en andra läsning.";
  std::string text = of_text(figures.second_read, figures.second_drawn) +
                     " öppningar i andra läsningen är lästa av någon som inte såg det första "
                     "svaret";
  if (figures.second_read == 0) return text + ".";
  const auto same = static_cast<std::int64_t>(
      std::lround(figures.agreement.observed * static_cast<double>(figures.second_read)));
  text += "; " + number_text(same) + " svar blev lika";
  if (figures.agreement.kappa)
    text += " (kappa " + decimal_text(*figures.agreement.kappa) + " av högst 1)";
  return text + ".";
}

Text before_text(const AuditFigures& figures) {
  if (!figures.before) return "Det finns ingen kontroll av samma period förra året i Insyn.";
  const YearBefore& before = *figures.before;
  return {link(of_text(before.drawn, before.population), "/kontroller/" + before.audit),
          " lottades i samma period, " +
              how_many(before.tally.rows - before.tally.unanswered, "öppning", "öppningar") +
              " bedömdes, " + how_many(before.suspicions, "misstanke", "misstankar") +
              " lämnades över. Granskarna arbetade " + work_text(before.minutes) + "."};
}

std::string cost_sentence(const AuditFigures& figures) {
  std::string text = figures.minutes == 0 ? std::string{"Granskarnas tid är inte känd än."}
                                          : "Granskarna arbetade " + work_text(figures.minutes) +
                                                " med listorna tillsammans.";
  return text + " Administrationens tid mäts inte i Insyn.";
}

std::string permissions_sentence(const AuditFigures& figures) {
  const PermissionUse& use = figures.permissions;
  if (use.held == 0)
    return use.groups == 0 ? "De lottade har inga behörigheter i registret."
                           : "De lottade har bara behörigheter till grupper av akter.";
  return "De lottade hade " + how_many(use.held, "behörighet", "behörigheter") +
         " till enskilda akter; " + number_text(use.opened) +
         " gällde en akt som personen öppnade, " + number_text(use.held - use.opened) +
         " behövdes inte de veckorna.";
}

void add_what_was_done(const AuditFigures& figures, Document& report) {
  auto& blocks = report.blocks;
  blocks.emplace_back(today_box(figures));
  blocks.emplace_back(lead_of(figures));
  if (const std::string unfinished = unfinished_sentence(figures); !unfinished.empty())
    blocks.emplace_back(
        Paragraph{strong((figures.is_annulled ? "" : "Preliminär. ") + unfinished)});
  blocks.emplace_back(Heading{2, "Så många granskades", "andelar"});
  if (figures.is_reader_involved)
    blocks.emplace_back(shares_table(figures));
  else
    blocks.emplace_back(groups_table(figures));
  std::string coverage;
  for (const std::string& sentence : coverage_sentences(figures))
    coverage += (coverage.empty() ? "" : " ") + sentence;
  const TemporaryStaff& temporary = figures.all.temporary;
  blocks.emplace_back(Paragraph{with_link(coverage, of_text(temporary.drawn, temporary.active),
                                          basis_page(figures, BasisPart::temporary)),
                                ParagraphKind::small});
  blocks.emplace_back(Heading{2, "Vad säger kontrollen?", "upptackt"});
  blocks.emplace_back(Paragraph{with_link(detection_sentences(figures),
                                          of_text(figures.all.drawn, figures.all.population),
                                          audit_page(figures))});
  blocks.emplace_back(Heading{2, "Text för arbetsutskott och press", "pressen"});
  blocks.emplace_back(ready_text(figures));
}

/// Follows how many were confirmed: `; 44 bedömdes en och en; 3 återstår`.
std::string one_by_one(const Tally& tally) {
  std::string text;
  const std::int64_t judged = tally.rows - tally.confirmed - tally.unanswered;
  if (judged > 0) text += "; " + number_text(judged) + " bedömdes en och en";
  if (tally.unanswered > 0) text += "; " + number_text(tally.unanswered) + " återstår";
  return text;
}

void add_outcomes(const AuditFigures& figures, Document& report) {
  auto& blocks = report.blocks;
  const Tally& tally = figures.all.tally;
  blocks.emplace_back(Heading{2, "Så bedömdes öppningarna", "utfall"});
  blocks.emplace_back(Paragraph{
      {link(of_text(tally.confirmed, tally.rows), lists_page(figures)),
       " öppningar hade stöd i registren och bekräftades" + one_by_one(tally) +
           ". En öppning är en medarbetare, en brukare och ett ärende; akterna öppnades vid " +
           how_many(figures.openings, "tillfälle", "tillfällen") + "."}});
  if (figures.is_reader_involved) {
    Table table = public_area_outcomes(figures);
    table.tight = true;
    blocks.emplace_back(std::move(table));
    blocks.emplace_back(Paragraph{suppression_sentence(), ParagraphKind::small});
    return;
  }
  // A picture where two pages have room for it; the table tells the same.
  Chart chart = area_chart(figures);
  chart.table.tight = true;
  if (has_picture(figures))
    blocks.emplace_back(std::move(chart));
  else
    blocks.emplace_back(std::move(chart.table));
}

/// How many items the second page has room for: fewer, the more stands on it. An audit of so many
/// areas that it takes three pages has room for all.
std::ptrdiff_t room_for_development(const AuditFigures& figures) {
  constexpr std::ptrdiff_t most = 3;
  constexpr std::ptrdiff_t rows_on_two_pages = 18;
  constexpr std::ptrdiff_t areas_under_a_picture = 7;
  constexpr std::ptrdiff_t areas_on_two_pages = 13;
  const std::ptrdiff_t areas = std::ssize(figures.areas);
  if (areas > areas_on_two_pages) return most;
  const std::ptrdiff_t room = has_picture(figures)
                                  ? areas_under_a_picture - areas
                                  : rows_on_two_pages - areas - std::ssize(figures.strata);
  return std::clamp<std::ptrdiff_t>(room, 1, most);
}

void add_quality(const AuditFigures& figures, Document& report) {
  auto& blocks = report.blocks;
  blocks.emplace_back(Heading{2, "Register, kvalitet och vad som bör utvecklas", "utveckla"});
  std::string quality = second_reading_sentence(figures);
  if (figures.corrections > 0)
    quality += " " + number_text(figures.corrections) +
               " svar har rättats efter underskrift; rättelserna syns i listorna.";
  blocks.emplace_back(
      Paragraph{{strong("Register. "),
                 with_link(registers_sentence(figures),
                           of_text(figures.unsupported(), figures.all.tally.rows),
                           basis_page(figures, BasisPart::registers)),
                 " ", strong("Behörigheter. "),
                 with_link(permissions_sentence(figures),
                           how_many(figures.permissions.held, "behörighet", "behörigheter"),
                           basis_page(figures, BasisPart::permissions))}});
  blocks.emplace_back(
      Paragraph{{strong("Kvalitet. "),
                 with_link(quality, of_text(figures.second_read, figures.second_drawn),
                           basis_page(figures, BasisPart::quality)),
                 " ", strong("Kostnad. "),
                 with_link(cost_sentence(figures), work_text(figures.minutes),
                           basis_page(figures, BasisPart::time)),
                 " ", strong("Förra året. "), before_text(figures)}});
  List develop{.items = {}, .kind = ListKind::numbers};
  for (std::string& item : to_develop(figures))
    if (std::ssize(develop.items) < room_for_development(figures))
      develop.items.push_back({std::move(item)});
  if (develop.items.empty())
    blocks.emplace_back(Paragraph{"Att utveckla: siffrorna pekar inte ut något särskilt."});
  else
    blocks.emplace_back(std::move(develop));
  blocks.emplace_back(checkpoint_paragraph(figures));
}

}  // namespace

Document director_report(const AuditFigures& figures, const PaperHead& head) {
  Document report =
      begin_paper(head, audit_title(figures) + ": öppningar " + days_text(figures.review));
  add_what_was_done(figures, report);
  add_outcomes(figures, report);
  add_quality(figures, report);
  end_paper(report, head, "Kan vara sekretess (26 kap. OSL).");
  return report;
}

}  // namespace insyn
