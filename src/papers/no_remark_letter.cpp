#include "papers/no_remark_letter.h"

#include "papers/wording.h"

namespace insyn {

std::optional<Document> no_remark_letter(const ListView& view, const Routine& routine,
                                         const PaperHead& head) {
  if (!view.no_remark) return std::nullopt;
  Document paper = begin_paper(head, "Din loggkontroll är klar");
  paper.recipient = view.person;
  const Day last = view.window.to - std::chrono::days{1};
  const Day until = kept_until(view.window, routine.retention.lists_years);
  // Two whole dates with a dash between them are hard to read.
  std::string text = routine.review.guidance.no_remark;
  constexpr std::string_view both = "{från}–{till}";
  if (const auto at = text.find(both); at != std::string::npos)
    text.replace(at, both.size(), days_text(view.window));
  paper.blocks.emplace_back(paper::Paragraph{"Hej " + view.first_name + "!"});
  paper.blocks.emplace_back(paper::Paragraph{filled(text, {{"från", date_text(view.window.from)},
                                                           {"till", date_text(last)},
                                                           {"datum", date_text(until)}})});
  paper.blocks.emplace_back(
      paper::Paragraph{"Vi lottar för att alla ska kunna lita på att akter bara öppnas i arbetet. "
                       "På Min sida i Insyn ser du när du har varit lottad och vad som sparas."});
  if (!view.signed_by.empty())
    paper.blocks.emplace_back(paper::Paragraph{"Hälsningar\n" + view.signed_by});
  end_paper(paper, head, {});
  return paper;
}

}  // namespace insyn
