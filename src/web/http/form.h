#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// `application/x-www-form-urlencoded`: queries, and forms without files (WHATWG URL, 5).

/// The longest form of ours is a list with some fields a row; a stranger's may not cost more.
constexpr std::size_t form_fields_max = 5000;

/// None for bad percent-encoding, bad UTF-8, a NUL, or more than `form_fields_max` fields. The
/// caller has limited the bytes.
std::optional<Fields> parse_form(std::string_view text);

/// The inverse of parse_form.
std::string form_encoded(const Fields& fields);

/// Whether a field's name or value is a text at all: UTF-8 without NUL.
bool is_field_text(std::string_view text);

/// `text/html` of `Text/HTML; charset=utf-8`: what stands before parameters, in lower case.
std::string media_type(std::string_view content_type);

}  // namespace insyn
