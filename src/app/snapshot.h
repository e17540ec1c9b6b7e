#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/frozen_lists.h"
#include "app/home.h"
#include "app/names.h"
#include "app/people.h"
#include "app/registers_at.h"
#include "app/state.h"

namespace insyn {

/// What the words of an audit's acts say, read once: documents of contract 2, as frozen.
struct AuditPapers {
  json::object opened;  ///< what `audit open` printed
  std::string seed_source, reason;
  json::object draw;                ///< what `audit draw` printed; empty before it
  json::array lists;                ///< as frozen; empty before the draw
  std::string opened_by, drawn_by;  ///< personal data
  std::shared_ptr<const DrawnLists>
      current;                             ///< the lists that are to be read; none before the draw
  std::shared_ptr<const Routine> routine;  ///< that it runs under; none if it can't be read
};

/// What the words of the review's acts say (app/review_state.h), by position; of audits that go on
/// and of suspicions.
using ReviewWords = std::map<std::uint64_t, std::shared_ptr<const json::object>>;

/// Everything that is believed after some act, as values that never change: what pages are made
/// from. A new one is made after each act; parts that an act doesn't touch are shared.
struct Snapshot {
  std::uint64_t acts = 0;  ///< how many the ledger had
  State state;
  std::shared_ptr<const Routine> routine;  ///< the one in force
  std::uint64_t routine_act = 0;           ///< by which it was adopted
  std::shared_ptr<const People> people;    ///< the users, with their names
  std::vector<Source> sources;             ///< none if HOME/sources.toml can't be read
  std::string sources_sha256;  ///< of that file, which the operator may change at any time
  std::shared_ptr<const RegistersAt> registers;  ///< as believed now
  std::shared_ptr<const Names> names;            ///< of those registers
  std::map<std::string, std::shared_ptr<const AuditPapers>, std::less<>> audits;  ///< by id
  ReviewWords review_words;
};

/// The next snapshot of a home; `before` may be none, and is given again if nothing has changed.
std::shared_ptr<const Snapshot> snapshot_of(Home& home,
                                            const std::shared_ptr<const Snapshot>& before);

}  // namespace insyn
