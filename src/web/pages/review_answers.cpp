#include <algorithm>
#include <utility>

#include "app/suspicion_acts.h"
#include "base/text.h"
#include "web/pages/review_pages.h"

namespace insyn {
namespace {

std::string typed(const Visit& visit, std::string_view name) {
  return std::string{trimmed(visit.request.form[name])};
}

/// What a form lacks, in a Swedish that is translated where it is shown.
Error refusal(std::string_view code, std::string_view text) {
  return {ErrorKind::unusable, std::string{code}, std::string{text}};
}

std::int64_t number_of(const Visit& visit) {
  const auto number = position_in(visit.path["rad"]);
  return number ? static_cast<std::int64_t>(*number) : 0;
}

RowAt row_at(const ListShown& at, const RowView& row) { return {at.at.audit, at.at.list, row.row}; }

/// Does something with the list and goes on to what is next; what can't be done is said where it
/// was tried, with all that was typed.
/// Goes on to what waits after the row, or after another place of the list.
template <class Work>
HttpResponse acted_on(const Visit& visit, const ListShown& at, const Slip& where, const Work& work,
                      std::optional<std::int64_t> goes_on_after = std::nullopt) {
  const std::function<Result<Done>(Home&)> asked = [&](Home& home) -> Result<Done> {
    const auto result = work(home);
    if (!result) return fail(result.error());
    return Done{};
  };
  const auto result = visit.desk.ask(visit.actor(), asked);
  if (!result) {
    Slip slip = where;
    slip.error = result.error();
    return list_page(visit, at, slip);
  }
  const auto after = list_after(visit, at);
  if (!after) return done("/granskningar", "list-handed-on");
  return redirect_to(next_stop(*after, goes_on_after.value_or(where.number)));
}

struct AtRow {
  ListShown at;
  const RowView* row = nullptr;
};

/// The row of the path; none if the list or the row isn't the visitor's.
std::optional<AtRow> row_of_path(const Visit& visit) {
  auto at = list_at(visit);
  if (!at || at->row(number_of(visit)) == nullptr) return std::nullopt;
  AtRow found{std::move(*at), nullptr};
  found.row = found.at.row(number_of(visit));
  return found;
}

template <class Work>
HttpResponse acted_on_row(const Visit& visit, const Work& work) {
  const auto found = row_of_path(visit);
  if (!found) return not_there(visit);
  const RowAt row = row_at(found->at, *found->row);
  return acted_on(visit, found->at, {.number = found->row->number},
                  [&](Home& home) { return work(home, row); });
}

HttpResponse slipped(const Visit& visit, const AtRow& found, Error error) {
  return list_page(visit, found.at, {.number = found.row->number, .error = std::move(error)});
}

/// Whether the row got another answer after the form was shown: in another window, or by somebody
/// else. What stands there is read before it is replaced.
bool is_stale(const Visit& visit, const AtRow& found) {
  const auto known = position_in(visit.request.form["sedan"]);
  return known && *known != found.row->review.act;
}
Error stale_answer() {
  return refusal("answered-meanwhile",
                 marked("Raden fick ett annat svar medan sidan var öppen. Läs det som står på "
                        "raden, och spara igen om du vill ändra det."));
}

bool has(const std::vector<ReviewCode>& codes, const std::string& code) {
  return std::ranges::any_of(codes, [&](const ReviewCode& one) { return one.code == code; });
}

/// The answer that the steps' fields make; an error that says which step lacks one.
Result<Judgement> judgement_of(const Visit& visit) {
  const ReviewRules& rules = rules_of(visit);
  Judgement given;
  given.from_paper = visit.request.form["fran"] == "papper";
  if (visit.request.form["steg1"] == "ja") {
    given.code = typed(visit, "grund");
    given.text = typed(visit, "grund-text");
    if (given.code.empty())
      return fail(refusal("ground-missing", marked("Välj varför det behövdes.")));
    return given;
  }
  given.code = typed(visit, "steg2");
  given.text = typed(visit, "steg2-text");
  if (given.code.empty())
    return fail(
        refusal("explanation-missing", marked("Svara på steg 2: fanns en godtagbar förklaring?")));
  given.answer = has(rules.unclear, given.code)     ? Standing::unclear
                 : has(rules.not_asked, given.code) ? Standing::not_asked
                                                    : Standing::acceptable;
  return given;
}

HttpResponse ask_for_support(const Visit& visit, const AtRow& found) {
  const bool unit = visit.request.form["stod-till"] == "enhet";
  const std::string text = typed(visit, "stod");
  return acted_on(visit, found.at, {.number = found.row->number}, [&](Home& home) {
    return ask_support(home, row_at(found.at, *found.row),
                       unit ? AskState::Kind::owning_unit : AskState::Kind::support, text);
  });
}

/// What a form that was refused leaves in the address: loaded anew it is the row.
HttpResponse reload_row(const Visit& visit) {
  const auto found = row_of_path(visit);
  if (!found) return not_there(visit);
  const std::string number = std::to_string(found->row->number);
  return redirect_to(found->at.url + "?rad=" + number + "#rad-" + number);
}

/// One form, whose first answer says what it is about.
HttpResponse answer_row(const Visit& visit) {
  const auto found = row_of_path(visit);
  if (!found) return not_there(visit);
  const RowAt row = row_at(found->at, *found->row);
  const std::string_view first = visit.request.form["steg1"];
  if (first == "vet-inte") return ask_for_support(visit, *found);
  if (first == "jav")
    return acted_on(visit, found->at, {.number = found->row->number},
                    [&](Home& home) { return declare_row_conflict(home, row); });
  if (first != "ja" && first != "nej")
    return slipped(visit, *found, refusal("step-1-missing", marked("Svara på steg 1.")));
  const std::string number = std::to_string(found->row->number);
  const std::string paper = found->at.from_paper ? "&fran=papper" : "";
  if (first == "nej" && typed(visit, "steg2") == "nej")
    return redirect_to(found->at.url + "?rad=" + number + "&steg=3" + paper + "#rad-" + number);
  const auto given = judgement_of(visit);
  if (!given) return slipped(visit, *found, given.error());
  if (is_stale(visit, *found)) return slipped(visit, *found, stale_answer());
  return acted_on(visit, found->at, {.number = found->row->number},
                  [&](Home& home) { return judge_row(home, row, *given); });
}

HttpResponse correct_answer(const Visit& visit) {
  const auto found = row_of_path(visit);
  if (!found) return not_there(visit);
  const std::string_view first = visit.request.form["steg1"];
  if (first != "ja" && first != "nej")
    return slipped(visit, *found, refusal("step-1-missing", marked("Svara på steg 1.")));
  if (first == "nej" && typed(visit, "steg2") == "nej") {
    const std::string number = std::to_string(found->row->number);
    return redirect_to(found->at.url + "?rad=" + number + "&steg=3#rad-" + number);
  }
  const auto given = judgement_of(visit);
  if (!given) return slipped(visit, *found, given.error());
  return acted_on_row(visit, [&](Home& home, const RowAt& row) {
    return correct_row(home, row, *given, typed(visit, "orsak"));
  });
}

HttpResponse hand_over_row(const Visit& visit) {
  const auto found = row_of_path(visit);
  if (!found) return not_there(visit);
  const HandOver given{.code = typed(visit, "aldrig"),
                       .text = typed(visit, "aldrig-text"),
                       .director_involved = visit.request.form["socialchef"] == "ja",
                       .from_paper = found->at.from_paper};
  if (given.code.empty())
    return slipped(visit, *found, refusal("never-missing", marked("Välj det som ligger närmast.")));
  return acted_on_row(visit,
                      [&](Home& home, const RowAt& row) { return hand_over(home, row, given); });
}

HttpResponse undo_answer(const Visit& visit) {
  const auto found = row_of_path(visit);
  if (!found) return not_there(visit);
  // What was undone is to be answered anew.
  return acted_on(
      visit, found->at, {.number = found->row->number},
      [&](Home& home) { return undo_row(home, row_at(found->at, *found->row)); },
      found->row->number - 1);
}

HttpResponse hold_off(const Visit& visit) {
  return acted_on_row(visit, [&](Home& home, const RowAt& row) {
    return hold_off_talk(home, row, typed(visit, "vanta"));
  });
}

HttpResponse ask_the_employee(const Visit& visit) {
  return acted_on_row(visit, [&](Home& home, const RowAt& row) {
    return ask_employee(home, row, typed(visit, "fraga"));
  });
}

/// Rows of the list by the numbers that a form has ticked.
std::vector<std::int64_t> ticked(const Visit& visit, const ListShown& at, std::string_view name) {
  std::vector<std::int64_t> rows;
  for (const std::string_view text : visit.request.form.every(name)) {
    const auto number = position_in(text);
    const RowView* row = number ? at.row(static_cast<std::int64_t>(*number)) : nullptr;
    if (row != nullptr) rows.push_back(row->row);
  }
  return rows;
}

HttpResponse confirm_or_take_out(const Visit& visit) {
  const auto at = list_at(visit);
  if (!at) return not_there(visit);
  const Slip here{.part = "bekrafta"};
  const auto out = ticked(visit, *at, "ut");
  const auto slip = [&](std::string_view code, std::string_view text) {
    Slip said = here;
    said.error = refusal(code, text);
    return list_page(visit, *at, said);
  };
  if (visit.request.form["gor"] == "ut") {
    if (out.empty()) return slip("nothing-taken-out", marked("Kryssa för raden som ska tas ut."));
    return acted_on(visit, *at, here, [&](Home& home) -> Result<Done> {
      for (const std::int64_t row : out) {
        const auto taken = take_row_out(home, {at->at.audit, at->at.list, row});
        if (!taken) return fail(taken.error());
      }
      return Done{};
    });
  }
  const std::string_view knows = visit.request.form["kanner"];
  if (knows != "ja" && knows != "nej")
    return slip("question-missing", marked("Svara på frågan innan du bekräftar."));
  return acted_on(visit, *at, here, [&](Home& home) {
    return confirm_supported(home, at->at,
                             {.knows_something = knows == "ja",
                              .taken_out = knows == "ja" ? out : std::vector<std::int64_t>{},
                              .from_paper = at->from_paper});
  });
}

HttpResponse judge_many(const Visit& visit) {
  const auto at = list_at(visit);
  if (!at) return not_there(visit);
  const Slip here{.part = "lika"};
  Judgement given{.code = typed(visit, "svar"),
                  .text = typed(visit, "lika-text"),
                  .from_paper = at->from_paper};
  if (has(rules_of(visit).acceptable, given.code)) given.answer = Standing::acceptable;
  const auto rows = ticked(visit, *at, "lika");
  if (rows.empty() || given.code.empty()) {
    Slip slip = here;
    slip.error = refusal("alike-missing", marked("Kryssa för minst en rad och välj ett svar."));
    return list_page(visit, *at, slip);
  }
  return acted_on(visit, *at, here,
                  [&](Home& home) { return judge_alike(home, at->at, rows, given); });
}

HttpResponse hand_list_on(const Visit& visit) {
  const auto at = list_at(visit);
  if (!at) return not_there(visit);
  return acted_on(visit, *at, {}, [&](Home& home) { return declare_list_conflict(home, at->at); });
}

HttpResponse sign_now(const Visit& visit) {
  const auto at = list_at(visit);
  if (!at) return not_there(visit);
  return acted_on(visit, *at, {.part = "skriv-under"},
                  [&](Home& home) { return sign_list(home, at->at, at->from_paper); });
}

}  // namespace

std::vector<PageRoute> review_answer_routes() {
  return {
      {Method::get, "/granskningar/:kontroll/:lista/rad/:rad", Right::give_support, reload_row},
      {Method::post, "/granskningar/:kontroll/:lista/rad/:rad", Right::give_support, answer_row},
      {Method::post, "/granskningar/:kontroll/:lista/rad/:rad/misstanke", Right::give_support,
       hand_over_row},
      {Method::post, "/granskningar/:kontroll/:lista/rad/:rad/ratta", Right::give_support,
       correct_answer},
      {Method::post, "/granskningar/:kontroll/:lista/rad/:rad/angra", Right::give_support,
       undo_answer},
      {Method::post, "/granskningar/:kontroll/:lista/rad/:rad/vanta", Right::give_support,
       hold_off},
      {Method::post, "/granskningar/:kontroll/:lista/rad/:rad/fraga", Right::give_support,
       ask_the_employee},
      {Method::post, "/granskningar/:kontroll/:lista/bekrafta", Right::give_support,
       confirm_or_take_out},
      {Method::post, "/granskningar/:kontroll/:lista/lika", Right::give_support, judge_many},
      {Method::post, "/granskningar/:kontroll/:lista/jav", Right::give_support, hand_list_on},
      {Method::post, "/granskningar/:kontroll/:lista/skriv-under", Right::give_support, sign_now},
  };
}

}  // namespace insyn
