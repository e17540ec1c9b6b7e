#include "papers/report_basis.h"

#include <array>

#include "papers/report_parts.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using paper::ColumnKind;
using paper::Fact;
using paper::Facts;
using paper::Heading;
using paper::link;
using paper::linked;
using paper::number_cell;
using paper::Paragraph;
using paper::Table;
using paper::TableRow;

constexpr std::array<std::string_view, 5> ids{"vikarier", "register", "behorigheter", "kvalitet",
                                              "tid"};

Heading heading(BasisPart part, std::string text) {
  return {2, std::move(text), std::string{ids[static_cast<std::size_t>(part)]}};
}

Fact fact(std::string label, std::int64_t count, const std::string& target = {}) {
  const std::string number = number_text(count);
  return {std::move(label), target.empty() ? paper::Text(number) : link(number, target)};
}

void add_temporary(const AuditFigures& figures, Document& paper) {
  paper.blocks.emplace_back(heading(BasisPart::temporary, "Vikarier"));
  paper.blocks.emplace_back(
      Paragraph{"Som vikarie räknas den vars alla anställningar under perioden hade ett slutdatum "
                "i registret "
                "när kontrollen öppnades. Vikarier lottas i sin grupp som alla andra."});
  Table table{.title = "Vikarier bland aktiva och lottade",
              .columns = {{.title = "Grupp", .row_head = true},
                          {.title = "Aktiva", .kind = ColumnKind::number},
                          {.title = "varav vikarier", .kind = ColumnKind::number},
                          {.title = "Lottade", .kind = ColumnKind::number},
                          {.title = "varav vikarier", .kind = ColumnKind::number}},
              .when_empty = "Ingen grupp lottades."};
  const auto row = [](const std::string& name, const StratumFigures& group) {
    return TableRow{name, number_cell(group.population), number_cell(group.temporary.active),
                    number_cell(group.drawn), number_cell(group.temporary.drawn)};
  };
  for (const StratumFigures& group : figures.strata) table.rows.push_back(row(group.label, group));
  if (!table.rows.empty()) table.foot = row("Alla", figures.all);
  paper.blocks.emplace_back(std::move(table));
}

/// How often each code was the answer; their sum below.
Table codes_table(std::string title, std::string column, const std::vector<CodeCount>& codes,
                  const std::string& target) {
  Table table{.title = std::move(title),
              .columns = {{.title = std::move(column), .row_head = true},
                          {.title = "Öppningar", .kind = ColumnKind::number}},
              .when_empty = "Inga."};
  std::int64_t sum = 0;
  for (const CodeCount& one : codes) {
    table.rows.push_back({filled(one.text, {}), linked(number_cell(one.count), target)});
    sum += one.count;
  }
  if (!table.rows.empty()) table.foot = {"Alla", number_cell(sum)};
  return table;
}

void add_registers(const AuditFigures& figures, Document& paper) {
  const std::string lists = lists_page(figures);
  paper.blocks.emplace_back(heading(BasisPart::registers, "Vad registren inte förklarade"));
  paper.blocks.emplace_back(Paragraph{
      "En öppning är en medarbetare, en brukare och ett ärende, hur många gånger akten än "
      "öppnades. "
      "Den är förklarad om varje tillfälle har stöd i registren: en plats på brukarens enhet, ett "
      "ärende, ett uppdrag, ett pass. En behörighet förklarar ingenting."});
  paper.blocks.emplace_back(Facts{{fact("Öppningar", figures.all.tally.rows, lists),
                                   fact("Förklarade av registren", figures.supported, lists),
                                   fact("Inte förklarade", figures.unsupported(), lists)}});
  paper.blocks.emplace_back(codes_table("Skäl till att en oförklarad öppning behövdes i arbetet",
                                        "Skäl", figures.grounds, lists));
  paper.blocks.emplace_back(codes_table("Misstag, bland alla öppningar", "Förklaring",
                                        figures.mistakes, mistakes_page(figures)));
  paper.blocks.emplace_back(Facts{{fact("Fick stöd av en ersättare som registrerades i efterhand",
                                        figures.late_deputies, lists),
                                   fact("Nekade försök", figures.denied, lists)}});
}

void add_permissions(const AuditFigures& figures, Document& paper) {
  const PermissionUse& use = figures.permissions;
  paper.blocks.emplace_back(heading(BasisPart::permissions, "Behörigheter"));
  paper.blocks.emplace_back(Paragraph{
      "En behörighet är här ett system och en akt som en lottad person fick öppna någon gång under "
      "perioden, enligt registret. Den räknas som använd om personen öppnade den akten. Att den "
      "inte "
      "användes är inget fel; många sådana är skäl att gå igenom vilka som behövs. En behörighet "
      "till "
      "en grupp av akter räknas för sig: registren visar inte vilka akter som hör till gruppen."});
  Table table{.title = "De lottades behörigheter till enskilda akter",
              .columns = {{.title = "Behörigheter", .row_head = true},
                          {.title = "Antal", .kind = ColumnKind::number}},
              .rows = {{"Gällde en akt som personen öppnade", number_cell(use.opened)},
                       {"Behövdes inte de veckorna", number_cell(use.held - use.opened)}},
              .foot = {"Alla", number_cell(use.held)}};
  paper.blocks.emplace_back(std::move(table));
  paper.blocks.emplace_back(Facts{{fact("Behörigheter till grupper av akter", use.groups)}});
}

