#include "papers/list_form.h"

#include <string>
#include <utility>

#include "papers/wording.h"

namespace insyn {
namespace {

using paper::Box;
using paper::BoxKind;
using paper::ColumnKind;
using paper::Facts;
using paper::Field;
using paper::Form;
using paper::Heading;
using paper::List;
using paper::ListKind;
using paper::number_cell;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::strong;
using paper::Table;

Field tick(std::string label) { return {Field::Kind::tick, std::move(label), 1}; }
Field blank(std::string label, double weight = 1) {
  return {Field::Kind::blank, std::move(label), weight};
}

std::string client_line(const RowView& row) {
  std::string text = row.client;
  if (!row.born.empty()) text += ", född " + row.born;
  return row.case_text.empty() ? text : text + " – " + row.case_text;
}

/// The codes are too long to write by hand: `A1` stands for the first ground.
List code_list(const std::vector<ReviewCode>& codes, char letter) {
  List list{.items = {}, .kind = ListKind::labelled};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    std::string text = filled(codes[i].text, {}) + (codes[i].needs_text ? " (skriv hur)." : ".");
    if (!codes[i].note.empty()) text += " " + codes[i].note;
    list.items.push_back({text, letter + std::to_string(i + 1)});
  }
  return list;
}

/// How the row stands, in words; empty while it waits for an answer.
std::string answer_text(const RowView& row) {
  std::string text;
  switch (row.review.standing) {
    case Standing::unanswered:
      return {};
    case Standing::confirmed:
      text = "Bekräftad";
      break;
    case Standing::needed:
      text = "Behövdes i arbetet";
      break;
    case Standing::acceptable:
      text = "Godtagbart misstag";
      break;
    case Standing::suspected:
      text = "Överlämnad som misstanke";
      break;
    case Standing::unclear:
    case Standing::unclear_agreed:
      text = "Kunde inte klarläggas";
      break;
    case Standing::not_asked:
    case Standing::not_asked_agreed:
      text = "Medarbetaren kunde inte frågas";
      break;
  }
  if (!row.code_text.empty()) text += ": " + filled(row.code_text, {});
  if (awaits_countersignature(row.review.standing)) text += ". Väntar på kontrasignering";
  return text + ".";
}

Box row_box(const RowView& row, const ListView& view) {
  Box box{std::to_string(row.number) + ". " + client_line(row), {}, BoxKind::frame, 3};
  box.parts.emplace_back(Paragraph{row.opened});
  if (!row.support.empty()) box.parts.emplace_back(Paragraph{row.support});
  List facts;
  for (const std::string& reason : row.reasons) facts.items.push_back({reason});
  for (const std::string& told : row.told) facts.items.push_back({told});
  for (const std::string& look : row.look)
    facts.items.push_back({{strong("Titta särskilt på: "), look}});
  if (!facts.items.empty()) box.parts.emplace_back(std::move(facts));
  if (const std::string answer = answer_text(row); !answer.empty()) {
    box.parts.emplace_back(Paragraph{{strong("Svar: "), answer}});
    return box;
  }
  box.parts.emplace_back(
      Form{{{tick("1. Ja, " + view.first_name + " behövde öppna akten"), blank("Grund (A)")},
            {tick("2. Nej, men det finns en godtagbar förklaring"), blank("Kod (B)")},
            {tick("3. Nej, misstanke: lämnas över"), blank("Kod (C)")},
            {tick("Kunde inte klarläggas"), tick("Någon annan ska bedöma")},
            {blank("Kommentar")}}});
  return box;
}

Table supported_table(const ListView& view) {
  Table table{.title = "Öppningar med stöd i registren",
              .columns = {{.title = "Nr", .kind = ColumnKind::number},
                          {.title = "Brukare", .weight = 3, .row_head = true},
                          {.title = "Öppnad", .weight = 4},
                          {.title = "Stöd", .weight = 4},
                          {.title = "Svar", .weight = 2}},
              .id = "stod"};
  for (const RowView& row : view.rows) {
    if (!row.facts.supported || row.facts.flagged) continue;
    std::string reasons;
    for (const std::string& reason : row.reasons) reasons += (reasons.empty() ? "" : "\n") + reason;
    table.rows.push_back(
        {number_cell(row.number), client_line(row), row.opened, reasons, answer_text(row)});
  }
  return table;
}

void add_heads(const ListView& view, Document& paper) {
  auto& blocks = paper.blocks;
  blocks.emplace_back(Paragraph{view.person + " valdes genom lottning bland alla som använde " +
                                    view.system + " under perioden. Det är ingen misstanke.",
                                ParagraphKind::lead});
  Facts facts{{{"Öppningar", number_text(std::ssize(view.rows)),
                number_text(view.supported) + " har stöd i registren"},
               {"Period", days_text(view.window), view.unit},
               {"Svar senast", view.answer_by ? date_text(*view.answer_by) : "inte bestämt",
                "ungefär " + how_many(view.minutes, "minut", "minuter")}}};
  if (view.denied > 0)
    facts.facts.push_back({"Nekade försök", number_text(view.denied), "under perioden"});
  blocks.emplace_back(std::move(facts));
}

void add_rows(const ListView& view, const ReviewRules& rules, Document& paper) {
  auto& blocks = paper.blocks;
  const std::string name = view.first_name;
  blocks.emplace_back(
      Heading{2, "Behöver din bedömning (" + number_text(view.to_judge) + ")", "bedom"});
  bool any = false;
  for (const RowView& row : view.rows) {
    if (row.facts.supported && !row.facts.flagged) continue;
    blocks.emplace_back(row_box(row, view));
    any = true;
  }
  if (!any)
    blocks.emplace_back(
        Paragraph{"Alla rader har stöd i registren. Titta igenom dem och skriv under."});
  blocks.emplace_back(
      Heading{2, "Har stöd i registren (" + number_text(view.supported) + ")", "har-stod"});
  blocks.emplace_back(supported_table(view));
  blocks.emplace_back(Form{{{tick(rules.guidance.bulk)}}});
  blocks.emplace_back(Paragraph{filled(rules.guidance.question, {{"förnamn", name}})});
  blocks.emplace_back(Form{{{tick("Nej"), tick("Ja, ta ut raderna"), blank("Nr")}}});
}

void add_guidance(const ListView& view, const ReviewRules& rules, Document& paper) {
  auto& blocks = paper.blocks;
  const std::vector<Place> places{{"förnamn", view.first_name},
                                  {"Förnamn", view.first_name},
                                  {"överordnad", view.next_in_line},
                                  {"datum", "……"}};
  blocks.emplace_back(Heading{2, "Vägledning", "vagledning"});
  const ReviewGuidance& guide = rules.guidance;
  for (const std::string& text :
       {view.authority ? guide.step1_authority : guide.step1_delivery, guide.step1, guide.step2,
        guide.read_out, guide.wait, guide.conflict})
    if (!text.empty()) blocks.emplace_back(Paragraph{filled(text, places)});
  blocks.emplace_back(Heading{2, "Koder", "koder"});
  blocks.emplace_back(Heading{3, "A. Grund: det behövdes i arbetet"});
  blocks.emplace_back(code_list(rules.grounds, 'A'));
  blocks.emplace_back(Heading{3, "B. Godtagbar förklaring: ej behörig men förståeligt"});
  blocks.emplace_back(code_list(rules.acceptable, 'B'));
  blocks.emplace_back(Heading{3, "C. Aldrig godtagbart: lämnas över"});
  blocks.emplace_back(code_list(rules.never, 'C'));
}

/// The end of the form: what is signed, or by whom it was.
void add_signature(const ListView& view, Document& paper) {
  Box box{"Underskrift", {}, BoxKind::frame, 2, "underskrift"};
  if (view.signed_at) {
    box.parts.emplace_back(Paragraph{view.sign_off_text});
    box.parts.emplace_back(
        Paragraph{"Underskriven " + moment_text(*view.signed_at) + " av " + view.signed_by + "."});
  } else {
    box.parts.emplace_back(Paragraph{"Jag har granskat " + view.person + ", öppningar " +
                                     days_text(view.window) +
                                     ". Jag har själv tittat på raderna och är inte jävig."});
    box.parts.emplace_back(
        Form{{{blank("Datum"), blank("Namnteckning", 2)}, {blank("Namnförtydligande")}}});
  }
  paper.blocks.emplace_back(std::move(box));
}

}  // namespace

