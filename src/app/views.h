#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/home.h"
#include "app/people.h"
#include "store/view_log.h"

namespace insyn {

/// Insyn's own log: every look at a person's data is an access event of the source `insyn`, under
/// the same proof as all others, and in no frame, list or extract (contract 6).
///
/// A page calls `ViewLog::append` before it is shown; now and then, when nothing else is under way,
/// the owner of the home turns what has gathered into a delivery.

/// The source that is the program's own; not in HOME/sources.toml, and nobody can import into it.
Source own_source();

/// Rows as the canonical log has them, the first of them being number `first` of the log.
std::string canonical_log_of(const std::vector<View>& views, std::uint64_t first);

/// Imports the views that are no events yet, a delivery for each hundred thousand. Exactly once
/// each: a row's number is its native id, so that what a crash makes come again is a duplicate.
/// The value is how many were handed over.
Result<std::uint64_t> deliver_views(Home& home, ViewLog& log);

/// How often somebody looked at a kind of page, and at how many people's data.
struct LookCount {
  std::string user;
  std::string name;  ///< personal data
  std::string page;
  std::uint64_t looks = 0;
  std::uint64_t people = 0;  ///< different members of staff and clients
  friend bool operator==(const LookCount&, const LookCount&) = default;
};

/// The list that the data protection officer gets each year: by user, then page.
std::vector<LookCount> yearly_looks(ViewLog& log, const People& people, int year);

/// All views of the days, oldest first, for whoever may see them (Right::see_own_log).
std::vector<View> views_between(ViewLog& log, DayRange days);

}  // namespace insyn
