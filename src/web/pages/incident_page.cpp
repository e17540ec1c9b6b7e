#include <algorithm>

#include "papers/incident_list.h"
#include "papers/wording.h"
#include "web/pages/names.h"
#include "web/pages/paper_answer.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

/// The incident list, of all audits or of `?kontroll=`. Who may count one area only sees its lines.

/// What the audit's routine calls the mistake; the code where the routine isn't at hand.
std::string text_of_mistake(const Snapshot& look, const Incident& incident) {
  const auto papers = look.audits.find(incident.audit);
  if (papers == look.audits.end() || papers->second->routine == nullptr) return incident.code;
  const auto& codes = papers->second->routine->review.acceptable;
  const auto found = std::ranges::find(codes, incident.code, &ReviewCode::code);
  return found == codes.end() ? incident.code : filled(found->text, {});
}

std::string area_title(const Visit& visit, const std::string& area) {
  if (area == AreaFigures::special) return "MAS och kvalitetscontroller";
  return area.empty() ? "Utan område" : unit_name(visit, area);
}

void add_incidents(const Visit& visit, const std::string& audit, std::vector<Incident>& seen) {
  for (Incident& one : incidents_of(visit.look.state, audit)) {
    if (!visit.may(Right::see_counts, {.area = one.area})) continue;
    one.area_name = area_title(visit, one.area);
    one.text = text_of_mistake(visit.look, one);
    seen.push_back(std::move(one));
  }
}

HttpResponse incident_page(const Visit& visit) {
  const std::string asked{visit.request.query["kontroll"]};
  std::vector<Incident> incidents;
  std::vector<Link> way{{visit.words.t("Kontroller"), "/kontroller"}};
  if (asked.empty()) {
    for (const auto& entry : visit.look.state.review.audits)
      add_incidents(visit, entry.first, incidents);
  } else {
    if (visit.look.state.audit(asked) == nullptr) return not_there(visit);
    add_incidents(visit, asked, incidents);
    way.push_back({visit.words.f("Kontroll {}", asked), "/kontroller/" + asked});
  }
  const Document paper = incident_list(std::move(incidents), asked, paper_head(visit, {}));
  return show_paper(visit, paper, asked.empty() ? "incidentlista" : "incidentlista-" + asked,
                    std::move(way));
}

}  // namespace

std::vector<PageRoute> incident_routes() {
  return {
      {Method::get, "/incidenter", Right::see_counts, incident_page},
      {Method::get, "/incidenter.pdf", Right::see_counts, incident_page},
      {Method::get, "/incidenter.xlsx", Right::see_counts, incident_page},
      {Method::get, "/incidenter.csv", Right::see_counts, incident_page},
  };
}

}  // namespace insyn