Document list_form(const ListView& view, const Routine& routine, const PaperHead& head) {
  Document paper =
      begin_paper(head, "Granska öppningar av " + view.person + ", " + days_text(view.window));
  add_heads(view, paper);
  add_rows(view, routine.review, paper);
  add_guidance(view, routine.review, paper);
  add_signature(view, paper);
  paper.closing.push_back(
      {"Vissa rader granskas alltid av någon annan än chefen, till exempel om "
       "de rör en anställd. Du ser inte om det gäller den här listan.",
       ParagraphKind::small});
  paper.closing.push_back({"Listan, svaren och blanketten sparas till " +
                               date_text(kept_until(view.window, routine.retention.lists_years)) +
                               ". Därefter ska de gallras.",
                           ParagraphKind::small});
  end_paper(paper, head, secret_rows);
  return paper;
}

namespace {

void add_what_was_handed_over(const SuspicionView& view, Document& paper) {
  auto& blocks = paper.blocks;
  blocks.emplace_back(Heading{2, "Vad som lämnades över", "overlamnat"});
  List facts{.items = {}, .kind = ListKind::labelled};
  facts.items.push_back({moment_text(view.state.at) +
                             (view.handed_over_by.empty() ? "" : " av " + view.handed_over_by),
                         "Överlämnad"});
  if (!view.person.empty()) facts.items.push_back({view.person, "Medarbetare"});
  if (view.row) {
    facts.items.push_back({client_line(*view.row), "Brukare"});
    facts.items.push_back({view.row->opened, "Öppningar"});
    for (const std::string& reason : view.row->reasons)
      facts.items.push_back({reason, "I registren"});
    for (const std::string& told : view.row->told) facts.items.push_back({told, "I registren"});
    for (const std::string& look : view.row->look)
      facts.items.push_back({look, "Titta särskilt på"});
  }
  if (!view.code_text.empty()) facts.items.push_back({filled(view.code_text, {}), "Bedömning"});
  if (!view.text.empty()) facts.items.push_back({view.text, "Granskaren skriver"});
  facts.items.push_back({view.state.evidence_sha256, "Bevisets kontrollsumma"});
  blocks.emplace_back(std::move(facts));
  if (view.person.empty() && !view.row)
    blocks.emplace_back(
        Paragraph{"Du ser frister och beslut, inte vem det gäller eller vad som "
                  "öppnades."});
}

Table clock_table(const SuspicionView& view) {
  Table table{.title = "Frister",
              .columns = {{.title = "Frist", .weight = 3, .row_head = true},
                          {.title = "Började", .weight = 2},
                          {.title = "Senast", .weight = 2}},
              .when_empty = "Rutinen har inga frister.",
              .id = "frister"};
  for (const Clock& clock : view.clocks) {
    std::string due = "–";
    if (clock.last_day)
      due = date_text(*clock.last_day);
    else if (clock.due)
      due = moment_text(*clock.due);
    table.rows.push_back(
        {clock.label, clock.started ? moment_text(*clock.started) : "har inte börjat", due});
  }
  return table;
}

}  // namespace

