#include "papers/report_parts.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "domain/sampling/detection.h"
#include "papers/wording.h"

namespace insyn {

std::string audit_page(const AuditFigures& figures) { return "/kontroller/" + figures.audit; }
std::string lists_page(const AuditFigures& figures) {
  return figures.reads_lists ? audit_page(figures) + "/listor" : std::string{};
}
std::string lists_page(const AuditFigures& figures, const AreaFigures& area) {
  if (area.is_special() || !figures.reads_lists) return lists_page(figures);
  return lists_page(figures) + (area.id.empty() ? "#area" : "#area-" + area.id);
}
std::string mistakes_page(const AuditFigures& figures) {
  return "/incidenter?kontroll=" + figures.audit;
}

std::string head_sentence(const AuditFigures& figures) {
  return "Loggkontroll " + figures.period + ": " +
         of_text(figures.all.reviewed, figures.all.drawn) + " användare granskade, " +
         how_many(figures.answered(), "öppning bedömd", "öppningar bedömda") + ", " +
         how_many(std::ssize(figures.suspicions), "misstanke överlämnad.",
                  "misstankar överlämnade.");
}

namespace {

/// The group in which five who did wrong are least likely to be among the drawn.
const StratumFigures* least_likely(const AuditFigures& figures) {
  const StratumFigures* least = nullptr;
  std::int64_t lowest = 1'000'001;
  for (const StratumFigures& stratum : figures.strata) {
    if (stratum.population < 5) continue;
    const std::int64_t chance = detection_millionths(stratum.population, stratum.drawn, 5);
    if (chance < lowest) least = &stratum;
    lowest = std::min(lowest, chance);
  }
  return least;
}

/// What people wrote, which may end as a sentence already.
std::string as_sentence(const std::string& text) {
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') ? text : text + ".";
}

/// Follows how many were drawn.
std::string chances(const AuditFigures& figures) {
  const std::int64_t active = figures.all.population;
  const std::int64_t drawn = figures.all.drawn;
  std::string text =
      ". Om en enda av dem hade öppnat akter utan rätt under perioden fanns personen med i "
      "urvalet i ungefär " +
      of_hundred(detection_millionths(active, drawn, 1)) + " fall av 100";
  if (active >= 5)
    text += "; om fem, slumpvis spridda, hade gjort det, i " +
            of_hundred(detection_millionths(active, drawn, 5)) + " av 100 minst en av dem";
  text += ".";
  const StratumFigures* least = least_likely(figures);
  if (least != nullptr && figures.strata.size() > 1)
    text += " Minst är chansen i " + least->label + ": " +
            of_hundred(detection_millionths(least->population, least->drawn, 5)) +
            " av 100, om alla fem finns där.";
  return text;
}

}  // namespace

std::string detection_sentences(const AuditFigures& figures) {
  const std::int64_t active = figures.all.population;
  const std::int64_t drawn = figures.all.drawn;
  std::string text = of_text(drawn, active) + " användare lottades";
  if (active == 0) return text + ".";
  if (drawn == active)
    text += ", alltså alla. Den som hade öppnat akter utan rätt under perioden var med i urvalet.";
  else
    text += chances(figures);
  if (!figures.not_scheduled.empty())
    text +=
        " I " + joined(figures.not_scheduled) + " lottas ingen den här perioden; där är chansen 0.";
  return text +
         " Talet säger vilka som granskas, inte att granskaren märker felet. Veckorna utanför "
         "perioden har inte kontrollerats.";
}

std::string unfinished_sentence(const AuditFigures& figures) {
  if (figures.is_annulled) return "Kontrollen avbröts. Siffrorna visar hur långt den kom.";
  if (figures.is_done) return {};
  return "Granskningen är inte klar: " + how_many(figures.lists - figures.done, "lista", "listor") +
         " återstår.";
}

std::string audit_title(const AuditFigures& figures) {
  return "Loggkontroll " + figures.period + (figures.is_annulled ? " (avbruten)" : "");
}

std::string found_sentence(const AuditFigures& figures) {
  const std::int64_t found = std::ssize(figures.suspicions);
  const std::string unfinished = unfinished_sentence(figures);
  if (found > 0)
    return "Kontrollen ledde till " + how_many(found, "misstanke", "misstankar") +
           (found == 1 ? ". Den handläggs" : ". De handläggs") +
           " för sig och redovisas inte här." + (unfinished.empty() ? "" : " " + unfinished);
  if (!unfinished.empty())
    return unfinished + (figures.is_annulled
                             ? " Det går inte att säga vad den hade funnit."
                             : " Därför går det ännu inte att säga vad kontrollen fann.");
  struct Bound {
    std::int64_t most = 0;
    std::string text;
  };
  std::vector<Bound> bounds;
  for (const StratumFigures& stratum : figures.strata) {
    if (stratum.population == 0) continue;
    const std::int64_t most = upper_bound_95(stratum.population, stratum.reviewed, 0);
    bounds.push_back({most, of_text(most, stratum.population) + " i " + stratum.label});
  }
  constexpr std::size_t told = 6;  // of a routine that draws in each unit, those with the most
  const bool all = bounds.size() <= told;
  if (!all) {
    std::ranges::stable_sort(bounds, std::ranges::greater{}, &Bound::most);
    bounds.resize(told);
  }
  std::vector<std::string> texts;
  texts.reserve(bounds.size());
  for (Bound& bound : bounds) texts.push_back(std::move(bound.text));
  return "Kontrollen fann ingen misstänkt obehörig öppning. Det utesluter inte att sådana finns: "
         "om granskarna märker varje fel var det, i varje grupp för sig med 95 procents säkerhet, "
         "högst " +
         joined(texts) + (all ? "." : "; i övriga grupper inte fler.");
}

namespace {

/// `Loggar saknas: 1 dag utan de händelser som brukar finnas.`; one of the two isn't 0.
std::string missing_logs(const SourceFigures& sources) {
  std::vector<std::string> parts;
  if (sources.gaps > 0)
    parts.push_back(how_many(sources.gaps, "dag", "dagar") +
                    " utan de händelser som brukar finnas");
  if (sources.behind > 0)
    parts.push_back(how_many(sources.behind, "källa", "källor") + " som slutar före perioden");
  return "Loggar saknas: " + joined(parts) + ".";
}

}  // namespace

std::vector<std::string> coverage_sentences(const AuditFigures& figures) {
  std::vector<std::string> sentences;
  const SourceFigures& sources = figures.sources;
  if (!sources.checked)
    sentences.emplace_back("Om loggarna var kompletta prövades inte innan kontrollen öppnades.");
  else if (sources.gaps == 0 && sources.behind == 0)
    sentences.emplace_back("Loggarna prövades före kontrollen och var kompletta alla dagar.");
  else
    sentences.push_back(
        missing_logs(sources) + " Skäl att granska ändå: " +
        (sources.reason.empty() ? "finns inte kvar." : as_sentence(sources.reason)));
  const TemporaryStaff& temporary = figures.all.temporary;
  if (temporary.active == 0)
    sentences.emplace_back(
        "Ingen av de aktiva hade enbart anställningar med slutdatum (vikarier) i registret.");
  else
    sentences.push_back(of_text(temporary.drawn, temporary.active) + " vikarier lottades (" +
                        share_text(per_mille_of(temporary.drawn, temporary.active)) +
                        "). Som vikarie räknas den vars alla anställningar under perioden hade "
                        "ett slutdatum i registret när kontrollen öppnades.");
  if (figures.replaced > 0)
    sentences.push_back(how_many(figures.replaced, "lottad", "lottade") +
                        " lämnade urvalet för att underlaget var fel, och reserven gick in.");
  return sentences;
}

namespace {

/// What a ground is called in a report, and what the municipality can do so that the registers see
/// it next time.
struct GroundWords {
  std::string name, action;
};

GroundWords words_for(const CodeCount& ground) {
  static const std::map<std::string_view, GroundWords> known{
      {"unregistered", {"uppdrag som saknas i registret", "för in uppdragen när de börjar"}},
      {"deputy", {"utsedd ersättare", "för in utsedda ersättare i registret"}},
      {"other_unit", {"pass på annan enhet", "registrera sådana pass i schemat"}},
      {"on_call", {"jour, larm eller akut händelse", "registrera vilka enheter jouren täcker"}},
      {"intake", {"förfrågan eller anmälan", "för in dem i mottagningens register"}},
      {"planning", {"planering eller teammöte", "registrera dem som uppdrag"}},
      {"introduction", {"introduktion eller handledning", "registrera den i schemat"}},
      {"deviation", {"avvikelse eller egenkontroll", "registrera det som uppdrag"}},
      {"fees", {"avgift, fakturering eller statistik", "registrera det som uppdrag"}},
      {"system_support", {"support eller felsökning", "registrera det som uppdrag"}},
      {"afterwards", {"efterarbete", "låt relationen gälla tills efterarbetet är klart"}},
      {"system", {"systemet loggade själv", "be leverantören att inte logga listor"}},
  };
  const auto found = known.find(ground.code);
  if (found != known.end()) return found->second;
  return {filled(ground.text, {}), "se över hur skälet kan föras in i registren"};
}

}  // namespace

std::string registers_sentence(const AuditFigures& figures) {
  const std::int64_t rows = figures.all.tally.rows;
  if (rows == 0) return "De lottade öppnade inga akter under perioden.";
  std::string text = share_text(per_mille_of(figures.unsupported(), rows)) + " av öppningarna (" +
                     of_text(figures.unsupported(), rows) +
                     ") gick inte att förklara av registren.";
  if (figures.grounds.empty()) return text;
  std::vector<std::string> reasons;
  for (const CodeCount& ground : figures.grounds) {
    if (reasons.size() == 3) break;
    reasons.push_back(words_for(ground).name + " (" + number_text(ground.count) + ")");
  }
  return text + " Vanligaste skälen: " + joined(reasons) +
         ". Föreslagen åtgärd: " + words_for(figures.grounds.front()).action + ".";
}

std::vector<std::string> to_develop(const AuditFigures& figures) {
  std::vector<std::string> all;
  for (const CodeCount& mistake : figures.mistakes)
    if (mistake.code == "wrong_person")
      all.push_back(how_many(mistake.count, "öppning", "öppningar") +
                    " gällde fel person. Be leverantören visa födelseår i söklistan.");
  for (const CodeCount& ground : figures.grounds)
    if (all.size() < 4)
      all.push_back("Skälet ”" + words_for(ground).name + "” gav " +
                    how_many(ground.count, "bedömning", "bedömningar") +
                    ". Åtgärd: " + words_for(ground).action + ".");
  if (figures.late_deputies > 0)
    all.push_back(how_many(figures.late_deputies, "rad", "rader") +
                  " fick stöd av en ersättare som registrerades i efterhand. Utse ersättare "
                  "innan de behövs.");
  if (figures.permissions.held > 2 * figures.permissions.opened)
    all.push_back("De lottade hade " +
                  how_many(figures.permissions.held, "behörighet", "behörigheter") +
                  " till enskilda akter men använde " + number_text(figures.permissions.opened) +
                  " under perioden. Gå igenom vilka som behövs.");
  if (figures.all.drawn < 12)
    all.push_back("Bara " + how_many(figures.all.drawn, "person", "personer") +
                  " lottades. Så är rutinen; en större andel säger mer.");
  if (all.size() > 5) all.resize(5);
  return all;
}

paper::Table strata_table(const AuditFigures& figures) {
  using paper::Cell;
  using paper::ColumnKind;
  using paper::number_cell;
  using paper::share_cell;
  using paper::Table;
  using paper::TableRow;
  Table table{.title = "Grupper: aktiva användare, beslutad och uppnådd andel",
              .columns = {{.title = "Grupp", .row_head = true},
                          {.title = "Aktiva", .kind = ColumnKind::number},
                          {.title = "Beslutad", .kind = ColumnKind::share},
                          {.title = "Uppnådd", .kind = ColumnKind::share},
                          {.title = "Lottade", .kind = ColumnKind::number},
                          {.title = "Granskade", .kind = ColumnKind::number}},
              .when_empty = "Ingen grupp lottades.",
              .id = "grupper"};
  const auto row = [](const StratumFigures& stratum, Cell share) {
    return TableRow{stratum.label,
                    number_cell(stratum.population),
                    std::move(share),
                    stratum.population == 0
                        ? Cell{"–"}
                        : share_cell(per_mille_of(stratum.drawn, stratum.population)),
                    number_cell(stratum.drawn),
                    number_cell(stratum.reviewed)};
  };
  for (const StratumFigures& stratum : figures.strata)
    table.rows.push_back(row(stratum, share_cell(stratum.share)));
  StratumFigures all = figures.all;
  all.label = "Alla";
  table.foot = row(all, Cell{""});
  return table;
}

paper::Chart strata_chart(const AuditFigures& figures) {
  paper::Chart chart;
  chart.kind = paper::ChartKind::beside;
  chart.table = strata_table(figures);
  chart.series = {2, 3};
  chart.description = "Beslutad och uppnådd andel i varje grupp.";
  for (const StratumFigures& stratum : figures.strata) {
    chart.description += " " + stratum.label + ": beslutat " + share_text(stratum.share) + ", ";
    chart.description +=
        stratum.population == 0
            ? std::string{"ingen aktiv."}
            : "uppnått " + share_text(per_mille_of(stratum.drawn, stratum.population)) + ".";
  }
  return chart;
}

std::string checkpoint_line(std::string_view note) {
  const std::vector<std::string> lines = split(note, '\n');
  if (lines.size() < 3) return {};
  return lines[0] + " · " + lines[1] + " · " + lines[2];
}

paper::Paragraph checkpoint_paragraph(const AuditFigures& figures) {
  return {{"Kontrollsumma för protokollet: " + checkpoint_line(figures.checkpoint) +
           ". Med den kan den som vill senare visa att inget har ändrats."},
          paper::ParagraphKind::code};
}

}  // namespace insyn
