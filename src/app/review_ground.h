#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit_steps.h"
#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "app/registers_at.h"
#include "app/review_acts.h"
#include "domain/people/rights.h"

namespace insyn {

/// A list that was sent, as acts and views look at it. Borrows.
struct SentList {
  const CurrentList* list = nullptr;      ///< as frozen
  const CommittedFrame* frame = nullptr;  ///< of its audit
  const ListProgress* progress = nullptr;
  const ListReview* review = nullptr;  ///< none: nothing was done yet

  /// Whether somebody reads the part: by being its reader, or by holding its role; never one's own.
  bool is_read_by(const Holder& user, std::string_view part) const;
  const json::object& frozen(std::int64_t row) const { return list->row(row); }
  RowReview row(std::int64_t number) const;
};

/// What the acts of the review stand on: a list of an audit that goes on and was sent, and who
/// wants to do something with it. Borrows the state.
struct ListAt : SentList {
  GoingAudit going;
  std::shared_ptr<const DrawnLists> lists;    ///< that `list` and `frame` are of
  const AuditReview* audit_review = nullptr;  ///< none: nothing was done yet
  Holder user;

  const ReviewRules& rules() const { return lists->routine.review; }
  bool has_row(std::int64_t row) const { return row >= 0 && row < progress->rows; }
  RowNow now(std::int64_t row) const;
  std::int64_t others_unclear(std::int64_t row) const;
  /// Whether another list of the audit is of the same person.
  bool is_of_person(std::string_view code) const;
};

tl::unexpected<Error> refuse_review(std::string_view code, std::string text);

Result<ListAt> list_at(Home& home, const std::string& audit, const std::string& list);
/// The same, refused unless the user reads the part.
Result<ListAt> part_to_read(Home& home, const PartAt& at);
/// The same of the part that a row belongs to.
Result<ListAt> row_to_read(Home& home, const RowAt& at);

/// What the draw froze of a row, as far as answers go.
RowFacts facts_of(const json::object& frozen);

/// Who reads what a manager mustn't, by the law of the row's case.
UserRole law_role(const RegistersAt& registers, TextNo case_no);
UserRole law_role(Home& home, const json::object& frozen);
Scope law_scope(UserRole role);

/// Whether the user may agree that a row of this person can't be cleared up: by the law of its
/// case; of a part that is read for a role either role, so that there is somebody besides its
/// reader.
bool may_countersign(const Holder& user, UserRole law, bool is_read_for_role,
                     const std::string& staff);
/// Whether the part that a row belongs to is read for a role.
bool is_read_for_role(const ListProgress& progress, std::int64_t row);

/// One of the routine's codes for this answer; refused if it isn't one, or wants a text.
Result<Done> check_code(const ReviewRules& rules, Standing answer, const std::string& code,
                        const std::string& text);
const std::vector<ReviewCode>& codes_for(const ReviewRules& rules, Standing answer);

/// Refuses what is longer than 2,000 characters or no text.
Result<Done> check_text(const std::string& text, bool is_needed);

/// What a part needs before it can be signed; empty: it can.
std::vector<Missing> missing_for_signing(const ListProgress& progress, const ListReview* review,
                                         std::string_view part);
inline std::vector<Missing> missing_for_signing(const ListAt& at, std::string_view part) {
  return missing_for_signing(*at.progress, at.review, part);
}

/// The public part of an act on a row.
json::object row_open(const Home& home, const ListAt& at, std::int64_t row);

/// The value is the act's position.
Result<std::uint64_t> record_review(Home& home, std::string_view kind, json::object open,
                                    json::object words = {});

}  // namespace insyn
