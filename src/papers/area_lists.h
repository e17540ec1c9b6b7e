#pragma once

#include <map>
#include <string>

#include "app/progress_state.h"
#include "app/review_state.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// Names of those who review, by the codes that acts call them by (app/frozen_lists.h).
using ReaderNames = std::map<std::string, std::string, std::less<>>;

struct AreaAsked {
  std::string audit, period;
  std::string area;       ///< unit id
  std::string area_name;  ///< `Äldreomsorg`
  Day answer_by{}, today{};
};

/// How far an area's lists have come, for its head: who reviews, how much is answered, how many
/// rows deviate. No row and not whom a list is about; nothing of lists that chief nurse or quality
/// controller read (practice F6).
Document area_lists(const AreaAsked& asked, const AuditProgress& progress,
                    const AuditReview* review, const ReaderNames& readers, const PaperHead& head);

}  // namespace insyn
