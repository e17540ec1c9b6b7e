#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/home.h"
#include "app/registers_at.h"
#include "base/json.h"
#include "domain/routine/periods.h"
#include "domain/sampling/population.h"

namespace insyn {

/// What opening an audit would commit to, as values: also what a preview looks at.

struct OpeningStratum {
  const StratumRule* rule = nullptr;  ///< of the routine that the frame was made with
  std::string id, label;  ///< the rule's, or with its unit if the rule is drawn in each by itself
  std::int64_t population = 0;
  std::int64_t sample_size = 0;
};

struct OpeningMember {
  std::string pseudonym, staff, stratum, group;
};

struct OpeningFrame {
  std::vector<OpeningStratum> strata;
  std::vector<OpeningMember> members;  ///< by pseudonym
  std::vector<std::string> lines;      ///< bytewise sorted
};

OpeningFrame frame_of(const Routine& routine, const AuditPeriod& period,
                      const std::vector<ActiveStaff>& population, const RegistersAt& registers,
                      const Bytes32& key);

/// `detection` of contract 7.
json::array detection_of(const OpeningFrame& frame);

/// How many stand in strata that are findings in themselves.
struct RegisterFindings {
  std::int64_t found = 0, all = 0;
  bool too_many = false;  ///< the register is the likelier fault: opening needs a reason
};
RegisterFindings findings_of(const Routine& routine, const OpeningFrame& frame);

/// Swedish sentences: a late start, days without logs, what points nowhere in the registers.
std::vector<std::string> warnings_of(const Home& home, const Routine& routine,
                                     const AuditPeriod& period, const RegistersAt& registers,
                                     const std::vector<std::string>& missing_days);

}  // namespace insyn
