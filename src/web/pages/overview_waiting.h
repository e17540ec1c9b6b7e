#pragma once

#include <string>
#include <vector>

#include "app/year.h"
#include "web/look/parts.h"
#include "web/pages/visit.h"

namespace insyn {

/// Something on the overview that the visitor can do by one of their roles, with where it is done.
struct Waiting {
  Icon icon = Icon::next;
  std::string title;
  Html sentence;
  std::string link_words{}, url{};  ///< empty: it isn't done in Insyn
  bool late = false;
};

/// All that waits for the visitor but reviews and suspicions; what is late first.
std::vector<Waiting> waiting_for(const Visit& visit, const std::vector<YearPeriod>& periods);

/// This year's periods, and last year's that aren't done: its last audit ends in January.
std::vector<YearPeriod> periods_near(const Visit& visit);

/// When the next lists come: those of an audit that goes on, or the period after. Empty if none is
/// left in these periods.
std::string coming_text(const Visit& visit, const std::vector<YearPeriod>& periods);

/// Of the period's audit; of the period if it has none.
std::string address_of(const YearPeriod& period);

}  // namespace insyn
