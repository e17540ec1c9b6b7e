#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "domain/routine/periods.h"
#include "ingest/config/config.h"

namespace insyn {
namespace {

bool names_the_file(const Error& error) {
  return error.kind == ErrorKind::unusable && error.text.rfind("r.toml:", 0) == 0;
}

void check_routine(const Routine& routine) {
  check(!routine.periods.empty() && !routine.strata.empty(), "a routine has periods and strata");
  for (const StratumRule& stratum : routine.strata) {
    check(stratum.share >= 1 && stratum.share <= 1000, "a share is a share");
    check(!stratum.periods.empty(), "a stratum is audited some time");
    for (const std::string& key : stratum.periods)
      check(std::ranges::count(routine.periods, key, &PeriodRule::key) == 1, "a period is one");
    check(std::ranges::count(routine.strata, stratum.id, &StratumRule::id) == 1, "an id is one's");
  }
}

/// A routine that is taken can be followed in any year.
void check_periods(const Routine& routine) {
  for (const int year : {1996, 2024, 2026, 2100}) {
    const auto periods = periods_of(routine, year);
    check(periods.size() == routine.periods.size(), "each period comes every year");
    for (const AuditPeriod& period : periods) {
      check(period.days.from < period.days.to && !period.weeks.empty(), "a period has days");
      const auto found = find_period(routine, period.id);
      check(found && found->days == period.days, "a period is found by its id");
    }
  }
}

}  // namespace
}  // namespace insyn

// Whatever the file: a routine that holds together, or an error that says where.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto routine = insyn::parse_routine(text, "r.toml");
  if (routine) {
    insyn::check_routine(*routine);
    insyn::check_periods(*routine);
  } else {
    insyn::check(insyn::names_the_file(routine.error()), "an error says where");
  }
  const auto sources = insyn::parse_sources(text, "r.toml");
  insyn::check(sources ? !sources->empty() : insyn::names_the_file(sources.error()),
               "sources are some, or an error says where");
  return 0;
}
