#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/state.h"
#include "papers/figures.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// The municipality's internal list of personal data breaches, as far as audits find them: every
/// opening that the work didn't need but that was an understandable mistake (practice F21; what is
/// noted follows the General Data Protection Regulation, article 33.5). It names nobody: not who
/// opened, not whose case, and not who read the list.

struct Incident {
  std::string audit;
  Day noted{};                      ///< when it was judged
  std::string area;                 ///< unit id, empty of staff without one; `AreaFigures::special`
  std::string code;                 ///< of the routine's acceptable explanations
  std::string area_name{}, text{};  ///< as they are read; filled in by whoever knows the names
};

/// The mistakes in what is signed of the audit, by day. Until the sign-off an answer can be undone.
std::vector<Incident> incidents_of(const State& state, std::string_view audit);

/// `incidents` of one audit, whose id `audit` is, or of all: `audit` is empty.
Document incident_list(std::vector<Incident> incidents, const std::string& audit,
                       const PaperHead& head);

}  // namespace insyn
