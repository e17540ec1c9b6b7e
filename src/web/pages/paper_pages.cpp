#include <algorithm>
#include <functional>

#include "app/frozen_lists.h"
#include "app/review_view.h"
#include "papers/area_lists.h"
#include "papers/audit_material.h"
#include "papers/board_report.h"
#include "papers/director_report.h"
#include "papers/draw_protocol.h"
#include "papers/figures.h"
#include "papers/list_form.h"
#include "papers/no_remark_letter.h"
#include "papers/report_basis.h"
#include "web/http/target.h"
#include "web/pages/audit_pages.h"
#include "web/pages/paper_answer.h"
#include "web/pages/review_mine.h"
#include "web/pages/review_pages.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

/// The papers of an audit (paper_answer.h).

/// `Till socialchef Margareta Holm`.
std::string to_director(const Visit& visit) {
  std::string text = "Till " + std::string{title_of(UserRole::director)};
  for (const Person& person : users_of(visit).all())
    for (const Grant& grant : person.grants)
      if (person.active && grant.role == UserRole::director)
        return text + " " + person.details.name;
  return text;
}

/// The paper of an audit; its files' names say which.
HttpResponse audit_paper(const Visit& visit, const AuditAt& at, const Document& paper,
                         const std::string& name) {
  return show_paper(visit, paper, name + "-" + at.id, way_to(visit, at));
}

Result<AuditMaterial> material_of(const Visit& visit, const AuditAt& at) {
  const std::function<Result<AuditMaterial>(Home&)> work = [&](Home& home) {
    return audit_material(home, at.id);
  };
  return visit.desk.read(work);
}

/// Which suspicions are the reader's, and where they see them.
void add_readers(const Visit& visit, const AuditAt& at, AuditFigures& figures) {
  figures.reads_lists = visit.may(Right::see_lists_status, {});
  figures.is_reader_involved = is_left_out(visit.look, visit.visitor.user, at.id);
  for (const SuspicionView& view : suspicions_for(visit.look, visit.visitor.user)) {
    const auto found =
        std::ranges::find(figures.suspicions, view.state.opened, &SuspicionFigures::opened);
    if (found == figures.suspicions.end() || !view.waits()) continue;
    found->url = suspicion_url(view);
    figures.suspicions_url = view.row ? "/misstankar" : "/misstankar/frister";
  }
}

using MakeReport = Document (*)(const AuditFigures&, const PaperHead&);

/// One of the reports. They tell of all areas, so whoever may count one area only isn't given any.
HttpResponse report(const Visit& visit, MakeReport make, const std::string& recipient,
                    const std::string& name) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->audit->drawn || !visit.may(Right::see_counts, {}))
    return not_there(visit);
  const auto material = material_of(visit, *at);
  if (!material) return sorry(visit, material.error(), at->url);
  AuditFigures figures = figures_of(visit.look.state, *material);
  add_readers(visit, *at, figures);
  return audit_paper(visit, *at, make(figures, paper_head(visit, recipient)), name);
}

HttpResponse director_page(const Visit& visit) {
  return report(visit, director_report, to_director(visit), "rapport");
}
HttpResponse report_basis_page(const Visit& visit) {
  return report(visit, report_basis, {}, "underlag");
}
HttpResponse committee_page(const Visit& visit) {
  return report(visit, committee_report, "Till arbetsutskottet", "utskott");
}
HttpResponse board_page(const Visit& visit) {
  return report(visit, board_report, "Till nämnden", "namnd");
}

/// What the drawn are called, by their pseudonyms.
Result<DrawnNames> drawn_names(const Visit& visit, const AuditAt& at) {
  const std::function<Result<CommittedFrame>(Home&)> work = [&](Home& home) {
    return committed_frame(home, *home.ledger.state().audit(at.id));
  };
  const auto frame = visit.desk.read(work);
  if (!frame) return fail(frame.error());
  const StaffNames names{visit};
  DrawnNames drawn;
  std::vector<std::string> shown;
  for (const auto& [pseudonym, member] : frame->members) {
    drawn[pseudonym] = names.of(member.staff);
    shown.push_back(member.staff);
  }
  log_looks(visit, "protokoll", at.id, shown);
  return drawn;
}

