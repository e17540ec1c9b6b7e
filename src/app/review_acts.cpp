#include "app/review_acts.h"

#include <algorithm>
#include <set>

#include "app/audit_steps.h"
#include "app/people.h"
#include "app/review_ground.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

json::object part_open(const Home& home, const ListAt& at, const std::string& part) {
  json::object open = open_of(home, *at.going.audit);
  open["list"] = at.list->code;
  open["part"] = part;
  return open;
}

json::array numbers(const std::vector<std::int64_t>& rows) {
  json::array result;
  for (const std::int64_t row : rows) result.push_back(row);
  return result;
}

Result<Done> done(const Result<std::uint64_t>& recorded) {
  if (!recorded) return fail(recorded.error());
  return Done{};
}

Result<Done> check_unsigned(const ListAt& at, const std::string& part) {
  if (at.progress->is_signed(part))
    return refuse_review("list-signed",
                         "Listan är underskriven. Är ett svar fel kan du göra en rättelse.");
  return Done{};
}

/// The answer as it stands in acts, checked against the routine.
Result<Done> check_judgement(const ListAt& at, const Judgement& given) {
  if (given.answer == Standing::suspected || given.answer == Standing::confirmed)
    return refuse_review("answer-unknown", "Svaret ges inte här. Ladda om sidan.");
  return check_code(at.rules(), given.answer, given.code, given.text);
}

Result<Done> record_answer(Home& home, std::string_view kind, const ListAt& at, std::int64_t row,
                           const Judgement& given, json::object words = {}) {
  json::object open = row_open(home, at, row);
  open["answer"] = code_of(given.answer);
  open["code"] = given.code;
  if (given.from_paper) open["from_paper"] = true;
  words["text"] = given.text;
  return done(record_review(home, kind, std::move(open), std::move(words)));
}

/// Rows whose case the absent colleague had when the row was opened.
std::vector<std::int64_t> rows_covered(Home& home, const ListAt& at, std::int64_t asked,
                                       const LateDeputy& given) {
  const auto registers = kept_registers_at(home, home.ledger.size());
  const StaffNo absent{find_text(home, given.absent).value};
  std::vector<std::int64_t> rows;
  for (const std::int64_t row : at.progress->rows_of(*at.progress->part_of(asked))) {
    const json::object& frozen = at.frozen(row);
    const RowNow now = at.now(row);
    const Day first = day_of(parse_time(text_of(frozen, "first")).at);
    const Day last = day_of(parse_time(text_of(frozen, "last")).at);
    const CaseNo case_no{find_text(home, text_of(frozen, "case")).value};
    const bool had_case =
        std::ranges::any_of(registers->index.roles_in(case_no), [&](const CaseRole& role) {
          return role.staff == absent && role.valid.contains(first) && role.valid.contains(last);
        });
    const bool in_days = given.days.contains(first) && given.days.contains(last);
    const bool fits = row == asked || (!now.facts.flagged && now.standing == Standing::unanswered &&
                                       !now.taken_out);
    if (had_case && in_days && fits && check_answer(now, Standing::needed, 0)) rows.push_back(row);
  }
  return rows;
}

}  // namespace

Result<Done> open_list(Home& home, const PartAt& at) {
  const auto list = part_to_read(home, at);
  if (!list) return fail(list.error());
  const bool opened = at.part.empty()
                          ? list->progress->opened.has_value()
                          : std::ranges::all_of(list->progress->moved, [&](const MovedRows& moved) {
                              return moved.part() != at.part || moved.opened.has_value();
                            });
  if (opened) return Done{};
  return done(record_review(home, act::list_opened, part_open(home, *list, at.part)));
}

Result<std::int64_t> confirm_supported(Home& home, const PartAt& at, const Confirmation& given) {
  const auto list = part_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_unsigned(*list, at.part); !fine) return fail(fine.error());
  const std::vector<std::int64_t> all = list->progress->rows_of(at.part);
  // Where no row is to be confirmed unseen, each is judged for itself, whatever the reader knows.
  const bool has_supported = std::ranges::any_of(all, [&](std::int64_t row) {
    const RowNow now = list->now(row);
    return now.facts.supported && !now.facts.flagged && !now.taken_out;
  });
  if (given.knows_something && given.taken_out.empty() && has_supported)
    return refuse_review("row-missing",
                         "Ta ut den rad som du känner till något om, så bedömer du den för sig.");
  for (const std::int64_t row : given.taken_out)
    if (std::ranges::find(all, row) == all.end() || list->now(row).signed_off)
      return refuse_review("row-unknown", "Raden finns inte på listan. Ladda om sidan.");
  std::vector<std::int64_t> rows;
  for (const std::int64_t row : all)
    if (may_confirm(list->now(row)) &&
        std::ranges::find(given.taken_out, row) == given.taken_out.end())
      rows.push_back(row);
  json::object open = part_open(home, *list, at.part);
  open["rows"] = numbers(rows);
  open["taken_out"] = numbers(given.taken_out);
  open["knows"] = given.knows_something ? "something" : "nothing";
  if (given.from_paper) open["from_paper"] = true;
  if (auto act = record_review(home, act::rows_confirmed, std::move(open)); !act)
    return fail(act.error());
  return static_cast<std::int64_t>(rows.size());
}

