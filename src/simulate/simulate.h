#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "domain/calendar/time.h"

namespace insyn {

/// An invented municipality, "Ljungfors": registers, access logs, and the truth about which
/// openings were improper (docs/simulation.md has the model). Nothing in it is about real people.

struct SimulationOptions {
  std::string out;        ///< a folder that doesn't exist or is empty
  int staff = 600;        ///< regular posts; temps come on top. At least 20, at most 20,000.
  int clients = 5000;     ///< in the register; 38 % have an open case in a year. 20–500,000.
  Day from{};             ///< the first day with a log
  int days = 365;         ///< 1–3,660
  std::uint64_t rng = 1;  ///< the same options give the same bytes on any machine
};

struct SimulationSummary {
  std::string out;
  std::uint64_t events = 0;   ///< rows in the log files, the repeated delivery's too
  std::uint64_t planted = 0;  ///< improper openings in truth.csv
};

/// Writes `registers/<name>.csv` for every register of contract 3, `logs/<yyyy-mm>.csv` (the
/// canonical log of contract 4, sorted by time), `truth.csv` and `README.txt` into `out`.
/// Refused if `out` holds anything or an option is out of bounds; unusable if the folder can't be
/// made. Throws if the disk fails while writing.
Result<SimulationSummary> simulate(const SimulationOptions& options);

}  // namespace insyn