/// `kappa = (0,90 − 0,50) / (1 − 0,50) = 0,80`.
std::string kappa_sentence(const Agreement& agreement) {
  if (!agreement.kappa)
    return "Kappa går inte att räkna: ingen öppning är läst två gånger, eller så fick alla samma "
           "svar.";
  const std::string by_chance = decimal_text(agreement.expected);
  return "Lika svar: " + decimal_text(agreement.observed) + " av 1. Slumpen ensam hade gett " +
         by_chance + ". Kappa = (" + decimal_text(agreement.observed) + " − " + by_chance +
         ") / (1 − " + by_chance + ") = " + decimal_text(*agreement.kappa) +
         ". 1 är att alla svar är lika, 0 är att de inte är mer lika än av en slump (Cohen 1960).";
}

void add_quality(const AuditFigures& figures, Document& paper) {
  static constexpr std::array<std::string_view, 3> answers{"Behövdes", "Misstag",
                                                           "Oklar, misstanke"};
  paper.blocks.emplace_back(heading(BasisPart::quality, "Andra läsningen"));
  paper.blocks.emplace_back(
      Paragraph{"En del av de öppningar som friats lottas till någon som inte ser det första "
                "svaret. Så märks "
                "om två läsare svarar olika. Det räknas för hela kontrollen, aldrig för en chef."});
  paper.blocks.emplace_back(
      Facts{{fact("Lottade", figures.second_drawn), fact("Lästa", figures.second_read),
             fact("Rättade svar efter underskrift", figures.corrections, lists_page(figures))}});
  Table table{.title = "Första svaret (rader) och det andra (kolumner)",
              .columns = {{.title = "Första svaret", .row_head = true}}};
  for (const std::string_view answer : answers)
    table.columns.push_back({.title = std::string{answer}, .kind = ColumnKind::number});
  for (std::size_t first = 0; first < answers.size(); ++first) {
    TableRow row{std::string{answers.at(first)}};
    for (const std::int64_t count : figures.second_answers.at(first))
      row.push_back(number_cell(count));
    table.rows.push_back(std::move(row));
  }
  if (figures.second_read > 0) paper.blocks.emplace_back(std::move(table));
  paper.blocks.emplace_back(Paragraph{kappa_sentence(figures.agreement)});
}

void add_time(const AuditFigures& figures, Document& paper) {
  paper.blocks.emplace_back(heading(BasisPart::time, "Granskarnas tid"));
  paper.blocks.emplace_back(Paragraph{
      "Tiden räknas medan någon arbetar i en lista; en paus på mer än fem minuter räknas som fem. "
      "Den läggs ihop för hela kontrollen och visas aldrig för en person eller en lista. Samtal, "
      "svar "
      "på papper och administrationens tid är inte med."});
  std::vector<Fact> facts{fact("Listor", figures.lists, lists_page(figures)),
                          fact("Underskrivna", figures.done, lists_page(figures)),
                          {"Tid tillsammans", work_text(figures.minutes)}};
  constexpr std::int64_t persons_least = 5;  // fewer could be told apart
  if (figures.is_done && figures.lists >= persons_least)
    facts.push_back({"I snitt per lista", work_text(figures.minutes / figures.lists)});
  paper.blocks.emplace_back(Facts{std::move(facts)});
}

}  // namespace

std::string basis_page(const AuditFigures& figures, BasisPart part) {
  return audit_page(figures) + "/underlag#" + std::string{ids[static_cast<std::size_t>(part)]};
}

Document report_basis(const AuditFigures& figures, const PaperHead& head) {
  Document paper = begin_paper(head, "Underlag till rapporten: " + audit_title(figures));
  paper.blocks.emplace_back(
      Paragraph{{"Så räknades de tal i ", link("rapporten", audit_page(figures) + "/rapport"),
                 " som inte står på någon annan sida i Insyn."},
                paper::ParagraphKind::lead});
  if (const std::string unfinished = unfinished_sentence(figures); !unfinished.empty())
    paper.blocks.emplace_back(Paragraph{paper::strong(unfinished)});
  add_temporary(figures, paper);
  add_registers(figures, paper);
  add_permissions(figures, paper);
  add_quality(figures, paper);
  add_time(figures, paper);
  end_paper(paper, head, counts_only);
  return paper;
}

}  // namespace insyn