Result<Done> take_row_out(Home& home, const RowAt& at) {
  const auto list = row_to_read(home, at);
  if (!list) return fail(list.error());
  const RowNow now = list->now(at.row);
  if (now.signed_off) return check_undo(now);
  if (now.standing != Standing::unanswered && now.standing != Standing::confirmed)
    return refuse_review("row-answered", "Raden är redan bedömd för sig.");
  return done(record_review(home, act::row_taken_out, row_open(home, *list, at.row)));
}

Result<Done> judge_row(Home& home, const RowAt& at, const Judgement& given) {
  const auto list = row_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_judgement(*list, given); !fine) return fine;
  if (auto fine = check_answer(list->now(at.row), given.answer, list->others_unclear(at.row));
      !fine)
    return fine;
  return record_answer(home, act::row_judged, *list, at.row, given);
}

Result<std::int64_t> judge_alike(Home& home, const PartAt& at,
                                 const std::vector<std::int64_t>& rows, const Judgement& given) {
  const auto list = part_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_judgement(*list, given); !fine) return fail(fine.error());
  const std::set<std::int64_t> wanted{rows.begin(), rows.end()};
  std::vector<RowNow> now;
  for (const std::int64_t row : wanted) {
    if (list->progress->part_of(row) != at.part)
      return refuse_review("row-unknown", "En av raderna finns inte på listan. Ladda om sidan.");
    now.push_back(list->now(row));
  }
  if (auto fine = check_alike(now, given.answer, list->rules().alike_max); !fine)
    return fail(fine.error());
  for (const std::int64_t row : wanted) {
    auto recorded = record_answer(home, act::row_judged, *list, row, given,
                                  {{"alike", numbers({wanted.begin(), wanted.end()})}});
    if (!recorded) return fail(recorded.error());
  }
  return static_cast<std::int64_t>(wanted.size());
}

Result<Done> undo_row(Home& home, const RowAt& at) {
  const auto list = row_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_undo(list->now(at.row)); !fine) return fine;
  return done(record_review(home, act::row_undone, row_open(home, *list, at.row)));
}

Result<Done> countersign(Home& home, const RowAt& at, bool agrees, const std::string& text) {
  const auto list = list_at(home, at.audit, at.list);
  if (!list) return fail(list.error());
  if (!list->has_row(at.row))
    return refuse_review("row-unknown", "Raden finns inte på listan. Ladda om sidan.");
  if (!may_countersign(list->user, law_role(home, list->frozen(at.row)),
                       is_read_for_role(*list->progress, at.row), list->list->staff))
    return refuse_review("not-allowed",
                         "Medicinskt ansvarig sjuksköterska eller kvalitetscontroller, efter "
                         "ärendets lag, är den som ska hålla med.");
  if (list->row(at.row).by == home.user)
    return refuse_review("own-answer", "Du har själv bedömt raden. Någon annan ska hålla med.");
  if (auto fine = check_countersign(list->now(at.row)); !fine) return fine;
  if (auto fine = check_text(text, !agrees); !fine) return fine;
  json::object open = row_open(home, *list, at.row);
  open["agrees"] = agrees;
  return done(record_review(home, act::row_countersigned, std::move(open), {{"text", text}}));
}

