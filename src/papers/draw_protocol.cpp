#include "papers/draw_protocol.h"

#include <algorithm>

#include "base/json.h"
#include "papers/report_parts.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using paper::Cell;
using paper::ColumnKind;
using paper::Facts;
using paper::Heading;
using paper::link;
using paper::List;
using paper::ListItem;
using paper::ListKind;
using paper::number_cell;
using paper::PageBreak;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::share_cell;
using paper::strong;
using paper::Table;

Table strata_of(const AuditMaterial& material) {
  Table table{.title = "Grupper när underlaget låstes",
              .columns = {{.title = "Grupp", .row_head = true},
                          {.title = "Aktiva", .kind = ColumnKind::number},
                          {.title = "Beslutad andel", .kind = ColumnKind::share},
                          {.title = "Antal att lotta", .kind = ColumnKind::number},
                          {.title = "Uppnådd andel", .kind = ColumnKind::share}},
              .id = "grupper"};
  std::int64_t population = 0, sample = 0;
  for (const json::value& value : material.opened.at("strata").as_array()) {
    const json::object& stratum = value.as_object();
    const std::int64_t active = integer_of(stratum, "population");
    const std::int64_t size = integer_of(stratum, "sample_size");
    population += active;
    sample += size;
    table.rows.push_back({text_of(stratum, "label"), number_cell(active),
                          share_cell(integer_of(stratum, "share")), number_cell(size),
                          active == 0 ? Cell{"–"} : share_cell(per_mille_of(size, active))});
  }
  table.foot = {"Alla", number_cell(population), "", number_cell(sample),
                population == 0 ? Cell{"–"} : share_cell(per_mille_of(sample, population))};
  return table;
}

std::string label_of(const AuditMaterial& material, const std::string& id) {
  for (const json::value& value : material.opened.at("strata").as_array())
    if (text_of(value.as_object(), "id") == id) return text_of(value.as_object(), "label");
  return id;
}

List what_was_done(const AuditMaterial& material) {
  List list{.items = {}, .kind = ListKind::labelled};
  const auto by = [](const std::string& name) {
    return name.empty() ? std::string{} : " av " + name;
  };
  list.items.push_back({"Underlaget låstes " + moment_text(material.opened_at) +
                            by(material.opened_by) +
                            ". Därefter kan ingen läggas till eller tas "
                            "bort.",
                        "Öppnad"});
  list.items.push_back(
      {material.seed_source
           ? "Bestämdes när underlaget låstes: " + *material.seed_source + "."
           : std::string{"Bestämdes inte i förväg. Det minskar beviset: den som lottade kunde "
                         "välja bland flera frön."},
       "Fröets källa"});
  if (material.drawn_at)
    list.items.push_back({"Lottningen gjordes " + moment_text(*material.drawn_at) +
                              by(material.drawn_by) + ". Den görs aldrig om.",
                          "Lottad"});
  else
    list.items.push_back({"Lottningen är inte gjord än.", "Lottad"});
  if (!material.opening_reason.empty())
    list.items.push_back({material.opening_reason, "Skäl vid öppnandet"});
  return list;
}

Table drawn_table(const AuditMaterial& material, const std::vector<LeftSample>& left,
                  const DrawnNames& names) {
  Table table{.title = names.empty() ? "Lottade, som pseudonymer" : "Lottade, med namn",
              .columns = {{.title = "Grupp", .row_head = true},
                          {.title = "Plats", .kind = ColumnKind::number},
                          {.title = "Pseudonym"},
                          {.title = names.empty() ? "Anmärkning" : "Namn"}},
              .when_empty = "Ingen är lottad än.",
              .id = names.empty() ? "lottade" : "namn"};
  const auto remark = [&](const std::string& pseudonym) -> std::string {
    if (!names.empty()) {
      const auto name = names.find(pseudonym);
      return name == names.end() ? "okänd" : name->second;
    }
    for (const LeftSample& one : left) {
      if (one.pseudonym == pseudonym) return "utgick: fel i underlaget";
      if (one.replacement == pseudonym) return "från reserven";
    }
    return {};
  };
  for (const DrawnStratum& stratum : material.draw) {
    std::vector<Drawn> drawn = stratum.selected;
    for (const Drawn& reserve : stratum.reserve)
      if (std::ranges::find(left, reserve.pseudonym, &LeftSample::replacement) != left.end())
        drawn.push_back(reserve);
    for (std::size_t i = 0; i < drawn.size(); ++i)
      table.rows.push_back({label_of(material, stratum.id),
                            number_cell(static_cast<std::int64_t>(i) + 1), drawn[i].pseudonym,
                            remark(drawn[i].pseudonym)});
  }
  return table;
}

