#include "app/second_reading.h"

#include <algorithm>
#include <array>
#include <map>

#include "app/owning_unit.h"
#include "app/people.h"
#include "app/review_ground.h"
#include "domain/sampling/ticket.h"

namespace insyn {
namespace {

/// The cleared rows of managers' lists that a manager judged.
std::vector<Candidate> candidates_of(const AuditProgress& progress, const AuditReview& review) {
  std::vector<Candidate> candidates;
  for (const auto& [code, list] : progress.lists) {
    if (!list.is_managers()) continue;
    for (std::int64_t row = 0; row < list.rows; ++row)
      if (!parse_user_role(list.part_of(row).value_or("")) &&
          is_cleared(review.standing(code, row)))
        candidates.push_back({code, row, {}});
  }
  return candidates;
}

std::size_t category(Standing standing) {
  if (standing == Standing::confirmed || standing == Standing::needed) return 0;
  return standing == Standing::acceptable ? 1 : 2;
}

const SecondReading* find_reading(const AuditReview* review, const RowAt& at) {
  if (review == nullptr) return nullptr;
  const auto found = std::ranges::find_if(review->second, [&](const SecondReading& one) {
    return one.list == at.list && one.row == at.row;
  });
  return found == review->second.end() ? nullptr : &*found;
}

/// The head of the unit that owns the row's case, by id among the staff, if they may read it again.
std::string head_to_read(Home& home, const People& people, const CommittedFrame& frame,
                         const ListProgress& progress, const RowReview& first,
                         const CurrentList& list, const json::object& frozen) {
  const std::string head = head_of_owning_unit(home, people, frozen, list.staff);
  const Person* user = head.empty() ? nullptr : people.by_staff(head);
  if (user == nullptr || user->id == first.by || has_role(user->grants, UserRole::administrator))
    return {};
  // Who answered may have done so as a deputy: whose list it is has an opinion as well.
  if (frame.reader_code(head) == progress.reader) return {};
  Scope scope;
  scope.staff = list.staff;
  scope.reviewer = head;
  return may(user->holder(), Right::read_again, scope) ? head : std::string{};
}

/// The public part of a drawn row: where it is, and who reads it.
json::object drawn_row(Home& home, const People& people, const CommittedFrame& frame,
                       const ListProgress& progress, const RowReview& first,
                       const CurrentList& list, std::int64_t row, SecondReader reader) {
  const json::object& frozen = list.row(row);
  json::object open{{"list", list.code}, {"row", row}};
  const std::string head = reader == SecondReader::owning_unit
                               ? head_to_read(home, people, frame, progress, first, list, frozen)
                               : std::string{};
  if (head.empty())
    open["role"] = code_of(law_role(home, frozen));
  else
    open["reader"] = frame.reader_code(head);
  return open;
}

}  // namespace

std::string second_reading_line(const std::string& audit, const Candidate& candidate) {
  return audit + "/second/" + candidate.list + "/" + std::to_string(candidate.row);
}

std::vector<Candidate> draw_candidates(const std::string& audit, const std::string& seed,
                                       const std::vector<Candidate>& candidates, int share) {
  std::map<std::string, const Candidate*> by_line;
  std::vector<std::string> lines;
  for (const Candidate& candidate : candidates) {
    lines.push_back(second_reading_line(audit, candidate));
    by_line[lines.back()] = &candidate;
  }
  const std::size_t count = (candidates.size() * static_cast<std::size_t>(share) + 999) / 1000;
  std::vector<Candidate> drawn;
  for (const Ticketed& one : lowest_tickets(lines, count, seed_hash(seed)))
    drawn.push_back(*by_line.at(one.line));
  return drawn;
}

Result<std::int64_t> draw_second_reading(Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  const State& state = home.ledger.state();
  if (auto fine = require_right(state.people, home.user, Right::draw_second_reading); !fine)
    return fail(fine.error());
  const AuditReview* review = state.review.audit(going->audit->id);
  if (review != nullptr && review->second_drawn)
    return refuse_review("second-reading-drawn", "Raderna är redan lottade.");
  if (!going->progress->all_sent() || going->progress->unsigned_lists() > 0)
    return refuse_review("lists-unsigned",
                         "Alla listor är inte underskrivna än. Lotta när de är det.");
  const auto lists = drawn_lists(home, *going->audit);
  if (!lists) return fail(lists.error());
  const int share = (*lists)->routine.review.second_reading_share;
  const std::string seed = text_of(home.ledger.words(*going->audit->drawn), "seed");
  const auto candidates =
      review == nullptr ? std::vector<Candidate>{} : candidates_of(*going->progress, *review);
  const People people = people_of(home);
  json::array rows;
  for (const Candidate& one : draw_candidates(going->audit->id, seed, candidates, share)) {
    const CurrentList* list = (*lists)->list(one.list);
    if (list == nullptr) continue;
    const ListReview* answers = review->list(one.list);
    const RowReview* first = answers == nullptr ? nullptr : answers->row(one.row);
    rows.push_back(drawn_row(home, people, (*lists)->frame, going->progress->lists.at(one.list),
                             first == nullptr ? RowReview{} : *first, *list, one.row,
                             (*lists)->routine.review.second_reader));
  }
  const auto count = static_cast<std::int64_t>(rows.size());
  json::object open = open_of(home, *going->audit);
  open["candidates"] = candidates.size();
  open["share"] = share;
  open["rows"] = std::move(rows);
  if (auto act = record_review(home, act::second_reading_drawn, std::move(open)); !act)
    return fail(act.error());
  return count;
}

bool falls_to(const SecondReading& reading, const Holder& user, const CommittedFrame& frame,
              const std::string& staff) {
  if (has_role(user.grants, UserRole::administrator)) return false;
  Scope scope;
  if (const auto role = parse_user_role(reading.role)) {
    scope = law_scope(*role);
  } else {
    if (user.staff.empty() || frame.reader_code(user.staff) != reading.reader) return false;
    scope.reviewer = user.staff;
  }
  scope.staff = staff;
  return may(user, Right::read_again, scope);
}

Result<Done> read_again(Home& home, const RowAt& row, Standing answer, const std::string& text) {
  const auto at = list_at(home, row.audit, row.list);
  if (!at) return fail(at.error());
  const SecondReading* reading = find_reading(at->audit_review, row);
  if (reading == nullptr)
    return refuse_review("not-drawn-again", "Raden är inte lottad till en andra läsning.");
  if (!falls_to(*reading, at->user, *at->frame, at->list->staff) ||
      at->row(row.row).by == home.user)
    return refuse_review("not-second-reader",
                         "Raden läses om av någon annan: medicinskt ansvarig sjuksköterska, "
                         "kvalitetscontroller eller chefen för enheten som har ärendet, och "
                         "aldrig av den som har läst den förut.");
  if (reading->second) return refuse_review("read-already", "Raden är redan läst en andra gång.");
  if (answer != Standing::needed && answer != Standing::acceptable && answer != Standing::suspected)
    return refuse_review("answer-unknown", "Svaret finns inte. Ladda om sidan.");
  if (auto fine = check_text(text, answer == Standing::suspected); !fine) return fine;
  json::object open = row_open(home, *at, row.row);
  open["answer"] = code_of(answer);
  if (auto act = record_review(home, act::read_again, std::move(open), {{"text", text}}); !act)
    return fail(act.error());
  return Done{};
}

Agreement agreement_of(const AuditReview& review) {
  std::vector<std::vector<std::int64_t>> counts(3, std::vector<std::int64_t>(3));
  for (const SecondReading& one : review.second)
    if (one.second) ++counts[category(one.first)][category(*one.second)];
  return agreement_of(counts);
}

}  // namespace insyn
