#include <algorithm>
#include <set>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "papers/list_form.h"
#include "papers/no_remark_letter.h"
#include "report/html/html.h"
#include "web/pages/audit_pages.h"
#include "web/pages/paper_answer.h"
#include "web/pages/review_pages.h"

namespace insyn {
namespace {

/// What is on paper, and what is written from it: the form to fill in by hand, the letter to
/// whoever had nothing remarked, and the deputy whom no register has.

/// A paper of the list on screen, as it is printed; `name` is what its file is called.
HttpResponse show_of_list(const Visit& visit, const ListShown& at, const Document& paper,
                          const char* name, const Html& more_links = {}) {
  const std::string file =
      "/kontroller/" + at.at.audit + "/listor" + at.url.substr(at.url.rfind('/')) + "/" + name;
  return show(visit, {.title = paper.title,
                      .actions = acts(link_away(visit.words.t("Hämta PDF"), file) + more_links),
                      .entry = "/granskningar",
                      .way = {{visit.words.t("Mina granskningar"), "/granskningar"},
                              {at.view.person, at.url}},
                      .body = Html::trusted(html_of(paper)),
                      .is_paper = true});
}

HttpResponse form_page(const Visit& visit) {
  const auto at = list_at(visit);
  if (!at) return not_there(visit);
  log_looks(visit, "list-form", at->at.audit, {at->view.staff});
  const Document paper =
      list_form(at->view, routine_of(visit, at->at.audit), paper_head(visit, {}));
  const Html entry = at->view.signed_at ? Html{}
                                        : link(visit.words.t("För in svar från blanketten"),
                                               at->url + "?fran=papper");
  return show_of_list(visit, *at, paper, "blankett.pdf", entry);
}

HttpResponse letter_page(const Visit& visit) {
  const auto at = list_at(visit);
  const auto paper =
      at ? no_remark_letter(at->view, routine_of(visit, at->at.audit), paper_head(visit, {}))
         : std::optional<Document>{};
  if (!paper) return not_there(visit);
  log_looks(visit, "letter", at->at.audit, {at->view.staff});
  return show_of_list(visit, *at, *paper, "brev.pdf");
}

// ---- A deputy who was appointed but never registered.

struct DeputyAt {
  ListShown at;
  RowView row;
};

/// Whom it can have been: only who had one of the client's cases can have been stood in for.
std::vector<Option> colleagues(const Visit& visit, const DeputyAt& at) {
  std::vector<Option> options;
  if (!visit.look.registers) return options;
  const RegistersAt& known = *visit.look.registers;
  std::set<StaffNo> staff;
  for (const Case& one : known.index.registers().cases)
    if (known.texts[one.client.value] == at.row.client_id)
      for (const CaseRole& role : known.index.roles_in(one.id)) staff.insert(role.staff);
  for (const StaffNo one : staff) {
    const StaffMember* member = known.index.member(one);
    if (member == nullptr || member->is_protected) continue;
    const std::string& id = known.texts[member->id.value];
    if (id != at.at.view.staff) options.push_back({id, known.texts[member->name.value], {}});
  }
  std::ranges::sort(options, [&](const Option& left, const Option& right) {
    return visit.words.before(left.label, right.label);
  });
  return options;
}

std::optional<DeputyAt> deputy_at(const Visit& visit) {
  auto at = list_at(visit);
  const auto number =
      position_in(visit.request.method == Method::post ? visit.request.form["rad"]
                                                       : visit.request.query["rad"]);
  if (!at || !number || at->view.signed_at) return std::nullopt;
  const RowView* row = at->row(static_cast<std::int64_t>(*number));
  if (row == nullptr) return std::nullopt;
  const RowView copy = *row;
  return DeputyAt{std::move(*at), copy};
}

HttpResponse deputy_page(const Visit& visit, const DeputyAt& found, const std::string& problem) {
  const Messages& words = visit.words;
  const auto field = [&](std::string_view name) { return field_of(visit, name); };
  std::vector<FieldError> errors;
  if (!problem.empty()) errors.push_back({"franvarande", told(words, problem)});
  const std::vector<Option> options = colleagues(visit, found);
  const std::string back = found.at.url + "?rad=" + std::to_string(found.row.number) + "#rad-" +
                           std::to_string(found.row.number);
  const Html fields =
      error_summary(words, errors) + hidden("rad", std::to_string(found.row.number)) +
      paper_field(found.at) +
      select_field(words,
                   {.name = "franvarande",
                    .label = words.t("Vem var borta?"),
                    .value = field("franvarande"),
                    .help = words.t("Bara den som enligt registren har haft brukarens ärende.")},
                   options, words.t("Välj en person")) +
      date_field(words, {.name = "fran-dag",
                         .label = words.t("Ersatte från och med"),
                         .value = field("fran-dag")}) +
      date_field(words, {.name = "till-dag",
                         .label = words.t("Ersatte till och med"),
                         .value = field("till-dag")}) +
      text_field(words, {.name = "utsedd-av",
                         .label = words.t("Vem utsåg ersättaren?"),
                         .value = field("utsedd-av")}) +
      acts(submit({.text = words.t("Spara ersättaren")}) + link(words.t("Avbryt"), back));
  return show(
      visit,
      {.title = words.t("Utsedd ersättare"),
       .faulty = !problem.empty(),
       .sentence = words.f("{} ersatte någon som var borta, men det blev inte registrerat.",
                           found.at.view.first_name),
       .entry = "/granskningar",
       .way = {{words.t("Mina granskningar"), "/granskningar"},
               {found.at.view.person, found.at.url}},
       .body =
           panel({.label = words.t("Utsedd ersättare")},
                 options.empty()
                     ? empty_state({.icon = Icon::none,
                                    .title = words.t("Ingen har haft ärendet"),
                                    .body = el("p", {},
                                               words.t("Registren har ingen handläggare som kan ha "
                                                       "ersatts. Välj en annan grund på raden.")),
                                    .actions = link_button(words.t("Tillbaka till raden"), back)})
                     : inset(el("p", {},
                                words.t("Gäller alla obesvarade rader där den som var borta hade "
                                        "ärendet de dagarna. De märks som registrerade i efterhand "
                                        "och räknas för sig.")) +
                             form_to(visit, found.at.url + "/ersattare", fields)))});
}

HttpResponse show_deputy(const Visit& visit) {
  const auto found = deputy_at(visit);
  return found ? deputy_page(visit, *found, {}) : not_there(visit);
}

HttpResponse enter_the_deputy(const Visit& visit) {
  const auto found = deputy_at(visit);
  if (!found) return not_there(visit);
  const auto from = parse_day(field_of(visit, "fran-dag")),
             until = parse_day(field_of(visit, "till-dag"));
  if (!from || !until || *until < *from || field_of(visit, "franvarande").empty())
    return deputy_page(visit, *found,
                       std::string{marked("Välj vem som var borta, och vilka dagar.")});
  const LateDeputy given{.absent = field_of(visit, "franvarande"),
                         .days = {*from, *until + std::chrono::days{1}},
                         .appointed_by = field_of(visit, "utsedd-av"),
                         .from_paper = found->at.from_paper};
  const RowAt row{found->at.at.audit, found->at.at.list, found->row.row};
  const std::function<Result<std::int64_t>(Home&)> work = [&](Home& home) {
    return enter_deputy(home, row, given);
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  if (!result) return deputy_page(visit, *found, result.error().text);
  const auto after = list_after(visit, found->at);
  return redirect_to(after ? next_stop(*after, found->row.number) : std::string{"/granskningar"});
}

}  // namespace

std::vector<PageRoute> review_paper_routes() {
  return {
      {Method::get, "/granskningar/:kontroll/:lista/blankett", Right::give_support, form_page},
      {Method::get, "/granskningar/:kontroll/:lista/brev", Right::give_support, letter_page},
      {Method::get, "/granskningar/:kontroll/:lista/ersattare", Right::give_support, show_deputy},
      {Method::post, "/granskningar/:kontroll/:lista/ersattare", Right::give_support,
       enter_the_deputy},
  };
}

}  // namespace insyn
