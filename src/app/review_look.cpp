#include "app/review_look.h"

#include <algorithm>

#include "app/row_words.h"
#include "app/wording.h"

namespace insyn {
namespace {

/// What lists of an audit are seen with, yet without one; none if they were never drawn or are
/// purged.
std::optional<ListSeen> audit_seen(const Snapshot& look, const AuditState& audit) {
  ListSeen seen;
  seen.audit = &audit;
  seen.of_audit = look.state.progress.audit(audit.id);
  const auto papers = look.audits.find(audit.id);
  if (seen.of_audit == nullptr || papers == look.audits.end() || papers->second->current == nullptr)
    return std::nullopt;
  seen.papers = papers->second.get();
  seen.frame = &seen.papers->current->frame;
  return seen;
}

/// Lists are read while their audit goes on.
bool goes_on(const ListSeen& seen) { return !seen.audit->annulled && !seen.of_audit->closed; }

std::string code_text(const ListSeen& list, Standing standing, std::string_view code) {
  if (list.papers->routine == nullptr) return {};
  for (const ReviewCode& one : codes_for(list.papers->routine->review, standing))
    if (one.code == code) return one.text;
  return {};
}

/// The same with one of its lists; false if that wasn't sent.
bool see(const Snapshot& look, const CurrentList& list, ListSeen& seen) {
  const auto known = seen.of_audit->lists.find(list.code);
  if (known == seen.of_audit->lists.end() || !known->second.sent) return false;
  seen.list = &list;
  seen.progress = &known->second;
  const AuditReview* review = look.state.review.audit(seen.audit->id);
  seen.review = review == nullptr ? nullptr : review->list(list.code);
  return true;
}

}  // namespace

ReviewLook::ReviewLook(const Snapshot& look, std::string_view user) : look_{look}, user_{user} {
  const Person* person = look.people == nullptr ? nullptr : look.people->find(user);
  if (person != nullptr && person->active) holder_ = person->holder();
}

std::vector<ListSeen> ReviewLook::lists() const {
  std::vector<ListSeen> all;
  for (const AuditState& audit : look_.state.audits) {
    auto seen = audit_seen(look_, audit);
    if (!seen || !goes_on(*seen)) continue;
    for (const CurrentList& list : seen->papers->current->lists)
      if (see(look_, list, *seen)) all.push_back(*seen);
  }
  return all;
}

std::optional<ListSeen> ReviewLook::list(std::string_view audit, std::string_view code) const {
  auto seen = evidence(audit, code);
  return seen && goes_on(*seen) ? seen : std::nullopt;
}

std::optional<ListSeen> ReviewLook::evidence(std::string_view audit, std::string_view code) const {
  const AuditState* known = look_.state.audit(audit);
  if (known == nullptr) return std::nullopt;
  auto seen = audit_seen(look_, *known);
  const CurrentList* list = seen ? seen->papers->current->list(code) : nullptr;
  if (list == nullptr || !see(look_, *list, *seen)) return std::nullopt;
  return seen;
}

bool ReviewLook::is_self(const ListSeen& list) const {
  return !holder_.staff.empty() && holder_.staff == list.list->staff;
}

UserRole ReviewLook::law_role(const json::object& frozen) const {
  const Case* of_case = look_.names->find_case(text_of(frozen, "case"));
  return of_case != nullptr && of_case->law == Law::hsl ? UserRole::chief_nurse
                                                        : UserRole::quality_controller;
}

std::string ReviewLook::words_text(std::optional<std::uint64_t> act, std::string_view name) const {
  if (!act) return {};
  const auto found = look_.review_words.find(*act);
  return found == look_.review_words.end() ? "" : text_of(*found->second, name);
}

std::string ReviewLook::person_name(const ListSeen& list) const {
  return look_.names->staff(list.list->staff);
}

RowView ReviewLook::row_view(const ListSeen& list, std::int64_t row, bool is_blind) const {
  const json::object& frozen = list.frozen(row);
  RowWords words = words_of_row(frozen, *look_.names);
  RowView view;
  view.row = row;
  view.facts = facts_of(frozen);
  view.client = std::move(words.client);
  view.client_id = text_of(frozen, "client");
  view.born = std::move(words.born);
  view.case_text = std::move(words.case_text);
  view.unit = std::move(words.unit);
  view.health_care = law_role(frozen) == UserRole::chief_nurse;
  view.opened = std::move(words.opened);
  view.first_day = std::move(words.first_day);
  view.support = std::move(words.support);
  view.reasons = std::move(words.reasons);
  view.told = std::move(words.told);
  view.look = std::move(words.look);
  view.locked = list.progress->is_row_signed(row);
  if (is_blind) return view;
  view.review = list.row(row);
  const RowNow now{view.facts, view.review.standing, view.locked, view.review.taken_out};
  view.may_confirm = insyn::may_confirm(now);
  view.may_undo = check_undo(now).has_value();
  view.code_text = code_text(list, view.review.standing, view.review.code);
  if (view.review.standing != Standing::unanswered) view.text = words_text(view.review.act);
  if (const auto& first = view.review.signed_answer) {
    view.signed_code_text = code_text(list, first->standing, first->code);
    view.signed_text = words_text(first->act);
    view.correction_reason = words_text(view.review.corrections.back(), "reason");
  }
  for (const std::uint64_t asked : view.review.asks)
    if (const AskState* ask = look_.state.review.ask(asked))
      view.asks.push_back(ask_view(list, *ask));
  return view;
}

AskView ReviewLook::ask_view(const ListSeen& list, const AskState& ask) const {
  AskView view;
  view.asked = ask.asked;
  view.kind = ask.kind;
  view.at = ask.at;
  view.opinion = ask.opinion;
  view.open = ask.is_open();
  view.text = words_text(ask.asked);
  view.answer = words_text(ask.answered);
  if (ask.kind == AskState::Kind::employee)
    view.to = person_name(list);
  else if (const auto role = parse_user_role(ask.to))
    view.to = title_of(*role);
  else
    view.to = "chefen för " + words_of_row(list.frozen(ask.row), *look_.names).unit;
  return view;
}

std::optional<AuditPeriod> ReviewLook::period(const ListSeen& list) const {
  if (list.papers->routine == nullptr) return std::nullopt;
  return find_period(*list.papers->routine, list.audit->period);
}

Schedule ReviewLook::schedule(const ListSeen& list) const {
  const auto of = period(list);
  return of ? schedule_of(look_.state, *list.papers->routine, *of) : Schedule{};
}

std::string filled(std::string text,
                   const std::vector<std::pair<std::string_view, std::string>>& words) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto fits = std::ranges::find_if(words, [&](const auto& word) {
      return text.compare(at, word.first.size(), word.first) == 0;
    });
    if (fits == words.end()) {
      result += text[at++];
      continue;
    }
    result += fits->second;
    at += fits->first.size();
  }
  return result;
}

}  // namespace insyn
