#pragma once

#include <optional>
#include <string>

#include "app/home.h"
#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What a client's log extract shows (domain.md 1.4 is law by law what must be in it).
enum class ExtractProfile {
  full,  ///< with staff and accounts
  gdpr,  ///< GDPR art. 15 (C-579/21): without the identity of staff
};

std::optional<ExtractProfile> parse_profile(std::string_view name);

struct ExtractOptions {
  std::string client;
  std::optional<Day> from, to;  ///< [from, to); none: from the first event to today
  ExtractProfile profile = ExtractProfile::full;
  std::string ground;
};

/// A client's log extract, newest first, quiet actions too; an act with its ground. The document of
/// contract 2.
Result<json::object> make_extract(Home& home, const ExtractOptions& options);

}  // namespace insyn
