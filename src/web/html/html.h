#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace insyn {

/// Markup as a type: text becomes `Html` only by being escaped, and only `Html` is put into a page
/// as it is. So nothing that came from outside is ever read as markup.
///
///   el("p", {{"class", "lead"}}, "Hej ", el("strong", {}, name), "!")
class Html {
 public:
  Html() = default;
  /// Escapes & < > " '.
  Html(std::string_view text);    // NOLINT(google-explicit-constructor): escapes
  Html(const std::string& text);  // NOLINT(google-explicit-constructor)
  Html(const char* text);         // NOLINT(google-explicit-constructor)
  /// A number in digits; a `bool` or `char` by mistake doesn't compile.
  // NOLINTBEGIN(google-explicit-constructor): a number is its digits
  template <std::integral Number>
  requires(!std::same_as<Number, bool> && !std::same_as<Number, char>) Html(Number number)
      : text_{std::to_string(number)} {}
  // NOLINTEND(google-explicit-constructor)

  /// Markup of ours, word for word: never anything from outside.
  static Html trusted(std::string markup);

  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  Html& operator+=(const Html& other) {
    text_ += other.text_;
    return *this;
  }
  friend Html operator+(Html left, const Html& right) { return left += right; }

 private:
  std::string text_;
};

/// An attribute; the value is escaped. One without a value stands alone (`required`), one that is
/// off isn't written.
struct Attribute {
  std::string name, value;
  bool on = true;
  bool alone = false;

  Attribute(std::string_view its_name, std::string_view its_value)
      : name{its_name}, value{its_value} {}
};
/// `checked`, `required`: written when `on`.
Attribute flag(std::string_view name, bool on = true);
/// Written only when `on`: `when(current, "aria-current", "page")`.
Attribute when(bool on, std::string_view name, std::string_view value);

using Attributes = std::vector<Attribute>;

/// Where a link may lead: `/x` (not `//x`), `#x`, `?x`, `https://`, `mailto:`, `tel:`. Anything
/// else becomes `#`, and so does whatever holds a control character or a backslash: browsers leave
/// tabs and line breaks out and read `\` as `/` (WHATWG URL), so that `/\host` would lead away.
std::string safe_url(std::string_view url);

namespace detail {
/// `<name a="b">`; href, action, src and hx-get, hx-post go through `safe_url`. Throws BrokenPage
/// on names that the content security policy would refuse anyway: `style`, `onclick` and its like.
std::string open_tag(std::string_view name, const Attributes& attributes);
}  // namespace detail

/// An element. Those without an end tag (`br`, `input`, `img` …) are made by `void_el`.
template <class... Parts>
Html el(std::string_view name, const Attributes& attributes, const Parts&... parts) {
  std::string markup = detail::open_tag(name, attributes);
  (markup.append(Html(parts).str()), ...);
  markup.append("</").append(name).append(">");
  return Html::trusted(std::move(markup));
}
Html void_el(std::string_view name, const Attributes& attributes);

/// The parts one after the other.
template <class... Parts>
Html all(const Parts&... parts) {
  Html result;
  ((result += Html(parts)), ...);
  return result;
}

}  // namespace insyn
