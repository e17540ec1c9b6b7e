#include "papers/head.h"

#include <utility>

#include "papers/wording.h"

namespace insyn {

Document begin_paper(const PaperHead& head, std::string title) {
  Document paper;
  paper.title = std::move(title);
  paper.sender = head.municipality;
  paper.sender_unit = head.department;
  paper.recipient = head.recipient;
  paper.reference = head.reference;
  paper.author = head.author;
  paper.created = head.made;
  paper.date = date_text(day_of(head.made));
  paper.site = head.site;
  return paper;
}

void end_paper(Document& paper, const PaperHead& head, std::string_view secrecy) {
  std::string text = "Framtagen ";
  if (!head.author.empty()) text += "av " + head.author + " ";
  text += "i Insyn " + date_text(day_of(head.made)) + ".";
  if (!secrecy.empty()) text.append(" ").append(secrecy);
  paper.closing.push_back({text, paper::ParagraphKind::small});
}

}  // namespace insyn
