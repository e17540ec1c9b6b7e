#pragma once

#include <string>

#include "app/people.h"
#include "app/review_ground.h"

namespace insyn {

/// The head of the unit that owns the case of a frozen row, by id among the staff: of all who know
/// the client, the one who can tell what the unit did. Empty where the registers show none, where
/// the head can't log in, and where a row mustn't be shown to them: it is about their own openings
/// (`staff`), or they are the client or live with the client.
std::string head_of_owning_unit(Home& home, const People& people, const json::object& frozen,
                                const std::string& staff);

}  // namespace insyn
