#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace insyn {

namespace json = boost::json;

/// Canonical JSON by RFC 8785: members sorted by their names' UTF-16 code units, no white space,
/// shortest strings, numbers as ECMAScript writes them. What is hashed is always this text.
/// Precondition: no NaN or infinity, and integers within ±2^53.
std::string canonical_json(const json::value& value);

/// The same on several lines with members in their own order, for people and other programs.
/// Ends with a newline.
std::string pretty_json(const json::value& value);

/// Strict JSON (RFC 8259) in UTF-8, at most 64 deep; a doubled member name is an error.
/// The error is of kind `unusable`; `what` names the input in its text.
Result<json::value> parse_json(std::string_view text, std::string_view what);

}  // namespace insyn