Document suspicion_form(const SuspicionView& view, const RetentionRules& retention,
                        const PaperHead& head) {
  Document paper = begin_paper(head, "Blankett för uppföljning: misstänkt sekretessbrott " +
                                         std::to_string(view.state.opened));
  auto& blocks = paper.blocks;
  blocks.emplace_back(
      Paragraph{"En misstanke är ingen dom. Handläggningen följer rutinen för "
                "sekretessbrott.",
                ParagraphKind::lead});
  add_what_was_handed_over(view, paper);
  if (view.state.returned)
    blocks.emplace_back(Paragraph{strong("Misstanken är återlämnad: den var ingen.")});
  blocks.emplace_back(Heading{2, "Frister", "frister-rubrik"});
  blocks.emplace_back(clock_table(view));
  blocks.emplace_back(Heading{2, "Uppföljning", "uppfoljning"});
  blocks.emplace_back(Form{{{tick("Samtal med medarbetaren"), blank("Datum")},
                            {tick("HR kontaktad"), blank("Namn, datum")},
                            {tick("Polisanmälan övervägs; då väntar varning"), blank("Datum")},
                            {blank("Utredningens resultat")},
                            {blank("")}}});
  blocks.emplace_back(Heading{2, "Beslut", "beslut"});
  blocks.emplace_back(Form{{{tick("Ingen åtgärd"), tick("Korrigerande samtal"), tick("Varning")},
                            {tick("Uppsägning"), tick("Polisanmälan"), tick("Anmälan till IMY")},
                            {blank("Datum"), blank("Namnteckning", 2)}}});
  paper.closing.push_back({"Misstanken sparas i " + std::to_string(retention.suspicions_years) +
                               " år räknat från öppningarna. Därefter ska den gallras.",
                           ParagraphKind::small});
  end_paper(paper, head, secret_rows);
  return paper;
}

}  // namespace insyn
