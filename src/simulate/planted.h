#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "simulate/openings.h"

namespace insyn {

/// Kinds of improper openings, as truth.csv names them: stable codes.
enum class PlantedKind {
  own_record,
  relative,
  colleague,
  neighbour,
  former_partner,
  public_person,
  bulk_curiosity,
  after_transfer,
  after_employment,
  borrowed_login,
  phone_number,
};

inline constexpr std::array<std::string_view, 11> planted_names{
    "own_record",       "relative",       "colleague",      "neighbour",
    "former_partner",   "public_person",  "bulk_curiosity", "after_transfer",
    "after_employment", "borrowed_login", "phone_number"};

struct PlantedOpening {
  PlantedKind kind{};
  PlannedOpening opening;
  int day = 0;
};

/// The improper openings of the whole window, by time: in a year with 600 staff about 40 persons
/// and 235 openings, at least five of each kind; of each kind at least one if the window is 300
/// days or more. None on a day in `without_log`, whose log was lost. A person stands for whom the
/// login points at: with a borrowed login its owner.
std::vector<PlantedOpening> plan_improper(const Town& town, const std::vector<int>& without_log);

}  // namespace insyn
