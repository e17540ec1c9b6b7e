#include "web/pages/paper_answer.h"

#include "base/text.h"
#include "report/html/html.h"
#include "report/pdf/pdf.h"
#include "report/xlsx/xlsx.h"
#include "web/http/target.h"

namespace insyn {
namespace {

HttpResponse file(std::string type, std::string body, const std::string& name) {
  HttpResponse response;
  response.type = std::move(type);
  response.body = std::move(body);
  response.headers.push_back({"content-disposition", "inline; filename=\"" + name + "\""});
  return response;
}

/// What the address asks for besides the path, for the address of a file of the same paper.
std::string asked_again(const Visit& visit) {
  for (const char* name : {"bilaga", "omrade", "kontroll"})
    if (visit.request.query.has(name))
      return std::string{"?"} + name + "=" + percent_encoded(visit.request.query[name]);
  return {};
}

}  // namespace

PaperHead paper_head(const Visit& visit, std::string recipient) {
  return {visit.config.municipality,
          visit.config.department,
          std::move(recipient),
          std::string{trimmed(visit.request.query["dnr"])},
          visit.visitor.name,
          visit.config.secure() ? visit.config.public_url : "",
          visit.now};
}

HttpResponse show_paper(const Visit& visit, const Document& paper, const std::string& name,
                        std::vector<Link> way) {
  const std::string& path = visit.request.path;
  if (path.ends_with(".pdf")) return file("application/pdf", pdf_of(paper), name + ".pdf");
  if (path.ends_with(".xlsx"))
    return file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of(paper),
                name + ".xlsx");
  const std::string rest = asked_again(visit);
  return show(
      visit,
      {.title = paper.title,
       .actions = acts(link(visit.words.t("Hämta PDF"), path + ".pdf" + rest) +
                       link(visit.words.t("Hämta tabellerna (Excel)"), path + ".xlsx" + rest)),
       .entry = "/kontroller",
       .way = std::move(way),
       .body = Html::trusted(html_of(paper)),
       .is_paper = true});
}

}  // namespace insyn
