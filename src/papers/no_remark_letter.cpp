#include "papers/no_remark_letter.h"

#include "papers/wording.h"

namespace insyn {

std::optional<Document> no_remark_letter(const ListView& view, const ReviewRules& rules,
                                         const PaperHead& head, std::optional<Day> kept_until) {
  if (!view.no_remark) return std::nullopt;
  Document paper = begin_paper(head, "Din loggkontroll är klar");
  paper.recipient = view.person;
  const Day last = view.window.to - std::chrono::days{1};
  const std::string until =
      kept_until ? date_text(*kept_until) : "den dag som dokumenthanteringsplanen anger";
  paper.blocks.emplace_back(paper::Paragraph{"Hej " + view.first_name + "!"});
  paper.blocks.emplace_back(paper::Paragraph{filled(
      rules.guidance.no_remark,
      {{"från", date_text(view.window.from)}, {"till", date_text(last)}, {"datum", until}})});
  paper.blocks.emplace_back(
      paper::Paragraph{"Vi lottar för att alla ska kunna lita på att akter bara öppnas i arbetet. "
                       "På Min sida i Insyn ser du när du har varit lottad och vad som sparas."});
  if (!view.signed_by.empty())
    paper.blocks.emplace_back(paper::Paragraph{"Hälsningar\n" + view.signed_by});
  end_paper(paper, head, {});
  return paper;
}

}  // namespace insyn
