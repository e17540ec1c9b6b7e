#include "web/html/html.h"

#include <algorithm>
#include <array>

#include "base/check_page.h"

namespace insyn {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

/// ASCII letters, digits and `-`, `:`, as in `viewBox`, `aria-label`, `h2`; a letter first.
bool is_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':';
         });
}

bool is_url(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"href",       "action", "src",
                                                  "formaction", "hx-get", "hx-post"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements that HTML ends by themselves (WHATWG HTML 13.1.2), of those that pages use.
bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 8> names{"br",    "col",  "hr",   "img",
                                                  "input", "link", "meta", "wbr"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string written_tag(std::string_view name, const Attributes& attributes) {
  check_page(is_name(name), "an element has a name of letters");
  std::string out = "<";
  out += name;
  for (const Attribute& attribute : attributes) {
    if (!attribute.on) continue;
    const std::string_view its_name = attribute.name;
    check_page(is_name(its_name) && its_name != "style" && its_name.substr(0, 2) != "on",
               "an attribute has a name, and no style or script");
    out.append(" ").append(its_name);
    if (attribute.alone) continue;
    out += "=\"";
    out += escaped(is_url(its_name) ? safe_url(attribute.value) : attribute.value);
    out += '"';
  }
  return out += '>';
}

}  // namespace

Html::Html(std::string_view text) : text_{escaped(text)} {}
Html::Html(const std::string& text) : text_{escaped(text)} {}
Html::Html(const char* text) : text_{escaped(text)} {}

Html Html::trusted(std::string markup) {
  Html html;
  html.text_ = std::move(markup);
  return html;
}

Attribute flag(std::string_view name, bool on) {
  Attribute attribute{name, {}};
  attribute.on = on;
  attribute.alone = true;
  return attribute;
}

Attribute when(bool on, std::string_view name, std::string_view value) {
  Attribute attribute{name, value};
  attribute.on = on;
  return attribute;
}

std::string safe_url(std::string_view url) {
  const auto starts = [&](std::string_view with) { return url.substr(0, with.size()) == with; };
  const bool ours = (starts("/") && !starts("//")) || starts("#") || starts("?");
  const bool known = starts("https://") || starts("mailto:") || starts("tel:");
  const bool plain = std::none_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
  });
  return plain && (ours || known) ? std::string{url} : "#";
}

namespace detail {

std::string open_tag(std::string_view name, const Attributes& attributes) {
  check_page(!is_void(name), "an element without an end tag is made by void_el");
  return written_tag(name, attributes);
}

}  // namespace detail

Html void_el(std::string_view name, const Attributes& attributes) {
  check_page(is_void(name), "void_el is for elements without an end tag");
  return Html::trusted(written_tag(name, attributes));
}

}  // namespace insyn
