#include "papers/incident_list.h"

#include <algorithm>
#include <tuple>

#include "papers/wording.h"

namespace insyn {
namespace {

using paper::ColumnKind;
using paper::day_cell;
using paper::List;
using paper::ListKind;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::Table;

/// `2026-1.1` with hyphens at which no line is broken.
std::string unbroken(std::string_view audit) {
  std::string text;
  for (const char c : audit) text += c == '-' ? "\u2011" : std::string(1, c);
  return text;
}

/// The same for every line, so it stands once: what the regulation wants noted.
List what_is_noted() {
  return {{{"En medarbetare öppnade en akt utan att behöva den i arbetet. Varför står på raden.",
            "Vad som hände"},
           {"Medarbetaren, som har tystnadsplikt, kunde läsa uppgifter i akten.", "Följd"},
           {"Chefen talade med medarbetaren och skrev in förklaringen i listan.", "Åtgärd"},
           {"Så länge det är osannolikt att någon tar skada behöver ett misstag inte anmälas till "
            "Integritetsskyddsmyndigheten (artikel 33.1). Kommer samma misstag ofta, tala med "
            "dataskyddsombudet.",
            "Anmälan"}},
          ListKind::labelled};
}

Table table_of(const std::vector<Incident>& incidents) {
  Table table{.title = "Öppningar av misstag",
              .columns = {{.title = "Bedömd", .kind = ColumnKind::day, .weight = 1.5},
                          {.title = "Kontroll", .weight = 1.2},
                          {.title = "Område", .weight = 3},
                          {.title = "Varför", .weight = 3.5, .row_head = true}},
              .when_empty = "Inget misstag är infört.",
              .id = "misstag"};
  for (const Incident& one : incidents)
    table.rows.push_back({day_cell(one.noted), unbroken(one.audit), one.area_name, one.text});
  return table;
}

}  // namespace

std::vector<Incident> incidents_of(const State& state, std::string_view audit) {
  std::vector<Incident> incidents;
  const AuditProgress* progress = state.progress.audit(audit);
  const AuditReview* review = state.review.audit(audit);
  if (progress == nullptr || review == nullptr) return incidents;
  for (const auto& [code, answers] : review->lists) {
    const auto found = progress->lists.find(code);
    if (found == progress->lists.end()) continue;
    const ListProgress& list = found->second;
    for (const auto& [number, row] : answers.rows) {
      if (row.standing != Standing::acceptable || !list.is_row_signed(number)) continue;
      const bool special =
          !list.is_managers() || parse_user_role(list.part_of(number).value_or("")).has_value();
      incidents.push_back({std::string{audit}, day_of(row.at),
                           special ? std::string{AreaFigures::special} : list.area, row.code});
    }
  }
  return incidents;
}

Document incident_list(std::vector<Incident> incidents, const std::string& audit,
                       const PaperHead& head) {
  // What a list's order would tell of it isn't told.
  std::ranges::sort(incidents, {}, [](const Incident& one) {
    return std::tie(one.noted, one.audit, one.area_name, one.text);
  });
  Document paper =
      begin_paper(head, audit.empty() ? "Incidentlista" : "Incidentlista, kontroll " + audit);
  const auto count = static_cast<std::int64_t>(incidents.size());
  paper.blocks.emplace_back(
      Paragraph{count == 0 ? std::string{"Ingen öppning har bedömts som ett misstag."}
                           : how_many(count, "öppning", "öppningar") +
                                 " behövdes inte i arbetet men var misstag som går att förstå.",
                ParagraphKind::lead});
  paper.blocks.emplace_back(
      Paragraph{"Varje rad är en personuppgiftsincident, och kommunen ska kunna visa den "
                "(artikel 33.5 i dataskyddsförordningen). En rad förs in när listan är "
                "underskriven. Ingen pekas ut: varken medarbetaren, brukaren eller chefen."});
  paper.blocks.emplace_back(what_is_noted());
  paper.blocks.emplace_back(table_of(incidents));
  end_paper(paper, head, "Innehåller inga uppgifter om enskilda personer.");
  return paper;
}

}  // namespace insyn
