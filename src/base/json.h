#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace insyn {

namespace json = boost::json;

/// Canonical JSON by RFC 8785: members sorted by their names' UTF-16 code units, no white space,
/// shortest strings, numbers as ECMAScript writes them. What is hashed is always this text.
/// Precondition: no NaN or infinity, and integers within ±2^53.
std::string canonical_json(const json::value& value);

/// A member whose value is canonical JSON already.
struct CanonicalMember {
  std::string name;  ///< empty: no member
  std::string value;
};

/// The same of an object with one more member, which it doesn't have: what was written once, to
/// hash it or on another thread, isn't written again.
std::string canonical_json(const json::object& object, const CanonicalMember& more);

/// The same on several lines with members in their own order, for people and other programs.
/// Ends with a newline.
std::string pretty_json(const json::value& value);

/// The text of a member; empty if there is none or it is no text.
std::string text_of(const json::object& object, std::string_view name);

/// The number of a member; 0 if there is none or it is no whole number of 63 bits.
std::int64_t integer_of(const json::object& object, std::string_view name);

/// Whether a member is true; false if there is none or it is no truth value.
bool flag_of(const json::object& object, std::string_view name);

/// The array of a member; an empty one if there is none or it is no array.
const json::array& array_of(const json::object& object, std::string_view name);

/// The texts in the array of a member, and the whole numbers; what is something else is left out.
std::vector<std::string> texts_in(const json::object& object, std::string_view name);
std::vector<std::int64_t> integers_in(const json::object& object, std::string_view name);

/// The texts as an array.
json::array to_array(const std::vector<std::string>& texts);

/// Strict JSON (RFC 8259) in UTF-8, at most 64 deep; a doubled member name is an error.
/// The error is of kind `unusable`; `what` names the input in its text.
Result<json::value> parse_json(std::string_view text, std::string_view what);

}  // namespace insyn
