#include "web/http/message.h"

#include <algorithm>

#include "web/http/target.h"

namespace insyn {
namespace {

bool is_token_character(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 127; }

}  // namespace

std::string_view Fields::operator[](std::string_view name) const {
  const auto found = std::ranges::find(all, name, &NameValue::name);
  return found == all.end() ? std::string_view{} : std::string_view{found->value};
}

bool Fields::has(std::string_view name) const {
  return std::ranges::find(all, name, &NameValue::name) != all.end();
}

std::vector<std::string_view> Fields::every(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const NameValue& field : all)
    if (field.name == name) values.emplace_back(field.value);
  return values;
}

bool HttpRequest::wants_fragment() const { return headers["hx-request"] == "true"; }

HttpResponse redirect_to(std::string_view path) {
  // Browsers read `/\host` as `//host`, and drop tabs and line breaks before they look.
  const bool ours = path.starts_with('/') && !path.starts_with("//") &&
                    path.find('\\') == std::string_view::npos &&
                    std::ranges::none_of(path, is_control);
  HttpResponse response;
  response.status = 303;
  const std::size_t mark = std::min(path.find('#'), path.size());
  std::string location = ours ? percent_encoded(path.substr(0, mark), reserved_marks) : "/";
  if (ours && mark < path.size())
    location.append("#").append(percent_encoded(path.substr(mark + 1), reserved_marks));
  response.headers.push_back({"Location", std::move(location)});
  return response;
}

bool is_header(const NameValue& header) {
  return !header.name.empty() && std::ranges::all_of(header.name, is_token_character) &&
         std::ranges::none_of(header.value, [](char c) { return is_control(c) && c != '\t'; });
}

std::string lower_case(std::string_view text) {
  std::string lowered{text};
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

}  // namespace insyn