void add_redo(const AuditMaterial& material, Document& paper) {
  const std::string record = "/kontroller/" + material.audit + "/dragning.json";
  paper.blocks.emplace_back(Heading{2, "Så kan vem som helst göra om lottningen", "om"});
  paper.blocks.emplace_back(List{
      {{{"Hämta protokollets fil: ", link(record, record), "."}},
       {"Kör insyn verify draw FIL. Programmet svarar om lottningen stämmer, utan tillgång till "
        "Insyn."},
       {"Utan programmet: räkna SHA-256 av fröet, som tärningarnas siffror utan mellanslag, och "
        "skriv summan med 64 hexadecimala tecken och små bokstäver. Sätt raden "
        "PERIOD/GRUPP/PSEUDONYM direkt efter och räkna SHA-256 av alltihop. Skriv det talet "
        "decimalt, fyll på till vänster med nollor till 64 siffror, vänd ordningen och sätt 0. "
        "framför. De lägsta talen i varje grupp är lottade (Rivest, arXiv 1808.10016)."},
       {"Varje medarbetare kan se sin egen pseudonym på Min sida och finna den i filen."}},
      ListKind::numbers});
}

void add_checkpoints(const AuditMaterial& material, Document& paper) {
  paper.blocks.emplace_back(Heading{2, "Kontrollsummor", "kontrollsummor"});
  List sums{.items = {}, .kind = ListKind::labelled};
  sums.items.push_back({text_of(material.opened, "frame_root"), "Underlagets rot"});
  sums.items.push_back({checkpoint_line(material.opened_checkpoint), "När det låstes"});
  if (!material.drawn_checkpoint.empty())
    sums.items.push_back({checkpoint_line(material.drawn_checkpoint), "Vid lottningen"});
  for (const ListItem& item : sums.items)
    paper.blocks.emplace_back(
        Paragraph{{strong(item.label + ": "), item.text}, ParagraphKind::code});
  paper.blocks.emplace_back(Paragraph{
      "Roten fanns i loggboken innan fröet fanns. Därför kunde ingen välja vem som lottades.",
      ParagraphKind::small});
}

}  // namespace

std::string seed_text(const std::string& seed) {
  const bool digits = std::ranges::all_of(seed, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return seed;
  std::string text;
  for (std::size_t i = 0; i < seed.size(); ++i) {
    if (i != 0 && i % 5 == 0) text += ' ';
    text += seed[i];
  }
  return text;
}

Document draw_protocol(const AuditMaterial& material, const std::vector<LeftSample>& left,
                       const PaperHead& head, const DrawnNames& names) {
  Document paper = begin_paper(head, "Protokoll över lottningen i loggkontroll " + material.period);
  auto& blocks = paper.blocks;
  blocks.emplace_back(
      Paragraph{"Först låstes listan, sedan kom slumptalet. Ingen kan välja vem som "
                "dras.",
                ParagraphKind::lead});
  blocks.emplace_back(
      Facts{{{"Kontroll", material.audit, material.routine.label},
             {"Period", days_text(material.window), "vilka som kan lottas"},
             {"Öppningar", days_text(material.review), "vad som granskas"},
             {"I underlaget", number_text(std::ssize(material.frame)), "användare"}}});
  blocks.emplace_back(Heading{2, "Underlaget", "underlag"});
  blocks.emplace_back(strata_of(material));
  blocks.emplace_back(Heading{2, "Så gick det till", "gang"});
  blocks.emplace_back(what_was_done(material));
  if (!material.seed.empty())
    blocks.emplace_back(
        Paragraph{{strong("Frö: "), seed_text(material.seed)}, ParagraphKind::code});
  add_redo(material, paper);
  add_checkpoints(material, paper);
  blocks.emplace_back(Heading{2, "Lottade", "lottade-rubrik"});
  blocks.emplace_back(drawn_table(material, left, {}));
  if (!names.empty()) {
    blocks.emplace_back(PageBreak{});
    blocks.emplace_back(Heading{2, "Bilaga: vilka de lottade är", "bilaga"});
    blocks.emplace_back(
        Paragraph{"Bilagan lämnas bara till den som får se vilka som ingår i "
                  "kontrollen."});
    blocks.emplace_back(drawn_table(material, left, names));
  }
  end_paper(paper, head, names.empty() ? counts_only : secret_rows);
  return paper;
}

}  // namespace insyn