/// How the sample came about. With `?bilaga=namn` it names the drawn, for those who may see them.
HttpResponse protocol_page(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr) return not_there(visit);
  const auto material = material_of(visit, *at);
  if (!material) return sorry(visit, material.error(), at->url);
  DrawnNames names;
  if (visit.request.query["bilaga"] == "namn") {
    if (!visit.may(Right::see_population, {})) return not_there(visit);
    auto found = drawn_names(visit, *at);
    if (!found) return sorry(visit, found.error(), at->url);
    names = std::move(*found);
  }
  return audit_paper(visit, *at,
                     draw_protocol(*material, at->progress->left, paper_head(visit, {}), names),
                     "protokoll");
}

/// Names of everyone who may be a reader, by their codes.
Result<ReaderNames> reader_names(const Visit& visit, const AuditAt& at) {
  const std::function<Result<CommittedFrame>(Home&)> work = [&](Home& home) {
    return committed_frame(home, *home.ledger.state().audit(at.id));
  };
  const auto frame = visit.desk.read(work);
  if (!frame) return fail(frame.error());
  ReaderNames readers;
  if (!visit.look.registers) return readers;
  const RegistersAt& known = *visit.look.registers;
  const StaffNames names{visit};
  for (const StaffMember& member : known.index.registers().staff) {
    const std::string& staff = known.texts[member.id.value];
    readers[frame->reader_code(staff)] = names.of(staff);
  }
  return readers;
}

/// An area's lists, for its head: `?omrade=`, or the first area that the visitor heads.
HttpResponse area_page(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->progress->routed) return not_there(visit);
  std::string area{visit.request.query["omrade"]};
  if (area.empty())
    for (const std::string& one : areas_of(visit.visitor.holder, Right::see_deviating_rows))
      if (area.empty()) area = one;
  if (!visit.may(Right::see_deviating_rows, {.area = area})) return not_there(visit);
  const auto readers = reader_names(visit, *at);
  if (!readers) return sorry(visit, readers.error(), at->url);
  const AreaAsked asked{
      at->id, at->period.id, area, unit_name(visit, area), at->schedule.answer_by, today_of(visit)};
  return audit_paper(visit, *at,
                     area_lists(asked, *at->progress, visit.look.state.review.audit(at->id),
                                *readers, paper_head(visit, {})),
                     "listor");
}

/// What the path names, as whoever reads it sees it: `:lista` is the list's code, with a dot and
/// the part's if it isn't the list's own.
std::optional<ListView> list_of(const Visit& visit, const AuditAt& at) {
  const std::string_view code = visit.path["lista"];
  const std::size_t dot = code.find('.');
  PartAt part{at.id, std::string{code.substr(0, dot)}};
  if (dot != std::string_view::npos) part.part = code.substr(dot + 1);
  return list_view(visit.look, visit.visitor.user, part, today_of(visit));
}

HttpResponse form_page(const Visit& visit) {
  const auto at = audit_at(visit);
  const auto view = at && at->audit != nullptr ? list_of(visit, *at) : std::nullopt;
  if (!view) return not_there(visit);
  log_look(visit, "blankett");
  return audit_paper(visit, *at, list_form(*view, routine_of(visit, at->id), paper_head(visit, {})),
                     "blankett");
}

HttpResponse letter_page(const Visit& visit) {
  const auto at = audit_at(visit);
  const auto view = at && at->audit != nullptr ? list_of(visit, *at) : std::nullopt;
  const auto letter =
      view ? no_remark_letter(*view, routine_of(visit, at->id), paper_head(visit, {}))
           : std::optional<Document>{};
  if (!letter) return not_there(visit);
  log_look(visit, "brev");
  return audit_paper(visit, *at, *letter, "brev");
}

/// A suspicion's form: who sees clocks only gets no person in it.
HttpResponse suspicion_page(const Visit& visit) {
  const auto at = audit_at(visit);
  const auto opened = position_in(visit.path["misstanke"]);
  if (!at || !opened) return not_there(visit);
  for (const SuspicionView& view : suspicions_for(visit.look, visit.visitor.user)) {
    if (view.state.opened != *opened || view.state.audit != at->id) continue;
    log_look(visit, "misstanke");
    return audit_paper(
        visit, *at,
        suspicion_form(view, routine_of(visit, at->id).retention, paper_head(visit, {})),
        "misstanke");
  }
  return not_there(visit);
}

}  // namespace

