#pragma once

#include <vector>

#include "app/people.h"
#include "web/pages/frame.h"
#include "web/pages/visit.h"

namespace insyn {

/// The forms of Användare and what they do.

Html stand_in_form(const Visit& visit, const People& people);
Html change_form(const Visit& visit, const Person& person);
Html rename_form(const Visit& visit, const Person& person);

std::vector<PageRoute> user_act_routes();

}  // namespace insyn
