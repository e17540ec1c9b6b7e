#include "web/http/form.h"

#include <algorithm>

#include "base/text.h"
#include "web/http/target.h"

namespace insyn {
namespace {

std::optional<std::string> decoded(std::string_view text) {
  std::string spaced{text};
  std::ranges::replace(spaced, '+', ' ');
  auto plain = percent_decoded(spaced);
  if (!plain || !is_field_text(*plain)) return std::nullopt;
  return plain;
}

std::string encoded(std::string_view text) {
  std::string plain = percent_encoded(text, " ");
  std::ranges::replace(plain, ' ', '+');
  return plain;
}

}  // namespace

std::optional<Fields> parse_form(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals));
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value || fields.all.size() == form_fields_max) return std::nullopt;
    fields.all.push_back({std::move(*name), std::move(*value)});
  }
  return fields;
}

std::string form_encoded(const Fields& fields) {
  std::string text;
  for (const NameValue& field : fields.all) {
    if (!text.empty()) text += '&';
    text += encoded(field.name) + '=' + encoded(field.value);
  }
  return text;
}

bool is_field_text(std::string_view text) {
  return is_utf8(text) && text.find('\0') == std::string_view::npos;
}

std::string media_type(std::string_view content_type) {
  return lower_case(trimmed(content_type.substr(0, content_type.find(';'))));
}

}  // namespace insyn
