#include "app/review_look.h"

#include <algorithm>

#include "app/review_ground.h"
#include "app/row_words.h"
#include "app/wording.h"

namespace insyn {

const json::object& ListSeen::frozen(std::int64_t row) const {
  return list->list.at("rows").as_array().at(static_cast<std::size_t>(row)).as_object();
}

RowReview ListSeen::row(std::int64_t number) const {
  const RowReview* found = review == nullptr ? nullptr : review->row(number);
  return found == nullptr ? RowReview{} : *found;
}

ReviewLook::ReviewLook(const Snapshot& look, std::string_view user) : look_{look}, user_{user} {
  const Person* person = look.people == nullptr ? nullptr : look.people->find(user);
  if (person != nullptr && person->active) holder_ = person->holder();
}

std::vector<ListSeen> ReviewLook::lists() const {
  std::vector<ListSeen> seen;
  for (const AuditState& audit : look_.state.audits) {
    const AuditProgress* progress = look_.state.progress.audit(audit.id);
    const auto papers = look_.audits.find(audit.id);
    if (audit.annulled || progress == nullptr || progress->closed || papers == look_.audits.end())
      continue;
    const AuditReview* review = look_.state.review.audit(audit.id);
    for (const CurrentList& list : papers->second->current) {
      const auto known = progress->lists.find(list.code);
      if (known == progress->lists.end() || !known->second.sent) continue;
      seen.push_back({&audit, papers->second.get(), &list, progress, &known->second,
                      review == nullptr ? nullptr : review->list(list.code)});
    }
  }
  return seen;
}

std::optional<ListSeen> ReviewLook::list(std::string_view audit, std::string_view code) const {
  for (const ListSeen& one : lists())
    if (one.audit->id == audit && one.list->code == code) return one;
  return std::nullopt;
}

bool ReviewLook::has_role(std::string_view role) const {
  return std::ranges::any_of(holder_.grants,
                             [&](const Grant& grant) { return code_of(grant.role) == role; });
}

bool ReviewLook::is_self(const ListSeen& list) const {
  return !holder_.staff.empty() && holder_.staff == list.list->staff;
}

bool ReviewLook::reads(const ListSeen& list, std::string_view part) const {
  if (is_self(list)) return false;
  const auto is_reader = [&](const std::string& reader, const std::string& role) {
    if (!role.empty()) return has_role(role);
    return !reader.empty() && !holder_.staff.empty() &&
           list.papers->codes.reader_code(holder_.staff) == reader;
  };
  if (part.empty()) return is_reader(list.progress->reader, list.progress->role);
  return std::ranges::any_of(list.progress->moved, [&](const MovedRows& moved) {
    return moved.part() == part && is_reader(moved.reader, moved.role);
  });
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
  view.support = std::move(words.support);
  view.reasons = std::move(words.reasons);
  view.look = std::move(words.look);
  view.locked = list.progress->is_row_signed(row);
  if (is_blind) return view;
  view.review = list.row(row);
  const RowNow now{view.facts, view.review.standing, view.locked, view.review.taken_out};
  view.may_confirm = insyn::may_confirm(now);
  view.may_undo = check_undo(now).has_value();
  if (list.papers->routine != nullptr)
    for (const ReviewCode& code : codes_for(list.papers->routine->review, view.review.standing))
      if (code.code == view.review.code) view.code_text = code.text;
  if (view.review.standing != Standing::unanswered) view.text = words_text(view.review.act);
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
