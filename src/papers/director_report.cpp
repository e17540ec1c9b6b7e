#include "papers/director_report.h"

#include <algorithm>
#include <cmath>

#include "papers/outcomes.h"
#include "papers/report_parts.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using namespace paper;

Text sentence_with(std::string words, std::string target, std::string after) {
  return {link(std::move(words), std::move(target)), after};
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
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(most, figures.suspicions.size()); ++i) {
    const SuspicionFigures& one = figures.suspicions[i];
    items.push_back({sentence_with("Misstanken från " + date_text(day_of(one.at)),
                                   std::string{suspicions_page} + "/" + std::to_string(one.opened),
                                   " väntar på dig." + clocks_text(one))});
  }
  if (figures.suspicions.size() > most)
    items.push_back({sentence_with(
        how_many(std::ssize(figures.suspicions) - std::ssize(items), "misstanke", "misstankar"),
        std::string{suspicions_page}, " till väntar på dig.")});
}

Box today_box(const AuditFigures& figures) {
  std::vector<ListItem> items;
  add_suspicions(figures, items);
  if (!figures.is_done)
    items.push_back({sentence_with(
        how_many(figures.lists - figures.done, "lista", "listor"), lists_page(figures),
        " är inte underskrivna. Sista dag för svar är " + date_text(figures.schedule.answer_by) +
            ". Fråga verksamhetsområdescheferna vad som behövs.")});
  if (figures.waiting > 0)
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
                       " utan behörighet eller anställning i registren var ändå aktiva. Ge i "
                       "uppdrag att rätta registren.")});
  Box box{"Gör detta i dag", {}, BoxKind::look, 2, "i-dag"};
  if (items.empty())
    box.parts.push_back(
        Paragraph{"Inget i kontrollen väntar på dig. Lägg fram resultatet för "
                  "arbetsutskottet; texten finns nedan."});
  else
    box.parts.push_back(List{std::move(items), ListKind::numbers});
  return box;
}

Facts facts_of(const AuditFigures& figures) {
  const StratumFigures& all = figures.all;
  const std::string lists = lists_page(figures);
  return {{{"Lottade användare", link(of_text(all.drawn, all.population), audit_page(figures)),
            share_text(per_mille_of(all.drawn, all.population)) + " av de aktiva"},
           {"Granskade", link(of_text(all.reviewed, all.drawn), lists),
            of_text(figures.on_time, figures.done) + " listor i tid"},
           {"Öppningar", link(number_text(all.tally.rows), lists),
            how_many(figures.openings, "tillfälle", "tillfällen")},
           {"Misstankar",
            link(number_text(std::ssize(figures.suspicions)), std::string{suspicions_page}),
            how_many(figures.returned, "återlämnad", "återlämnade")}}};
}

/// The words that the director can read out and hand to the press.
Box ready_text(const AuditFigures& figures) {
  std::string text =
      "Vi har granskat vilka som öppnade akter " + days_text(figures.review) + ". Vi lottade " +
      of_text(figures.all.drawn, figures.all.population) + " användare. Deras chefer bedömde " +
      how_many(figures.answered(), "öppning", "öppningar") + ". " + found_sentence(figures) +
      " Lottningen går att kontrollera i efterhand. Den vars akt har öppnats kan "
      "begära att få veta av vem.";
  return {.title = "Text för arbetsutskott och press",
          .parts = {Paragraph{text}},
          .kind = BoxKind::calm,
          .level = 2,
          .id = "pressen"};
}

std::string kappa_text(double kappa) {
  const auto hundredths = static_cast<std::int64_t>(std::lround(kappa * 100));
  std::string digits = std::to_string(std::abs(hundredths) % 100);
  if (digits.size() == 1) digits.insert(0, "0");
  return (hundredths < 0 ? "−" : "") + std::to_string(std::abs(hundredths) / 100) + "," + digits;
}

std::string second_reading_sentence(const AuditFigures& figures) {
  if (figures.second_drawn == 0) return "Ingen öppning har lottats till en andra läsning.";
  std::string text = "Andra läsning: " + of_text(figures.second_read, figures.second_drawn) +
                     " godkända öppningar har lästs en gång till av någon som inte såg det första "
                     "svaret.";
  if (figures.second_read == 0) return text;
  const auto same = static_cast<std::int64_t>(
      std::lround(figures.agreement.observed * static_cast<double>(figures.second_read)));
  text += " Svaret blev detsamma för " + number_text(same);
  if (figures.agreement.kappa)
    text += " (kappa " + kappa_text(*figures.agreement.kappa) +
            "; 1 är full enighet, 0 inte mer än slumpen)";
  return text + ".";
}

