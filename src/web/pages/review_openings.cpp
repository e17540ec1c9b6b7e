#include "app/row_openings.h"
#include "web/pages/names.h"
#include "web/pages/review_pages.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

/// Each opening of a row: when, what was done, what the registers say of it.

Html reasons_cell(const Messages& words, const OpeningText& opening) {
  Html lines;
  for (const std::string& reason : opening.reasons) lines += el("li", {}, reason);
  if (!opening.support.empty()) lines += el("li", {}, opening.support);
  return lines.empty() ? Html{words.t("Registren visar inget skäl.")} : el("ul", {}, lines);
}

HttpResponse openings_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = list_at(visit);
  const auto number = position_in(visit.path["rad"]);
  const RowView* row = at && number ? at->row(static_cast<std::int64_t>(*number)) : nullptr;
  if (row == nullptr) return not_there(visit);
  log_rows(visit, "row", at->at.audit, at->view.staff, {row->client_id});
  const std::string back =
      at->url + "?rad=" + std::to_string(row->number) + "#rad-" + std::to_string(row->number);
  const std::function<Result<std::vector<OpeningText>>(Home&)> work = [&](Home& home) {
    return openings_of_row(home, {at->at.audit, at->at.list, row->row}, *visit.look.names);
  };
  const auto openings = visit.desk.read(work);
  if (!openings) return sorry(visit, openings.error(), back);
  Table shown{.label = words.t("Öppningarna"),
              .columns = {{words.t("När och vad")}, {words.t("Vad registren visar")}}};
  for (const OpeningText& one : *openings)
    shown.rows.push_back({{one.opened, reasons_cell(words, one)}});
  return show(
      visit,
      {.title = words.f("Rad {}: {}", std::to_string(row->number), row->client),
       .sentence = row->case_text,
       .actions = link_button(words.t("Tillbaka till raden"), back),
       .entry = "/granskningar",
       .way = {{words.t("Mina granskningar"), "/granskningar"}, {at->view.person, at->url}},
       .body = panel({.heading = words.t("Öppningarna"), .id = "oppningarna"}, table(shown))});
}

}  // namespace

std::vector<PageRoute> opening_routes() {
  return {{Method::get, "/granskningar/:kontroll/:lista/rad/:rad/oppningar", Right::give_support,
           openings_page}};
}

}  // namespace insyn
