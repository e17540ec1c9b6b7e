#pragma once

#include <cstdint>
#include <span>

#include "domain/explain/explain.h"
#include "domain/register/index.h"
#include "domain/register/registers.h"

/// The peer of `Explainer`: the same rules as one SQL statement in DuckDB, by the same library, on
/// tables of numbers in memory. It is written as DuckDB is quickest with: what holds for a person
/// and a day is found once, then equality joins, none correlated. It finds everything that the
/// product finds but `same_surname`, which needs words folded and counted.

namespace insyn {

/// What was found, summed so that one wrong bit of one event is seen.
struct ExplainSums {
  std::uint64_t events = 0;
  std::uint64_t explained = 0;     ///< events with an explanation
  std::uint64_t explanations = 0;  ///< the bits of Marks<Explanation>, as numbers
  std::uint64_t flags = 0;         ///< the bits of Marks<Flag>, without same_surname
  std::uint64_t permissions = 0;   ///< events with the fact
  friend bool operator==(const ExplainSums&, const ExplainSums&) = default;

  void add(const Findings& found);
};

struct ExplainPeerRun {
  ExplainSums sums;
  double seconds = 0;  ///< the statement alone, the shortest of the rounds
};

/// Fills the tables and asks `rounds` times. The rules are those that a routine has which sets
/// none, with matching decided.
ExplainPeerRun explain_in_sql(const Registers& registers, const RegisterIndex& index,
                              std::span<const ResolvedEvent> events, DayRange window,
                              TextNo overview, int rounds);

}  // namespace insyn
