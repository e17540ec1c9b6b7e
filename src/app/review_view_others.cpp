#include <algorithm>

#include "app/review_ground.h"
#include "app/review_look.h"
#include "app/second_reading.h"
#include "app/wording.h"

namespace insyn {
namespace {

std::string client_to_employee(const ReviewLook& by, const json::object& frozen) {
  const Client* client = by.look().names->client(text_of(frozen, "client"));
  if (client == nullptr || client->is_protected || !client->name) return {};
  return by.look().names->text(client->name);
}

bool is_asked(const ReviewLook& by, const ListSeen& list, const AskState& ask) {
  if (ask.kind == AskState::Kind::employee) return by.is_self(list);
  if (by.is_self(list) || ask.by == by.user()) return false;
  if (ask.kind == AskState::Kind::support) return has_role(by.holder().grants, ask.to);
  return !by.holder().staff.empty() && list.frame->reader_code(by.holder().staff) == ask.to;
}

/// Of a row as an adviser sees it: that row only, and not what its reader has answered or asked
/// others.
RowView alone(const ReviewLook& by, const ListSeen& list, std::int64_t row) {
  return by.row_view(list, row, true);
}

bool is_left_out(const json::object& words, std::string_view user) {
  const auto left_out = texts_in(words, "left_out");
  return std::ranges::find(left_out, user) != left_out.end();
}

/// What its act says of who it falls to; nothing once that is purged.
const json::object& words_of(const Snapshot& look, const SuspicionState& suspicion) {
  static const json::object purged;
  const auto found = look.review_words.find(suspicion.opened);
  return found == look.review_words.end() ? purged : *found->second;
}

/// Whether the user was named to act for the director, and was told of this one.
bool is_other(const json::object& words, std::string_view user) {
  return !user.empty() && text_of(words, "other") == user;
}

/// Who opened, what was answered, the row itself: for those who see answers.
void add_answers(const ReviewLook& by, const json::object& words, SuspicionView& view) {
  const Snapshot& look = by.look();
  view.staff = text_of(words, "staff");
  view.person = look.names->staff(view.staff);
  view.text = text_of(words, "text");
  const auto papers = look.audits.find(view.state.audit);
  if (papers != look.audits.end() && papers->second->routine != nullptr)
    for (const ReviewCode& code : papers->second->routine->review.never)
      if (code.code == view.state.code) view.code_text = code.text;
  if (const auto list = by.evidence(view.state.audit, view.state.list))
    view.row = alone(by, *list, view.state.row);
}

}  // namespace

std::vector<QuestionView> questions_to(const Snapshot& look, std::string_view user) {
  const ReviewLook by{look, user};
  std::vector<QuestionView> questions;
  for (const auto& [asked, ask] : look.state.review.asks) {
    if (!ask.is_open()) continue;
    const auto list = by.list(ask.audit, ask.list);
    if (!list || !is_asked(by, *list, ask)) continue;
    QuestionView question;
    question.ask = by.ask_view(*list, ask);
    question.audit = ask.audit;
    question.asker = look.people->name_of(ask.by);
    if (ask.kind == AskState::Kind::employee) {
      question.when = dated_moment_text(text_of(list->frozen(ask.row), "first"));
      question.client = client_to_employee(by, list->frozen(ask.row));
    } else {
      question.staff = list->list->staff;
      question.person = by.person_name(*list);
      question.row = alone(by, *list, ask.row);
    }
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<RowToRead> to_countersign(const Snapshot& look, std::string_view user) {
  const ReviewLook by{look, user};
  std::vector<RowToRead> rows;
  for (const ListSeen& list : by.lists()) {
    if (list.review == nullptr) continue;
    for (const auto& [row, review] : list.review->rows) {
      if (!awaits_countersignature(review.standing) || review.by == user) continue;
      if (!may_countersign(by.holder(), by.law_role(list.frozen(row)),
                           is_read_for_role(*list.progress, row), list.list->staff))
        continue;
      rows.push_back({{list.audit->id, list.list->code, row},
                      list.list->staff,
                      by.person_name(list),
                      by.row_view(list, row)});
    }
  }
  return rows;
}

std::vector<RowToRead> to_read_again(const Snapshot& look, std::string_view user) {
  const ReviewLook by{look, user};
  std::vector<RowToRead> rows;
  for (const auto& [id, review] : look.state.review.audits)
    for (const SecondReading& reading : review.second) {
      const auto list = reading.second ? std::nullopt : by.list(id, reading.list);
      if (!list || list->row(reading.row).by == user ||
          !falls_to(reading, by.holder(), *list->frame, list->list->staff))
        continue;
      rows.push_back({{id, reading.list, reading.row},
                      list->list->staff,
                      by.person_name(*list),
                      by.row_view(*list, reading.row, true)});
    }
  return rows;
}

std::vector<SuspicionView> suspicions_for(const Snapshot& look, std::string_view user) {
  const ReviewLook by{look, user};
  std::vector<SuspicionView> views;
  for (const SuspicionState& suspicion : look.state.review.suspicions) {
    const json::object& words = words_of(look, suspicion);
    Scope scope;
    scope.staff = text_of(words, "staff");
    scope.law = text_of(words, "role") == code_of(UserRole::chief_nurse) ? "HSL" : "";
    const bool other = is_other(words, user);
    const bool answers = other || may(by.holder(), Right::see_suspicions, scope);
    if (is_left_out(words, by.user()) || (!answers && !may(by.holder(), Right::see_clocks, scope)))
      continue;
    SuspicionView view;
    view.state = suspicion;
    view.may_stamp = other || may(by.holder(), Right::stamp_suspicion, scope);
    // Whoever handed it over never finds that it is none.
    view.may_return =
        suspicion.by != user && (other || may(by.holder(), Right::return_suspicion, scope));
    const auto papers = look.audits.find(suspicion.audit);
    if (papers != look.audits.end() && papers->second->routine != nullptr)
      view.clocks = clocks_of(papers->second->routine->review.clocks, suspicion.stamps);
    if (answers) {
      view.handed_over_by = look.people->name_of(suspicion.by);
      add_answers(by, words, view);
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<CallView> calls_to(const Snapshot& look, std::string_view user) {
  std::vector<CallView> calls;
  const auto add = [&](const RowReview& row) {
    if (!row.held_off || !row.held_off_at || row.standing != Standing::unanswered) return;
    const auto words = look.review_words.find(*row.held_off);
    if (words == look.review_words.end()) return;
    const auto told = texts_in(*words->second, "told");
    if (std::ranges::find(told, user) == told.end()) return;
    calls.push_back({*row.held_off, *row.held_off_at, look.people->name_of(row.held_off_by),
                     text_of(*words->second, "text")});
  };
  for (const auto& audit : look.state.review.audits)
    for (const auto& list : audit.second.lists)
      for (const auto& row : list.second.rows) add(row.second);
  std::ranges::sort(calls, std::ranges::greater{}, &CallView::act);
  return calls;
}

bool acts_for_director(const Snapshot& look, std::string_view user) {
  return std::ranges::any_of(look.state.review.suspicions, [&](const SuspicionState& one) {
    return is_other(words_of(look, one), user);
  });
}

bool is_left_out(const Snapshot& look, std::string_view user, std::string_view audit) {
  return std::ranges::any_of(look.state.review.suspicions, [&](const SuspicionState& one) {
    return one.audit == audit && !one.returned && is_left_out(words_of(look, one), user);
  });
}

Tally managers_tally(const ListProgress& list, const ListReview* review) {
  Tally tally;
  for (std::int64_t row = 0; row < list.rows; ++row)
    if (!parse_user_role(list.part_of(row).value_or("")))
      tally.add(review == nullptr ? Standing::unanswered : review->standing(row));
  return tally;
}

ReviewCounts counts_of(const State& state, const Routine& routine, std::string_view audit) {
  ReviewCounts counts;
  const AuditProgress* progress = state.progress.audit(audit);
  const AuditReview* review = state.review.audit(audit);
  if (progress == nullptr) return counts;
  counts.lists = progress->managers_lists();
  counts.lists_signed = counts.lists - progress->unsigned_lists();
  if (review == nullptr) return counts;
  for (const auto& [code, list] : progress->lists) {
    for (std::int64_t row = 0; row < list.rows; ++row)
      if (list.is_row_signed(row)) counts.tally.add(review->standing(code, row));
    if (const ListReview* of_list = review->list(code))
      for (const auto& part : of_list->parts)
        counts.tally.handed_on += part.second.signed_tally.handed_on;
  }
  counts.late_deputies = review->late_deputies();
  counts.corrections = review->corrections();
  counts.incident_lines = review->incident_lines();
  for (const SuspicionState& suspicion : state.review.suspicions)
    if (suspicion.audit == audit) ++(suspicion.returned ? counts.returned : counts.suspicions);
  for (const auto& ask : state.review.asks)
    if (ask.second.audit == audit)
      ++(ask.second.kind == AskState::Kind::employee ? counts.employees_asked
                                                     : counts.support_asked);
  counts.minutes = (review->seconds() + 59) / 60;
  counts.fast_lists = review->fast_parts(routine.review.fast_seconds_per_row);
  counts.second_drawn = static_cast<std::int64_t>(review->second.size());
  counts.second_read = std::ranges::count_if(
      review->second, [](const SecondReading& one) { return one.second.has_value(); });
  counts.agreement = agreement_of(*review);
  return counts;
}

}  // namespace insyn