Result<std::int64_t> enter_deputy(Home& home, const RowAt& at, const LateDeputy& given) {
  const auto list = row_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_text(given.appointed_by, true); !fine) return fail(fine.error());
  if (given.absent == list->list->staff)
    return refuse_review("deputy-self", "Ingen kan ersätta sig själv. Välj den som var borta.");
  if (!(given.days.from < given.days.to))
    return refuse_review("deputy-days", "Den sista dagen ligger före den första.");
  if (auto fine = check_answer(list->now(at.row), Standing::needed, 0); !fine)
    return fail(fine.error());
  const std::vector<std::int64_t> rows = rows_covered(home, *list, at.row, given);
  if (std::ranges::find(rows, at.row) == rows.end())
    return refuse_review("deputy-other-case",
                         "Den som var borta handlade enligt registret inte ärendet de dagarna, "
                         "eller så öppnades akten andra dagar. Välj en annan grund.");
  json::object open = row_open(home, *list, at.row);
  open["rows"] = numbers(rows);
  open["answer"] = code_of(Standing::needed);
  open["code"] = "deputy";
  if (given.from_paper) open["from_paper"] = true;
  json::object words{{"absent", given.absent},
                     {"from", format_day(given.days.from)},
                     {"to", format_day(given.days.to)},
                     {"text", given.appointed_by}};
  if (auto act = record_review(home, act::deputy_entered, std::move(open), std::move(words)); !act)
    return fail(act.error());
  return static_cast<std::int64_t>(rows.size());
}

Result<Done> sign_list(Home& home, const PartAt& at, bool from_paper) {
  const auto list = part_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_unsigned(*list, at.part); !fine) return fine;
  const auto missing = missing_for_signing(*list, at.part);
  if (!missing.empty()) return refuse_review(missing.front().code, missing.front().text);
  json::object open = part_open(home, *list, at.part);
  Tally tally;
  json::array rows;
  for (const std::int64_t row : list->progress->rows_of(at.part)) {
    if (list->progress->is_row_signed(row)) continue;
    rows.push_back(row);
    tally.add(list->row(row).standing);
  }
  open["rows"] = std::move(rows);
  open["counts"] = json::object{{"confirmed", tally.confirmed},   {"needed", tally.needed},
                                {"acceptable", tally.acceptable}, {"suspected", tally.suspected},
                                {"unclear", tally.unclear},       {"not_asked", tally.not_asked}};
  if (from_paper) open["from_paper"] = true;
  return done(record_review(home, act::list_signed, std::move(open),
                            {{"text", list->rules().guidance.sign_off}}));
}

Result<Done> correct_row(Home& home, const RowAt& at, const Judgement& given,
                         const std::string& reason) {
  const auto list = row_to_read(home, at);
  if (!list) return fail(list.error());
  if (auto fine = check_judgement(*list, given); !fine) return fine;
  RowNow now = list->now(at.row);
  const auto suspicion = list->row(at.row).suspicion;
  const SuspicionState* handed_over =
      suspicion ? home.ledger.state().review.suspicion(*suspicion) : nullptr;
  // Whoever received it found that it is none: then its reader answers anew.
  if (handed_over != nullptr && handed_over->returned && now.standing == Standing::suspected)
    now.standing = Standing::unanswered;
  if (auto fine = check_correction(now, given.answer, list->others_unclear(at.row)); !fine)
    return fine;
  if (auto fine = check_text(reason, true); !fine) return fine;
  return record_answer(home, act::row_corrected, *list, at.row, given, {{"reason", reason}});
}

Result<Done> extend_deadline(Home& home, const std::string& audit, const std::string& code,
                             Day answer_by, const std::string& reason) {
  const auto list = list_at(home, audit, code);
  if (!list) return fail(list.error());
  Scope scope;
  scope.area = list->progress->is_managers() ? list->list->area : "";
  scope.staff = list->list->staff;
  if (!home.user.empty() && !may(list->user, Right::extend_deadline, scope))
    return refuse_review(
        "not-allowed", "VO-chefen för området eller socialchefen kan ge en lista ett nytt datum.");
  if (reason.empty())
    return refuse_review("reason-missing", "Skriv varför listan får ett nytt datum.");
  if (auto fine = check_text(reason, true); !fine) return fine;
  if (auto fine = check_unsigned(*list, ""); !fine) return fine;
  const Routine& routine = list->lists->routine;
  const auto period = period_in(routine, list->going.audit->period);
  if (!period) return fail(period.error());
  const Schedule schedule = schedule_of(home.ledger.state(), routine, *period);
  if (answer_by < day_of(home.now) || answer_by <= insyn::answer_by(*list->progress, schedule))
    return refuse_review("day-early", "Det nya datumet ska ligga efter det som listan har.");
  if (const Day latest = latest_answer(schedule, day_of(home.now)); answer_by > latest)
    return refuse_review("day-late",
                         "Välj ett datum som inte är senare än " + swedish_date(latest) + ".");
  json::object open = open_of(home, *list->going.audit);
  open["list"] = code;
  open["answer_by"] = format_day(answer_by);
  return done(record_review(home, act::deadline_extended, std::move(open), {{"reason", reason}}));
}

}  // namespace insyn
