#pragma once

#include <string>
#include <vector>

#include "app/names.h"
#include "app/review_acts.h"

namespace insyn {

/// The single openings of a row, for whoever asks when and what exactly. They are read from the
/// deliveries that the audit knew, explained by the registers as it knew them, so that they add up
/// to the frozen row.

struct OpeningText {
  std::string opened;                ///< "Öppnad 3 februari kl. 08.15: läste."
  std::vector<std::string> reasons;  ///< what the registers say of it
  std::string support;               ///< why they don't tell all; empty if they do
};

/// In the order of time. Refused if there is no such row, or its audit's words were purged.
Result<std::vector<OpeningText>> openings_of_row(Home& home, const RowAt& at, const Names& names);

}  // namespace insyn
