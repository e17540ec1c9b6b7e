#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/people.h"
#include "web/look/form.h"
#include "web/pages/visit.h"

namespace insyn {

/// What pages call people, units and days, and how they note that somebody looked.

/// All users with their names; personal data.
const People& users_of(const Visit& visit);

/// The unit's name; its id if the register doesn't know it.
std::string unit_name(const Visit& visit, std::string_view id);

/// The areas of the register by name, to choose from.
std::vector<Option> area_options(const Visit& visit);

/// `verksamhetsområdeschef, Äldreomsorg`.
std::string grant_text(const Visit& visit, const Grant& grant);

/// What Insyn's own log calls what was looked at; `Sidan x` of a code that has no words.
std::string page_title_in_own_log(const Messages& words, std::string_view code);

/// Notes in Insyn's own log that the visitor looks at data about people; call before it is shown.
void log_look(const Visit& visit, std::string_view page);

/// The same for each of these members of staff, once, in an audit.
void log_looks(const Visit& visit, std::string_view page, std::string_view audit,
               const std::vector<std::string>& staff);

/// The same at these clients' records, each once, which this member of staff has opened; without
/// any client, at the member of staff.
void log_rows(const Visit& visit, std::string_view page, std::string_view audit,
              const std::string& staff, const std::vector<std::string>& clients);

Day today_of(const Visit& visit);

/// A position of the ledger out of a path or a form; none if it is no number.
std::optional<std::uint64_t> position_in(std::string_view text);

}  // namespace insyn
