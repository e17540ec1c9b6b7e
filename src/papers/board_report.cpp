#include "papers/board_report.h"

#include "papers/outcomes.h"
#include "papers/report_parts.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using paper::Box;
using paper::BoxKind;
using paper::Chart;
using paper::Facts;
using paper::Heading;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::strong;
using paper::Table;

Facts totals(const AuditFigures& figures) {
  const Tally& tally = figures.all.tally;
  return {{{"Lottade användare", of_text(figures.all.drawn, figures.all.population),
            share_text(per_mille_of(figures.all.drawn, figures.all.population)) + " av de aktiva"},
           {"Granskade", of_text(figures.all.reviewed, figures.all.drawn),
            figures.is_done
                ? "alla listor är underskrivna"
                : how_many(figures.lists - figures.done, "lista återstår", "listor återstår")},
           {"Öppningar bedömda", of_text(figures.answered(), tally.rows),
            how_many(tally.acceptable, "godtagbart misstag", "godtagbara misstag")},
           {"Misstankar", number_text(std::ssize(figures.suspicions)), "handläggs för sig"}}};
}

void add_outcomes(const AuditFigures& figures, Document& paper) {
  paper.blocks.emplace_back(Heading{2, "Så bedömdes öppningarna", "utfall"});
  Chart chart = outcome_chart(figures);
  Table by_area = public_area_outcomes(figures);
  Table by_stratum = public_stratum_outcomes(figures);
  for (Table* table : {&chart.table, &by_area, &by_stratum}) table->tight = true;
  paper.blocks.emplace_back(std::move(chart));
  paper.blocks.emplace_back(std::move(by_area));
  paper.blocks.emplace_back(std::move(by_stratum));
  paper.blocks.emplace_back(Paragraph{suppression_sentence(), ParagraphKind::small});
}

void add_coverage(const AuditFigures& figures, Document& paper) {
  paper.blocks.emplace_back(Heading{2, "Så många granskades", "andelar"});
  // In a routine that draws in each unit there are too many groups for a picture.
  constexpr std::ptrdiff_t drawn_most = 8;
  if (figures.strata.empty() || std::ssize(figures.strata) > drawn_most)
    paper.blocks.emplace_back(strata_table(figures));
  else
    paper.blocks.emplace_back(strata_chart(figures));
  std::string coverage;
  for (const std::string& sentence : coverage_sentences(figures))
    coverage += (coverage.empty() ? "" : " ") + sentence;
  paper.blocks.emplace_back(Paragraph{coverage, ParagraphKind::small});
}

void add_development(const AuditFigures& figures, Document& paper) {
  paper.blocks.emplace_back(Heading{2, "Att utveckla", "utveckla"});
  paper.blocks.emplace_back(Paragraph{registers_sentence(figures)});
}

/// What is read out before the committee decides.
Box presentation(const AuditFigures& figures, const PaperHead& head) {
  std::string done = figures.is_done ? "har gjort" : "gör";
  if (figures.is_annulled) done = "började";
  std::string text = "Förvaltningen " + done + " den planerade loggkontrollen för period " +
                     figures.period + " enligt " + figures.routine_label + ", version " +
                     std::to_string(figures.routine_version) + ". " + head_sentence(figures) + " " +
                     found_sentence(figures);
  if (figures.before)
    text += " Samma period förra året bedömdes " +
            how_many(figures.before->tally.rows - figures.before->tally.unanswered, "öppning",
                     "öppningar") +
            " och " + how_many(figures.before->suspicions, "misstanke", "misstankar") +
            " lämnades över.";
  Box box{"Föredragningstext", {}, BoxKind::calm, 2, "foredragning"};
  box.parts.emplace_back(Paragraph{text});
  if (figures.is_done)
    box.parts.emplace_back(
        Paragraph{{strong("Förslag till beslut: "),
                   "Arbetsutskottet noterar redovisningen av loggkontroll " + figures.period +
                       (head.reference.empty() ? "" : " (" + head.reference + ")") +
                       " och lämnar den vidare till nämnden."}});
  return box;
}

}  // namespace

Document committee_report(const AuditFigures& figures, const PaperHead& head) {
  Document paper = begin_paper(head, audit_title(figures) + ": redovisning till arbetsutskottet");
  if (head.reference.empty())
    paper.blocks.emplace_back(
        Paragraph{"Ärendet har inget diarienummer än. Fyll i det innan handlingen lämnas."});
  paper.blocks.emplace_back(presentation(figures, head));
  paper.blocks.emplace_back(totals(figures));
  add_coverage(figures, paper);
  paper.blocks.emplace_back(Heading{2, "Vad säger kontrollen?", "upptackt"});
  paper.blocks.emplace_back(Paragraph{detection_sentences(figures)});
  add_outcomes(figures, paper);
  add_development(figures, paper);
  paper.blocks.emplace_back(checkpoint_paragraph(figures));
  end_paper(paper, head, counts_only);
  return paper;
}

Document board_report(const AuditFigures& figures, const PaperHead& head) {
  Document paper = begin_paper(head, audit_title(figures) + ": redovisning till nämnden");
  paper.blocks.emplace_back(Paragraph{head_sentence(figures), ParagraphKind::lead});
  paper.blocks.emplace_back(totals(figures));
  paper.blocks.emplace_back(
      Paragraph{found_sentence(figures) + " " + detection_sentences(figures)});
  add_coverage(figures, paper);
  add_outcomes(figures, paper);
  add_development(figures, paper);
  paper.blocks.emplace_back(checkpoint_paragraph(figures));
  end_paper(paper, head, counts_only);
  return paper;
}

}  // namespace insyn