Html papers_panel(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  if (at.audit == nullptr) return {};
  Html items;
  const auto item = [&](bool shown, const std::string& text, const char* path) {
    if (shown) items += el("li", {}, link(text, at.url + path));
  };
  const bool counts = at.audit->drawn && visit.may(Right::see_counts, {});
  item(counts, words.t("Rapport till socialchefen"), "/rapport");
  item(counts, words.t("Avidentifierad för arbetsutskottet"), "/utskott");
  item(counts, words.t("Avidentifierad för nämnden"), "/namnd");
  if (at.audit->drawn && visit.may_anywhere(Right::see_counts))
    items += el("li", {},
                link(words.t("Incidentlista: misstag i kontrollen"),
                     "/incidenter?kontroll=" + percent_encoded(at.id)));
  item(at.progress->routed && !areas_of(visit.visitor.holder, Right::see_deviating_rows).empty(),
       words.t("Områdets listor"), "/avvikelser");
  item(true, words.t("Protokoll över lottningen"), "/protokoll");
  item(visit.may(Right::see_population, {}), words.t("Protokoll med de lottades namn"),
       "/protokoll?bilaga=namn");
  return panel({.heading = words.t("Handlingar"), .id = "papers"}, inset(el("ul", {}, items)));
}

std::vector<PageRoute> paper_routes() {
  return {
      {Method::get, "/kontroller/:kontroll/rapport", Right::see_counts, director_page},
      {Method::get, "/kontroller/:kontroll/rapport.pdf", Right::see_counts, director_page},
      {Method::get, "/kontroller/:kontroll/rapport.xlsx", Right::see_counts, director_page},
      {Method::get, "/kontroller/:kontroll/rapport.csv", Right::see_counts, director_page},
      {Method::get, "/kontroller/:kontroll/underlag", Right::see_counts, report_basis_page},
      {Method::get, "/kontroller/:kontroll/underlag.pdf", Right::see_counts, report_basis_page},
      {Method::get, "/kontroller/:kontroll/underlag.xlsx", Right::see_counts, report_basis_page},
      {Method::get, "/kontroller/:kontroll/underlag.csv", Right::see_counts, report_basis_page},
      {Method::get, "/kontroller/:kontroll/utskott", Right::see_counts, committee_page},
      {Method::get, "/kontroller/:kontroll/utskott.pdf", Right::see_counts, committee_page},
      {Method::get, "/kontroller/:kontroll/utskott.xlsx", Right::see_counts, committee_page},
      {Method::get, "/kontroller/:kontroll/utskott.csv", Right::see_counts, committee_page},
      {Method::get, "/kontroller/:kontroll/namnd", Right::see_counts, board_page},
      {Method::get, "/kontroller/:kontroll/namnd.pdf", Right::see_counts, board_page},
      {Method::get, "/kontroller/:kontroll/namnd.xlsx", Right::see_counts, board_page},
      {Method::get, "/kontroller/:kontroll/namnd.csv", Right::see_counts, board_page},
      {Method::get, "/kontroller/:kontroll/protokoll", Right::see_audits, protocol_page},
      {Method::get, "/kontroller/:kontroll/protokoll.pdf", Right::see_audits, protocol_page},
      {Method::get, "/kontroller/:kontroll/protokoll.xlsx", Right::see_audits, protocol_page},
      {Method::get, "/kontroller/:kontroll/protokoll.csv", Right::see_audits, protocol_page},
      {Method::get, "/kontroller/:kontroll/avvikelser", Right::see_deviating_rows, area_page},
      {Method::get, "/kontroller/:kontroll/avvikelser.pdf", Right::see_deviating_rows, area_page},
      {Method::get, "/kontroller/:kontroll/avvikelser.xlsx", Right::see_deviating_rows, area_page},
      {Method::get, "/kontroller/:kontroll/avvikelser.csv", Right::see_deviating_rows, area_page},
      // Who reads a list is decided by the list itself, and so is who sees a suspicion.
      {Method::get, "/kontroller/:kontroll/listor/:lista/blankett.pdf", Right::see_overview,
       form_page},
      {Method::get, "/kontroller/:kontroll/listor/:lista/brev.pdf", Right::see_overview,
       letter_page},
      {Method::get, "/kontroller/:kontroll/misstankar/:misstanke/blankett.pdf", Right::see_overview,
       suspicion_page},
  };
}

}  // namespace insyn