std::string before_sentence(const AuditFigures& figures) {
  if (!figures.before) return "Det finns ingen kontroll av samma period förra året i Insyn.";
  const YearBefore& before = *figures.before;
  return "Samma period förra året: " + of_text(before.drawn, before.population) +
         " användare lottades, " +
         how_many(before.tally.rows - before.tally.unanswered, "öppning", "öppningar") +
         " bedömdes, " + how_many(before.suspicions, "misstanke", "misstankar") +
         " lämnades över, " + work_text(before.minutes) + " för granskarna.";
}

std::string cost_sentence(const AuditFigures& figures) {
  std::string text = figures.minutes == 0
                         ? std::string{"Granskarnas tid är inte känd än."}
                         : "Granskarna arbetade " + work_text(figures.minutes) +
                               " med listorna tillsammans; pauser över fem minuter räknas som fem.";
  return text + " Administrationens tid mäts inte i Insyn.";
}

std::string permissions_sentence(const AuditFigures& figures) {
  const PermissionUse& use = figures.permissions;
  if (use.held == 0) return "De lottade har inga behörigheter i registret.";
  return "De lottade hade " + how_many(use.held, "behörighet", "behörigheter") +
         " under perioden. " + number_text(use.opened) +
         " av dem gällde en akt som personen öppnade; " + number_text(use.held - use.opened) +
         " behövdes inte de veckorna. Att ha behörighet räknas aldrig som skäl.";
}

void add_first_page(const AuditFigures& figures, Document& report) {
  auto& blocks = report.blocks;
  blocks.push_back(today_box(figures));
  blocks.push_back(Paragraph{head_sentence(figures), ParagraphKind::lead});
  if (!figures.is_done)
    blocks.push_back(Paragraph{strong("Preliminär: granskningen pågår och siffrorna ändras.")});
  blocks.push_back(facts_of(figures));
  blocks.push_back(Heading{2, "Så många granskades", "andelar"});
  blocks.push_back(strata_table(figures, Links::pages));
  std::string coverage;
  for (const std::string& sentence : coverage_sentences(figures))
    coverage += (coverage.empty() ? "" : " ") + sentence;
  blocks.push_back(Paragraph{coverage, ParagraphKind::small});
  blocks.push_back(Heading{2, "Vad säger kontrollen?", "upptackt"});
  blocks.push_back(Paragraph{detection_sentences(figures)});
  blocks.push_back(ready_text(figures));
}

void add_second_page(const AuditFigures& figures, Document& report) {
  auto& blocks = report.blocks;
  const Tally& tally = figures.all.tally;
  blocks.push_back(PageBreak{});
  blocks.push_back(Heading{2, "Så bedömdes öppningarna", "utfall"});
  blocks.push_back(Paragraph{
      {link(of_text(tally.confirmed, tally.rows), lists_page(figures)),
       " öppningar hade stöd i registren och bekräftades efter en genomläsning. Övriga bedömdes "
       "en och en. En öppning är en medarbetare, en brukare och ett ärende, hur många gånger akten "
       "än öppnades."}});
  blocks.push_back(area_chart(figures));
  blocks.push_back(stratum_outcomes(figures, Links::pages));
  blocks.push_back(Heading{2, "Register och behörigheter", "register"});
  blocks.push_back(Paragraph{registers_sentence(figures) + " " + permissions_sentence(figures)});
  blocks.push_back(Heading{2, "Kvalitet, kostnad och förra året", "kvalitet"});
  std::string quality = second_reading_sentence(figures);
  if (figures.corrections > 0)
    quality += " " + how_many(figures.corrections, "svar har rättats", "svar har rättats") +
               " efter underskrift; rättelserna syns i listorna.";
  blocks.push_back(
      Paragraph{quality + " " + cost_sentence(figures) + " " + before_sentence(figures)});
  blocks.push_back(Heading{2, "Att utveckla", "utveckla"});
  List develop{.items = {}, .kind = ListKind::numbers};
  for (const std::string& item : to_develop(figures)) develop.items.push_back({item});
  if (develop.items.empty())
    blocks.push_back(Paragraph{"Siffrorna pekar inte ut något särskilt."});
  else
    blocks.push_back(std::move(develop));
  blocks.push_back(checkpoint_paragraph(figures));
}

}  // namespace

Document director_report(const AuditFigures& figures, const PaperHead& head) {
  Document report = begin_paper(
      head, "Loggkontroll " + figures.period + ": öppningar " + days_text(figures.review));
  add_first_page(figures, report);
  add_second_page(figures, report);
  end_paper(report, head, secret_rows);
  return report;
}

}  // namespace insyn
