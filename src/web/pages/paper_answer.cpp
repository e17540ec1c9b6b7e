#include "web/pages/paper_answer.h"

#include <array>

#include "base/text.h"
#include "report/csv/csv.h"
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

/// What the address may ask for besides the path: which paper it is.
constexpr std::array<std::string_view, 3> which_paper{"bilaga", "omrade", "kontroll"};

/// The same again, and the reference, for the address of a file of the same paper.
std::string asked_again(const Visit& visit) {
  std::string query;
  const auto add = [&](std::string_view name) {
    if (!visit.request.query.has(name)) return;
    query += query.empty() ? "?" : "&";
    query += std::string{name} + "=" + percent_encoded(visit.request.query[name]);
  };
  for (const std::string_view name : which_paper) add(name);
  add("dnr");
  return query;
}

/// A file of CSV holds one table: which one is `?tabell=`, from 1.
HttpResponse csv_file(const Visit& visit, const Document& paper, const std::string& name) {
  const auto tables = tables_of(paper);
  const auto asked = parse_integer(visit.request.query["tabell"]).value_or(1);
  if (asked < 1 || asked > std::ssize(tables)) return not_there(visit);
  return file("text/csv; charset=utf-8", csv_of(*tables[static_cast<std::size_t>(asked - 1)]),
              name + "-" + std::to_string(asked) + ".csv");
}

Html csv_links(const Visit& visit, const Document& paper, const std::string& rest) {
  const std::string path = visit.request.path + ".csv" + (rest.empty() ? "?" : rest + "&");
  Html items;
  int number = 0;
  for (const paper::Table* table : tables_of(paper))
    items += el("li", {}, link(table->title, path + "tabell=" + std::to_string(++number)));
  return items.empty() ? items : more(visit.words.t("Tabellerna som CSV"), el("ul", {}, items));
}

/// Where a paper that is handed over gets its number in the register of matters: it stands in the
/// address, and nothing is kept.
Html reference_form(const Visit& visit, const Document& paper) {
  const Messages& words = visit.words;
  Html fields;
  for (const std::string_view name : which_paper)
    if (visit.request.query.has(name)) fields += hidden(name, visit.request.query[name]);
  fields += text_field(words,
                       {.name = "dnr", .label = words.t("Diarienummer"), .value = paper.reference});
  fields += acts(submit({.text = words.t("Sätt in"), .weight = Weight::secondary}));
  return more(
      words.t("Sätt in diarienummer"),
      el("form", {{"class", "form"}, {"method", "get"}, {"action", visit.request.path}}, fields));
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

const Routine& routine_of(const Visit& visit, std::string_view audit) {
  static const Routine built_in;
  const auto papers = visit.look.audits.find(audit);
  if (papers == visit.look.audits.end() || papers->second->routine == nullptr) return built_in;
  return *papers->second->routine;
}

HttpResponse show_paper(const Visit& visit, const Document& paper, const std::string& name,
                        std::vector<Link> way) {
  const std::string& path = visit.request.path;
  if (path.ends_with(".pdf")) return file("application/pdf", pdf_of(paper), name + ".pdf");
  if (path.ends_with(".xlsx"))
    return file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of(paper),
                name + ".xlsx");
  if (path.ends_with(".csv")) return csv_file(visit, paper, name);
  const std::string rest = asked_again(visit);
  return show(
      visit,
      {.title = paper.title,
       .actions = acts(link(visit.words.t("Hämta PDF"), path + ".pdf" + rest) +
                       link(visit.words.t("Hämta tabellerna (Excel)"), path + ".xlsx" + rest) +
                       csv_links(visit, paper, rest) + reference_form(visit, paper)),
       .entry = "/kontroller",
       .way = std::move(way),
       .body = Html::trusted(html_of(paper)),
       .is_paper = true});
}

}  // namespace insyn
