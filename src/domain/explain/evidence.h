#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/explain/explain.h"

namespace insyn {

/// What stands in the registers behind an explanation, a fact or a flag: what a reviewer is shown
/// beside a row. Which members say something depends on the kind; the rest are empty.
struct Evidence {
  std::string_view kind{};    ///< a name of an explanation, a flag, or `permission`
  std::optional<Day> from{};  ///< validity, half-open; or the one day that it is about
  std::optional<Day> to{};
  std::optional<Instant> starts{}, ends{};  ///< of a shift
  UnitNo unit{};
  StaffNo staff{};          ///< whom a deputy stands in for
  TextNo what{};            ///< kind of care, duty or intake
  std::int64_t number = 0;  ///< days since a death or a closing
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// The evidence of these findings for this event, in the order of the enumerators. A finding whose
/// ground must not be shown (the kind of an absence) gives its day only.
std::vector<Evidence> evidence_of(const RegisterIndex& index, const ExplainRules& rules,
                                  const ResolvedEvent& event, const Findings& findings);

}  // namespace insyn
