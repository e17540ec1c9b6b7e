#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/review_ground.h"
#include "app/review_view.h"

namespace insyn {

/// A list of an audit in a snapshot, with everything that views of it are made from. Borrows the
/// snapshot.
struct ListSeen : SentList {
  const AuditState* audit = nullptr;
  const AuditPapers* papers = nullptr;
  const AuditProgress* of_audit = nullptr;
};

/// What views look things up in, for one user.
class ReviewLook {
 public:
  ReviewLook(const Snapshot& look, std::string_view user);

  const Snapshot& look() const { return look_; }
  const std::string& user() const { return user_; }
  const Holder& holder() const { return holder_; }

  /// The lists of all audits that go on and were sent.
  std::vector<ListSeen> lists() const;
  std::optional<ListSeen> list(std::string_view audit, std::string_view code) const;
  /// The same of an audit that is closed or annulled too: a suspicion outlives its audit.
  std::optional<ListSeen> evidence(std::string_view audit, std::string_view code) const;

  bool reads(const ListSeen& list, std::string_view part) const {
    return list.is_read_by(holder_, part);
  }
  bool is_self(const ListSeen& list) const;
  /// `chief_nurse` or `quality_controller`, by the law of the row's case.
  UserRole law_role(const json::object& frozen) const;

  std::string words_text(std::optional<std::uint64_t> act, std::string_view name = "text") const;
  std::string person_name(const ListSeen& list) const;
  /// A row as its reader sees it; `is_blind` leaves out what was answered.
  RowView row_view(const ListSeen& list, std::int64_t row, bool is_blind = false) const;
  AskView ask_view(const ListSeen& list, const AskState& ask) const;
  Schedule schedule(const ListSeen& list) const;
  std::optional<AuditPeriod> period(const ListSeen& list) const;

 private:
  const Snapshot& look_;
  std::string user_;
  Holder holder_;
};

/// Replaces `{name}` by its words; what isn't named stays.
std::string filled(std::string text,
                   const std::vector<std::pair<std::string_view, std::string>>& words);

}  // namespace insyn
